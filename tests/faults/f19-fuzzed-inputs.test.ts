import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Compile } from 'typebox/compile';
import { BranchFile } from '#lib/protocol/branch-file.ts';
import { eventData } from '#lib/protocol/events/index.ts';
import type { EventType } from '#lib/protocol/index.ts';
import { rowSchemas, SCREENS } from '#lib/protocol/rows/index.ts';
import type { Collection } from '#lib/protocol/rows/index.ts';
import { TicketRequest } from '#lib/protocol/tickets.ts';
import { Branch } from '#server/branch.ts';
import { startServer } from '#server/server.ts';
import { openStore } from '#server/store/index.ts';
import type { Audience } from '#server/views/audience.ts';
import { Writer } from '#server/writer.ts';
import { livelyBranch } from '../support/arbitrary.ts';
import { callersOf } from '../support/callers.ts';
import { howMany, report } from '../support/fault.ts';
import { manualClock } from '../support/manual-clock.ts';
import { device } from '../support/mqtt-client.ts';
import { allowed, garbage, known, nearly } from '../support/schema-arbitrary.ts';
import type { JsonSchema } from '../support/schema-arbitrary.ts';
import { testConfig } from '../support/test-config.ts';
import { event, startTestServer } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';

/**
 * F19, fuzzed: from the schemas themselves what they allow, what is nearly that, and what nobody meant, by every way in.
 * What is refused changes nothing; what is taken stands in the log with the fields that are known and no others; every
 * screen's rows keep to their schema, and a restart shows the same.
 */
const EVENTS = howMany(2_000, 76_000);
const ACTS = howMany(360, 12_000);
const MESSAGES = howMany(200, 4_000);
const TICKETS = howMany(60, 3_000);
const FILES = howMany(100, 5_000);
const BATCH = 500;
const SEED = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));

const clock = manualClock(Date.UTC(2026, 10, 25, 2));
/** What went wrong unexpectedly, as the server's own log has it. */
const said: unknown[] = [];
let server: TestServer;
beforeAll(async () => {
	vi.spyOn(console, 'error').mockImplementation((line: unknown) => {
		if (String(line).includes('failed')) said.push(line);
	});
	console.log(`F19: seed ${SEED}`);
	server = await startTestServer({
		clock,
		branches: [livelyBranch({ clock: 'wall' })],
		pages: true,
		unlimited: true,
		mqtt: { port: 0 }
	});
});
afterAll(() => server.stop());

