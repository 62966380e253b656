import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { METRICS, MOST_BRANCHES, metricsTable } from '#server/metrics/catalogue.ts';
import {
	canariesIn,
	CANARY_LISTS,
	CUSTOMER,
	NOTES,
	plantCanaries
} from '../../support/canaries.ts';
import { callersOf } from '../../support/callers.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { event, lakeside, testServer, until } from '../../support/test-server.ts';
import type { TestServer } from '../../support/test-server.ts';

/** What stands in an answer, `name{labels}` to number. */
async function numbersOf({ app }: TestServer): Promise<Map<string, number>> {
	const { body } = await app.metrics.text();
	const lines = body.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
	return new Map(
		lines.map((line) => {
			const at = line.lastIndexOf(' ');
			return [line.slice(0, at), Number(line.slice(at + 1))];
		})
	);
}

const issued = (number: string) => event('ticket.issued', number, { service: 'cash' });

describe('the numbers', () => {
	test('count events by who told them and what became of them, once they are on disk', async () => {
		const server = await testServer();
		const first = issued('A1');
		await server.batch([first, issued('A2'), event('ticket.called', 'Z9', { counter: '1' })]);
		await server.post(first);
		const screen = await server.screen();
		await screen.emitWithAck('watch', { protocol: 1, branch: 'lakeside', screen: 'wall' });
		const tap = { id: '1', type: 'ticket.called', subject: 'A1', data: { counter: '1' } };
		await screen.emitWithAck('act', tap);
		const numbers = await numbersOf(server);
		const events = (origin: string, outcome: string) =>
			numbers.get(`foyer_events_total{origin="${origin}",outcome="${outcome}"}`);
		expect([events('machine', 'accepted'), events('machine', 'duplicate')]).toEqual([2, 1]);
		expect([events('machine', 'refused'), events('person', 'accepted')]).toEqual([1, 1]);
		expect(numbers.get('foyer_screens{screen="wall"}')).toBe(1);
		expect(numbers.get('foyer_watches_total{answer="view"}')).toBe(1);
		expect(numbers.get('foyer_commit_seconds_count')).toBeGreaterThan(0);
		expect(numbers.get('foyer_patches_total')).toBe(1);
		expect(numbers.get('foyer_network_bytes_total{direction="in"}')).toBeGreaterThan(500);
		expect(numbers.get('foyer_database_bytes')).toBeGreaterThan(4096);
		expect(numbers.get('foyer_disk_free_bytes')).toBeGreaterThan(0);
	});

	test('are of now, however often they are asked for, and leave out what is not known', async () => {
		const server = await testServer();
		await server.post(issued('A1'));
		await numbersOf(server);
		const numbers = await numbersOf(server);
		expect(numbers.get('foyer_events_total{origin="machine",outcome="accepted"}')).toBe(1);
		expect(numbers.get('foyer_ready')).toBe(1);
		expect([...numbers.keys()].filter((name) => name.startsWith('foyer_backup'))).toEqual([]);
		expect(numbers.has('foyer_mqtt_broker_reached')).toBe(false);
	});

	test('show a branch at a glance, and a prompt that was raised when it was due', async () => {
		const clock = manualClock();
		const server = await testServer({ clock });
		await server.batch([issued('A1'), issued('A2')]);
		clock.advance(600_001);
		const branch = server.app.branches.get('lakeside')!;
		await until(() => branch.glance().prompts > 0);
		const numbers = await numbersOf(server);
		const of = (what: string) => numbers.get(`foyer_branch_${what}{branch="lakeside"}`);
		expect([of('waiting'), of('longest_wait_seconds')]).toEqual([2, 600.001]);
		expect(of('prompts_open')).toBe(branch.glance().prompts);
		expect(numbers.get('foyer_prompts_raised_total')).toBeGreaterThan(0);
		expect(numbers.get('foyer_prompts_late_total')).toBe(0);
	});

	test('hold nothing of people', async () => {
		const server = await testServer({ branches: [lakeside({ checklists: CANARY_LISTS })] });
		await plantCanaries(server);
		const { body } = await server.app.metrics.text();
		expect(canariesIn(body, { ...CUSTOMER, ...NOTES })).toEqual([]);
	});

	test('have a label for some branches, never for all of a thousand', async () => {
		const count = MOST_BRANCHES + 1;
		const branches = Array.from({ length: count }, (_, n) => lakeside({ id: `b${1000 + n}` }));
		const server = await testServer({ branches });
		const numbers = await numbersOf(server);
		const labelled = [...numbers.keys()].filter((name) => name.startsWith('foyer_branch_waiting{'));
		expect(labelled).toHaveLength(MOST_BRANCHES);
		expect(numbers.get('foyer_branches')).toBe(count);
	});

	test('are for administrators and for keys of all branches with the scope, for nobody else', async () => {
		const server = await testServer({ branches: [lakeside(), lakeside({ id: 'harbour' })] });
		const shown = callersOf(server.app, () => server.now());
		const may = (headers: Record<string, string>) =>
			server.app.metrics.denies(server.app.access.identify(headers)) === undefined;
		const key = (scopes: string[], branch: string | null) =>
			may({ authorization: `Bearer ${server.key(scopes, branch)}` });
		expect(key(['metrics'], null)).toBe(true);
		expect(key(['metrics'], 'lakeside')).toBe(false);
		expect(key(['read', 'read:personal', 'export'], null)).toBe(false);
		expect(may({})).toBe(false);
		for (const kind of ['branch_head', 'operations_supervisor', 'wall_display'] as const) {
			expect(may(shown(kind).headers)).toBe(false);
		}
	});
});

describe('what is written about them', () => {
	const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
	const names = Object.keys(METRICS);
	/** Names as Prometheus has them: a histogram is three. */
	const served = Object.entries(METRICS).flatMap(([name, { kind }]) =>
		kind === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name]
	);

	test('the list in the docs is the list that is served', async () => {
		const lines = read('docs/metrics.md').split('\n');
		const from = lines.findIndex((line) => line.startsWith('| metric |'));
		const table = lines.slice(from).filter((line) => line.startsWith('|'));
		const words = (line: string) => line.split('|').map((cell) => cell.trim());
		const rows = (all: string[]) => all.filter((line) => !/^\|[\s|-]+$/.test(line)).map(words);
		expect(rows(table)).toEqual(rows(metricsTable()));
		const server = await testServer();
		const { body } = await server.app.metrics.text();
		const types = [...body.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name);
		expect(types.sort()).toEqual([...names].sort());
	});

	test.each(['docs/operations/grafana.json', 'docs/operations/alerts.yml'])(
		'%s asks for numbers that there are',
		(path) => {
			const asked = read(path).match(/\bfoyer_[a-z_]+/g) ?? [];
			expect(asked.length).toBeGreaterThan(10);
			expect(asked.filter((name) => !served.includes(name))).toEqual([]);
		}
	);

	test('the board is one that Grafana can read, each panel with an expression', () => {
		const board = JSON.parse(read('docs/operations/grafana.json')) as {
			uid: string;
			panels: { id: number; title: string; type: string; targets?: { expr: string }[] }[];
		};
		expect(new Set(board.panels.map(({ id }) => id)).size).toBe(board.panels.length);
		for (const { type, targets = [] } of board.panels) {
			expect(type === 'row' || targets.every(({ expr }) => expr !== '')).toBe(true);
			expect(type === 'row' || targets.length > 0).toBe(true);
		}
	});
});
