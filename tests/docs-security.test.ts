import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/** docs/security.md against the requirements that there are and the files and tests that it names. */
const root = new URL('../', import.meta.url);
const textOf = (file: string) => readFileSync(new URL(file, root), 'utf8');
const page = textOf('docs/security.md');

/** The requirements of level 1 of OWASP ASVS 5.0.0: section, and the last number of each. */
const LEVEL_1: Record<string, readonly number[]> = {
	...{ '1.2': [1, 2, 3, 4, 5], '1.3': [1, 2], '1.5': [1] },
	...{ '2.1': [1], '2.2': [1, 2], '2.3': [1] },
	...{ '3.2': [1, 2], '3.3': [1], '3.4': [1, 2], '3.5': [1, 2, 3] },
	...{ '4.1': [1], '4.4': [1] },
	...{ '5.2': [1, 2], '5.3': [1, 2] },
	...{ '6.1': [1], '6.2': [1, 2, 3, 4, 5, 6, 7, 8], '6.3': [1, 2], '6.4': [1, 2] },
	...{ '7.2': [1, 2, 3, 4], '7.4': [1, 2] },
	...{ '8.1': [1], '8.2': [1, 2], '8.3': [1] },
	...{ '9.1': [1, 2, 3], '9.2': [1] },
	...{ '10.4': [1, 2, 3, 4, 5] },
	...{ '11.3': [1, 2], '11.4': [1] },
	...{ '12.1': [1], '12.2': [1, 2] },
	...{ '13.4': [1] },
	...{ '14.2': [1], '14.3': [1] },
	...{ '15.1': [1], '15.2': [1], '15.3': [1] }
};
const ids = Object.entries(LEVEL_1).flatMap(([section, last]) =>
	last.map((number) => `${section}.${number}`)
);

const STATES = ['met', 'partly', 'not met', 'n/a'] as const;
interface Row {
	id: string;
	state: string;
	foyer: string;
	shown: string;
}

function rowsOf(text: string): Row[] {
	return [...text.matchAll(/^\| (\d+\.\d+\.\d+) \|(.*)\|$/gm)].map(([, id = '', cells = '']) => {
		const [, state = '', foyer = '', shown = ''] = cells.split('|').map((cell) => cell.trim());
		return { id, state, foyer, shown };
	});
}

/** What a text names that is not there: a file, or a test of a file. */
function missing(text: string): string[] {
	return [...text.matchAll(/`([\w.-]+(?:\/[\w.[\]+-]+)*)`(?: "((?:[^"\\]|\\.)*)")?/g)].flatMap(
		([, path = '', title]) => {
			if (!/\/|\.(json|md)$/.test(path)) return [];
			if (!existsSync(new URL(path, root))) return [path];
			if (title === undefined) return [];
			const plain = title.replaceAll('\\"', '"');
			return textOf(path).includes(plain) ? [] : [`${path}: ${plain}`];
		}
	);
}

describe('docs/security.md', () => {
	const rows = rowsOf(page);

	test('has every requirement of level 1 once, and no other', () => {
		expect(ids).toHaveLength(70);
		expect(rows.map(({ id }) => id)).toEqual(ids);
	});

	test('says of each whether it is met, and shows something for it', () => {
		const wrong = rows.filter(
			({ state, foyer, shown }) =>
				!STATES.some((each) => each === state) ||
				(state !== 'met' && foyer === '') ||
				!/`[^`]+`/.test(shown)
		);
		expect(wrong).toEqual([]);
	});

	test('names files and tests that exist', () => {
		for (const { shown } of rows) expect(missing(shown)).toEqual([]);
		expect(
			missing(page.slice(0, page.indexOf('### V1 '))).filter((path) => path.includes('/'))
		).toEqual(
			// In the data folder, and made when the server first starts.
			['tls/ca.pem']
		);
	});

	test('counts right', () => {
		const count = (state: string) => rows.filter((row) => row.state === state).length;
		expect(page).toContain(
			`${count('met')} are met, ${count('partly')} partly, ${count('not met')} not, and ${count('n/a')} do not apply`
		);
	});

	test('would be caught at a row that is missing, and at a file or test that is not there', () => {
		const bad =
			'| 1.2.1 | asks | met | does | `tests/nothing.test.ts` "x", `package.json` "no such test" |';
		expect(rowsOf(bad).map(({ id }) => id)).not.toEqual(ids);
		expect(missing(rowsOf(bad)[0]?.shown ?? '')).toEqual([
			'tests/nothing.test.ts',
			'package.json: no such test'
		]);
	});
});

describe('what it says of the sources', () => {
	const sources = readdirSync(new URL('src', root), { recursive: true, encoding: 'utf8' })
		.map((file) => `src/${file.replaceAll('\\', '/')}`)
		.filter((file) => /\.(ts|js|svelte)$/.test(file));
	const holding = (pattern: RegExp) => sources.filter((file) => pattern.test(textOf(file)));

	test('the sources start one program, without a shell, evaluate no text and write no raw HTML', () => {
		expect(sources.length).toBeGreaterThan(200);
		expect(holding(/\beval\(|\bnew Function\(/)).toEqual([]);
		expect(holding(/child_process/)).toEqual(['src/server/probes/kinds/icmp.ts']);
		expect(textOf('src/server/probes/kinds/icmp.ts')).not.toMatch(/\bexec|\bshell:/);
		expect(holding(/\{@html|\.innerHTML|\.outerHTML|insertAdjacentHTML|document\.write/)).toEqual(
			[]
		);
	});

	test('no field keeps anybody from pasting, or cuts a password', () => {
		expect(holding(/onpaste|on:paste|autocomplete="off"[^>]*password/)).toEqual([]);
		const field = textOf('src/lib/components/forms/PasswordField.svelte');
		expect(field).toMatch(/type=\{shown \? 'text' : 'password'\}/);
		expect(field).not.toContain('maxlength');
		// Every password that is typed is typed there.
		expect(
			holding(/type="password"/).filter((file) => !file.endsWith('SessionEnded.svelte'))
		).toEqual([]);
	});
});