const branchOf = ({ app }: Pick<TestServer, 'app'>) => app.branches.get('lakeside')!;
/** Ids and words of the branch, and numbers that come again and again. */
const WORDS = [
	...['cash', 'opening', '1', '2', '3', 'atm-1', 'atm', 'book', 'own', 'wang', 'li', 'qian', 'sun'],
	...[
		'p',
		'q',
		'r1',
		'r2',
		's1',
		's2',
		'idle_cash',
		'online',
		'outflow',
		'small_cash',
		'CNY',
		'kiosk'
	],
	...['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'long_wait/A1/2026-11-25', 'help/2026-11-25/1', 'lobby'],
	...[
		'2026-11-25T10:00:00+08:00',
		'2026-11-25T09:59:00Z',
		'客户',
		'a note',
		'atm-1/2026-11-25/1',
		'constructor',
		'toString',
		'valueOf'
	]
];
const TYPES = Object.keys(eventData) as EventType[];
const schemaOf = (type: EventType) => eventData[type] as JsonSchema;

interface Tried {
	type: unknown;
	subject?: unknown;
	data?: unknown;
	time?: unknown;
}

const NUMBERS = Array.from({ length: 30 }, (_, index) => `A${index}`);
/** What an event of a type is about, as far as there is such a thing. */
function subjectsOf(type: EventType): readonly string[] {
	const [noun] = type.split('.');
	if (['ticket', 'form', 'pitch', 'engagement', 'complaint'].includes(noun!)) return NUMBERS;
	if (noun === 'counter' || noun === 'help') return ['1', '2', '3'];
	if (noun === 'device') return ['atm-1'];
	if (noun === 'staff' || noun === 'activity') return ['wang', 'li', 'qian', 'sun'];
	return WORDS;
}

const valid: fc.Arbitrary<Tried> = fc.constantFrom(...TYPES).chain((type) =>
	fc.record({
		type: fc.constant<unknown>(type),
		subject: fc.oneof(
			{ arbitrary: fc.constantFrom<unknown>(...subjectsOf(type)), weight: 8 },
			fc.constantFrom<unknown>(...WORDS)
		),
		data: allowed(schemaOf(type), WORDS)
	})
);
/** Tickets, so that there is something to be wrong about. */
const issue: fc.Arbitrary<Tried> = fc.record({
	type: fc.constant('ticket.issued'),
	subject: fc.constantFrom(...NUMBERS),
	data: allowed(schemaOf('ticket.issued'), WORDS)
});
const tried: fc.Arbitrary<unknown> = fc.oneof(
	{ arbitrary: valid, weight: 6 },
	{ arbitrary: issue, weight: 2 },
	{ arbitrary: nearly(valid), weight: 5 },
	{ arbitrary: garbage, weight: 1 }
);

const audiences: Audience[] = SCREENS.flatMap((screen): Audience[] => [
	screen,
	`${screen} without names`,
	`${screen} without words`
]);
const rowChecks = Object.fromEntries(
	Object.entries(rowSchemas).map(([collection, schema]) => [collection, Compile(schema as never)])
) as unknown as Record<
	Collection,
	{ Check(row: unknown): boolean; Errors(row: unknown): Iterable<unknown> }
>;

/** Rows that are not as their schema says. */
function misshapen(): string[] {
	return audiences.flatMap((audience) =>
		Object.entries(branchOf(server).view(audience).view).flatMap(([collection, rows]) =>
			Object.entries(rows).flatMap(([id, row]) => {
				const check = rowChecks[collection as Collection];
				return check.Check(row)
					? []
					: [
							`${audience}: ${collection}/${id}: ${JSON.stringify([...check.Errors(row)]).slice(0, 300)}`
						];
			})
		)
	);
}

const views = (branch: Branch) =>
	JSON.stringify(audiences.map((audience) => [audience, branch.view(audience).view]));
/** Events from outside since a place in the log, by their id. */
function loggedSince(seq: number) {
	const events = server.app.store.read('lakeside', seq, 100_000);
	return new Map(events.filter(({ id }) => id !== null).map((each) => [each.id as string, each]));
}

/** The log holds what was taken, with the fields that its schema knows, and no customer. */
function expectLogged(logged: ReturnType<typeof loggedSince>, id: string, sent: Tried): void {
	const found = logged.get(id);
	if (found === undefined)
		throw new Error(`${id} was acknowledged and is nowhere: ${JSON.stringify(sent)}`);
	const type = sent.type as EventType;
	const data = known(schemaOf(type), sent.data ?? {}) as Record<string, unknown>;
	if (type === 'ticket.issued') delete data['customer'];
	// What JSON makes of it: a negative zero is a zero.
	expect([found.type, JSON.parse(found.data)]).toEqual([type, JSON.parse(JSON.stringify(data))]);
}

/** A minute after each batch, and once a night. The branch stays open: all of it takes less than a day of its hours. */
function timePasses(nth: number): void {
	clock.advance(nth === 70 ? 86_400_000 : 60_000);
}

const draw = <T>(arbitrary: fc.Arbitrary<T>, count: number, salt: number): T[] =>
	fc.sample(arbitrary, { seed: SEED + salt, numRuns: count });

test(`F19: ${EVENTS} fuzzed events over HTTP`, async () => {
	let accepted = 0;
	const inputs = draw(tried, EVENTS, 1);
	for (let from = 0; from < EVENTS; from += BATCH) {
		const before = branchOf(server).seq;
		const events = inputs.slice(from, from + BATCH).map((each, index) => {
			const isFields = typeof each === 'object' && each !== null && !Array.isArray(each);
			return isFields
				? { specversion: '1.0', source: '/fuzz', id: `e${from + index}`, ...each }
				: each;
		});
		const { status, body } = await server.batch(events);
		expect(status).toBe(200);
		expect(body.accepted + body.duplicates + body.rejected.length).toBe(events.length);
		const refused = new Set(body.rejected.map(({ index }) => index));
		const logged = loggedSince(before);
		expect(logged.size).toBe(body.accepted);
		expect(
			body.rejected.filter(({ code, detail }) => code === 'internal' || detail === '')
		).toEqual([]);
		let found = 0;
		events.forEach((each, index) => {
			if (refused.has(index)) return;
			const { id, ...sent } = each as Tried & { id: string };
			if (logged.has(id)) found += 1;
			expectLogged(logged, id, sent);
		});
		expect(found).toBeGreaterThanOrEqual(body.accepted);
		accepted += body.accepted;
		expect(misshapen()).toEqual([]);
		timePasses(from / BATCH);
	}
	expect(accepted).toBeGreaterThan(EVENTS / 50);
	expect(said).toEqual([]);
	report(
		'F19',
		`${EVENTS} fuzzed events: ${accepted} taken and found as they were sent, the others refused; seed ${SEED}`
	);
}, 600_000);

test(`F19: ${ACTS} fuzzed acts over the socket`, async () => {
	const screen = await server.screen();
	const watching = { protocol: 1, branch: 'lakeside', screen: 'lobby' } as const;
	expect(await screen.emitWithAck('watch', watching)).toMatchObject({ ok: true });
	let accepted = 0;
	for (let from = 0; from < ACTS; from += 90) {
		const before = branchOf(server).seq;
		const acts = draw(tried, 90, 2 + from).map((each, index) => {
			const isFields = typeof each === 'object' && each !== null && !Array.isArray(each);
			// `time` is no part of an act, and `undefined` no JSON.
			return isFields ? { id: `a${from + index}`, data: {}, ...each, time: 0 } : each;
		});
		const answers = await Promise.all(acts.map((act) => screen.emitWithAck('act', act as never)));
		const logged = loggedSince(before);
		let ok = 0;
		answers.forEach((answer, index) => {
			if (!answer.ok) {
				expect(answer.code).toMatch(/^(?!internal)[a-z_]+$/);
				return;
			}
			ok += 1;
			const { id, ...sent } = acts[index] as Tried & { id: string };
			expectLogged(logged, id, sent);
		});
		expect(logged.size).toBe(ok);
		accepted += ok;
		expect(misshapen()).toEqual([]);
		clock.advance(60_000);
	}
	expect(accepted).toBeGreaterThan(0);
	expect(said).toEqual([]);
	report('F19', `${ACTS} fuzzed acts: ${accepted} taken, the others told why not`);
}, 600_000);

test(`F19: ${MESSAGES} fuzzed messages of devices over MQTT`, async () => {
	const client = await device(server.app.mqtt.port!, server.key(['devices:write']));
	const status = allowed(schemaOf('device.status'), WORDS);
	const payload = fc.oneof(
		fc.oneof(status, nearly(status), garbage).map((value) => JSON.stringify(value) ?? ''),
		fc.string({ unit: 'binary', maxLength: 50 }),
		fc.uint8Array({ maxLength: 50 }).map((bytes) => Buffer.from(bytes))
	);
	const topic = fc.oneof(
		{ arbitrary: fc.constantFrom('status', 'heartbeat', 'gone', 'xfs4iot'), weight: 9 },
		fc.constantFrom('x', 'status/x', '%00', '__proto__')
	);
	const { counts } = server.app.mqtt;
	const accepted = counts.accepted;
	const before = branchOf(server).seq;
	const drawn = draw(fc.tuple(topic, payload), MESSAGES, 3);
	for (let from = 0; from < MESSAGES; from += 100) {
		const some = drawn.slice(from, from + 100);
		await Promise.all(
			some.map(([about, body]) =>
				client.publishAsync(`foyer/lakeside/atm-1/${about}`, body, { qos: 1 })
			)
		);
		expect(misshapen()).toEqual([]);
		clock.advance(30_000);
	}
	expect(client.connected).toBe(true);
	const own = [...server.app.store.read('lakeside', before, 100_000)].filter(
		({ id }) => id !== null
	);
	expect(own.filter(({ source }) => source !== 'mqtt/atm-1')).toEqual([]);
	expect(own).toHaveLength(counts.accepted - accepted);
	report(
		'F19',
		`${MESSAGES} fuzzed messages of devices: ${counts.accepted - accepted} taken, all confirmed`
	);
}, 600_000);

test(`F19: ${TICKETS} fuzzed questions for a ticket`, async () => {
	const address = `${server.url}/api/v1/branches/lakeside/tickets`;
	const manager = callersOf(server.app, () => clock.real())('lobby_manager');
	const headers = { ...manager.headers, 'content-type': 'application/json' };
	const request = allowed(TicketRequest as JsonSchema, ['cash', 'opening']);
	let taken = 0;
	const drawn = draw(fc.oneof(request, nearly(request), garbage), TICKETS, 4);
	for (const body of [{ id: 'good', service: 'cash' }, ...drawn]) {
		const before = branchOf(server).seq;
		const response = await fetch(address, {
			method: 'POST',
			headers,
			body: JSON.stringify(body) ?? ''
		});
		const answer = (await response.json()) as { code?: string };
		if (response.ok) taken += 1;
		else {
			expect(response.status).toBeLessThan(500);
			expect(answer.code).toMatch(/^[a-z_]+$/);
			expect(branchOf(server).seq).toBe(before);
		}
	}
	expect(taken).toBeGreaterThan(0);
	expect(said).toEqual([]);
	report(
		'F19',
		`${TICKETS} fuzzed questions for a ticket: ${taken} taken, the others refused with a code`
	);
}, 600_000);

test(`F19: ${FILES} fuzzed branch files`, async () => {
	const whole = fc.constant<unknown>(livelyBranch({ id: 'scratch' }));
	const free = allowed(BranchFile as JsonSchema, WORDS).map((file) => ({
		...(file as object),
		id: 'scratch'
	}));
	const twice = nearly(nearly(whole));
	let applied = 0;
	const lakeside = branchOf(server).file;
	for (const file of draw(
		fc.oneof({ arbitrary: nearly(whole), weight: 5 }, twice, free, garbage),
		FILES,
		5
	)) {
		const before = JSON.stringify(server.app.branchFile('scratch')?.file);
		const count = server.app.branches.list().length;
		const answer = await server.app.apply(structuredClone(file));
		if (answer.ok) {
			applied += 1;
			const live = server.app.branchFile(answer.branch)?.file;
			expect(JSON.parse(JSON.stringify(live))).toEqual(JSON.parse(JSON.stringify(file)));
		} else {
			expect(answer.issues.length).toBeGreaterThan(0);
			expect(JSON.stringify(server.app.branchFile('scratch')?.file)).toBe(before);
			expect(server.app.branches.list()).toHaveLength(count);
		}
	}
	expect(branchOf(server).file).toEqual(lakeside);
	expect(said).toEqual([]);
	report('F19', `${FILES} fuzzed branch files: ${applied} applied, the others refused as a whole`);
}, 600_000);

test('F19: after all of that the chain is whole, and a restart shows the same', async () => {
	// How long the longest wait is so far is drawn with what happens.
	expect((await server.post(event('clock.tick', undefined, {}))).status).toBe(200);
	const { store } = server.app;
	expect(store.verify('lakeside')).toMatchObject({ ok: true });
	const shown = views(branchOf(server));
	const copy = openStore(server.folder, { readOnly: true });
	const again = Branch.load('lakeside', copy, new Writer(copy, () => undefined), clock);
	expect(JSON.parse(views(again))).toEqual(JSON.parse(shown));
	await copy.close();
	await server.close();
	const config = testConfig(server.folder);
	const next = await startServer({ config, clock, pages: false });
	expect(JSON.parse(views(branchOf(next)))).toEqual(JSON.parse(shown));
	await next.close();
});
