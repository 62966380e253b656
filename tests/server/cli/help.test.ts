import { expect, test } from 'vitest';
import { COMMANDS } from '#server/cli/commands.ts';
import { foyer } from './terminal.ts';

test('the overview names every command in a line', async () => {
	const { code, out } = await foyer('--help');
	expect(code).toBe(0);
	for (const name of Object.keys(COMMANDS)) {
		expect(out.some((line) => line.startsWith(`  ${name} `))).toBe(true);
	}
});

test.each(Object.keys(COMMANDS))(
	'foyer %s --help says how it is used, and does nothing',
	async (name) => {
		const { code, out, err } = await foyer(name, '--help');
		expect({ code, err }).toEqual({ code: 0, err: [] });
		expect(out[0]).toMatch(new RegExp(`^Usage: foyer ${name} `));
		expect((await foyer('help', name)).out).toEqual(out);
	}
);

test.each([
	[['fly'], 'There is no command "fly"; see foyer --help.'],
	[['__proto__'], 'There is no command "__proto__"; see foyer --help.'],
	[[], 'Say what to do, for example foyer start.'],
	[['key'], 'Say what to do with keys: foyer key create, list, rotate or revoke.'],
	[['webhook'], 'Say what to do with webhooks: foyer webhook add, list, remove or replay.'],
	[['user'], 'Say what to do with people: foyer user create, list, reset, disable or enable.'],
	[['display'], 'Say what to do with displays: foyer display list or revoke.'],
	[['audit', 'export'], 'FILE is missing; see --help.'],
	[['audit', 'everything'], "Unexpected argument 'everything'; see --help."],
	[['apply'], 'FILE is missing; see --help.'],
	[['apply', 'a', 'b'], '"b" is one word too many; see --help.'],
	[['verify', '--fast'], "Unknown option '--fast'; see --help."],
	[['replay', '--file', 'x'], '--format is missing; see --help.'],
	[
		['demo', '--until', '8:00'],
		'--until "8:00" is not a time of that day like 10:24, from 08:20 on.'
	],
	[['demo', '--speed', 'fast'], '--speed "fast" is not a number from 0 up; see --help.']
])('%j: one line that says what to do, exit code 2', async (args, message) => {
	const { code, err } = await foyer(...args);
	expect(code).toBe(2);
	expect(err).toEqual([`foyer: ${message}`]);
});

test('the version', async () => {
	expect((await foyer('--version')).out[0]).toMatch(/^\d+\.\d+\.\d+/);
});
