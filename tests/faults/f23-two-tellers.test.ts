import { expect, test } from 'vitest';
import type { ActAnswer } from '#lib/protocol/index.ts';
import { howMany, report } from '../support/fault.ts';
import { manualClock } from '../support/manual-clock.ts';
import { lakeside, testServer } from '../support/test-server.ts';
import type { Screen } from '../support/test-server.ts';

/**
 * F23: two tellers, one ticket. Eight consoles press "next" as fast as they are answered, on a line that is shorter
 * than what they ask for, and each press names no ticket: who gets which is decided in one place.
 */
const CONSOLES = 8;
const CALLS = howMany(1_000, 3_000);
/** Calls of one named ticket that two counters make at the same time. */
const RACES = howMany(500, 10_000);
/** Pairs of counters that race at the same time, each for tickets of its own. */
const PAIRS = 4;
const LINES = ['cash', 'opening'];

test(`F23: ${CALLS} contested calls by eight consoles: nobody is called twice`, async () => {
	const counters = Array.from({ length: CONSOLES }, (_, index) => ({
		id: `${index + 1}`,
		name: { zh: `${index + 1}号`, en: `Counter ${index + 1}` },
		services: index % 2 === 0 ? LINES : [...LINES].reverse()
	}));
	const clock = manualClock();
	const server = await testServer({ clock, branches: [lakeside({ counters })], unlimited: true });
	const key = server.key(['events:write', 'read']);
	const watching = { protocol: 1, branch: 'lakeside', screen: 'counter' } as const;
	const consoles = await Promise.all(
		counters.map(async ({ id }) => {
			const socket = await server.screen({ token: key });
			expect(await socket.emitWithAck('watch', watching)).toMatchObject({ ok: true });
			return { id, socket };
		})
	);
	const called = new Map<string, string[]>();
	const seen: string[] = [];
	let left = CALLS;
	let issued = 0;
	let empty = 0;
	let acts = 0;
	async function press(console: (typeof consoles)[number]): Promise<void> {
		const { id, socket } = console;
		const act = (type: string, subject: string | undefined, data: Record<string, unknown>) =>
			socket.emitWithAck('act', {
				id: `${id}/${(acts += 1)}`,
				type,
				...(subject !== undefined && { subject }),
				data
			});
		while (left > 0) {
			left -= 1;
			// A screen may send so many messages a second, and a teller's day is longer than this test.
			clock.advance(50);
			const answer: ActAnswer = await act('ticket.called', undefined, { counter: id });
			if (!answer.ok) {
				// Everybody pressed at once, and the last of the line is somebody else's.
				expect(answer.code).toBe('nobody_waiting');
				empty += 1;
				for (const service of [...LINES, ...LINES]) {
					const ticket = await act('ticket.issued', undefined, { service });
					if (ticket.ok) issued += 1;
				}
				continue;
			}
			const number = answer.subject as string;
			called.set(number, [...(called.get(number) ?? []), id]);
			seen.push(number);
			expect(await act('ticket.finished', number, {})).toMatchObject({ ok: true });
		}
	}
	await Promise.all(consoles.map(press));
	expect([...called].filter(([, by]) => by.length > 1)).toEqual([]);
	expect(seen.length + empty).toBe(CALLS);
	// The log says the same: one call a ticket.
	const logged = server.app.store.read('lakeside', 0, 200_000);
	const calls = logged.filter(({ type }) => type === 'ticket.called').map(({ subject }) => subject);
	expect(new Set(calls).size).toBe(calls.length);
	expect([...calls].sort()).toEqual([...seen].sort());
	report(
		'F23',
		`${CALLS} presses by ${CONSOLES} consoles: ${seen.length} calls, ${empty} found nobody, ` +
			`${issued} tickets, 0 called twice`
	);
});

/** A teller's console: `act` taps as fast as its finger allows. */
async function consoleOf(socket: Screen, name: string) {
	const watching = { protocol: 1, branch: 'lakeside', screen: 'counter' } as const;
	expect(await socket.emitWithAck('watch', watching)).toMatchObject({ ok: true });
	let acts = 0;
	return (type: string, subject: string | undefined, data: Record<string, unknown>) =>
		socket.emitWithAck('act', {
			id: `${name}/${(acts += 1)}`,
			type,
			...(subject !== undefined && { subject }),
			data
		});
}

test(`F23: ${RACES} races of two tellers for one ticket: one has it, the other is told, one event`, async () => {
	const counters = Array.from({ length: 2 * PAIRS }, (_, index) => ({
		id: `${index + 1}`,
		name: { zh: `${index + 1}号`, en: `Counter ${index + 1}` },
		services: ['cash']
	}));
	const clock = manualClock();
	const server = await testServer({ clock, branches: [lakeside({ counters })], unlimited: true });
	const key = server.key(['events:write', 'read']);
	const acts = await Promise.all(
		counters.map(async ({ id }) => consoleOf(await server.screen({ token: key }), id))
	);
	const won = new Map<string, string>();
	const told = new Map<string, number>();
	let left = RACES;
	async function race(pair: number): Promise<void> {
		const two = [2 * pair, 2 * pair + 1].map((index) => ({
			counter: counters[index]!.id,
			act: acts[index]!
		}));
		// Who is first at the server's door changes with every race.
		for (; left > 0; two.reverse()) {
			left -= 1;
			clock.advance(100);
			const issued = await two[0]!.act('ticket.issued', undefined, { service: 'cash' });
			const number = (issued as Extract<ActAnswer, { ok: true }>).subject as string;
			const answers: ActAnswer[] = await Promise.all(
				two.map(({ act, counter }) => act('ticket.called', number, { counter }))
			);
			const [first] = two.filter((_, index) => answers[index]!.ok);
			const [refused] = answers.flatMap((answer) => (answer.ok ? [] : [answer.code]));
			expect({ ok: answers.filter(({ ok }) => ok).length, refused }).toEqual({
				ok: 1,
				refused: 'ticket_already_called'
			});
			won.set(number, first!.counter);
			told.set(first!.counter, (told.get(first!.counter) ?? 0) + 1);
			expect(await first!.act('ticket.finished', number, {})).toMatchObject({ ok: true });
		}
	}
	await Promise.all(Array.from({ length: PAIRS }, (_, pair) => race(pair)));
	const logged = server.app.store.read('lakeside', 0, 10 * RACES);
	const calls = logged.filter(({ type }) => type === 'ticket.called');
	expect(calls).toHaveLength(RACES);
	const logs = calls.map(({ subject, data }) => [subject, JSON.parse(data).counter as string]);
	expect(new Map(logs as [string, string][])).toEqual(won);
	expect(told.size).toBe(2 * PAIRS);
	// And the counters go on.
	const after = await acts[0]!('ticket.issued', undefined, { service: 'cash' });
	expect(await acts[1]!('ticket.called', undefined, { counter: '2' })).toMatchObject({
		ok: true,
		subject: (after as { subject?: string }).subject
	});
	report('F23', `${RACES} races of two for one ticket: ${RACES} calls, 0 double, each loser told`);
});

test('F23: two consoles that press for the same ticket: one has it, the other is told who was first', async () => {
	const server = await testServer();
	const key = server.key(['events:write', 'read']);
	const [one, two] = await Promise.all([
		server.screen({ token: key }),
		server.screen({ token: key })
	]);
	const watching = { protocol: 1, branch: 'lakeside', screen: 'counter' } as const;
	for (const socket of [one, two]) await socket.emitWithAck('watch', watching);
	await one.emitWithAck('act', { id: 'i', type: 'ticket.issued', data: { service: 'cash' } });
	const call = (counter: string) => ({
		id: counter,
		type: 'ticket.called',
		subject: 'A001',
		data: { counter }
	});
	const answers = await Promise.all([
		one.emitWithAck('act', call('1')),
		two.emitWithAck('act', call('2'))
	]);
	expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
	expect(answers.find(({ ok }) => !ok)).toMatchObject({ code: 'ticket_already_called' });
});

test('F23: the same press again, its answer lost, gets the same ticket', async () => {
	const server = await testServer();
	const screen = await server.screen({ token: server.key(['events:write', 'read']) });
	await screen.emitWithAck('watch', { protocol: 1, branch: 'lakeside', screen: 'counter' });
	const act = (id: string, type: string, data: Record<string, unknown>, ago?: number) =>
		screen.emitWithAck('act', { id, type, data, ...(ago !== undefined && { ago }) });
	const first = await act('i1', 'ticket.issued', { service: 'cash' });
	expect(first).toMatchObject({ ok: true, subject: 'A001' });
	expect(await act('i1', 'ticket.issued', { service: 'cash' }, 4_000)).toEqual(first);
	await act('i2', 'ticket.issued', { service: 'cash' });
	const called = await act('c1', 'ticket.called', { counter: '1' });
	expect(called).toMatchObject({ ok: true, subject: 'A001' });
	expect(await act('c1', 'ticket.called', { counter: '1' }, 2_000)).toEqual(called);
	const other = await act('c1', 'ticket.called', { counter: '2' });
	expect(other).toMatchObject({ ok: false, code: 'id_reused' });
});

test('F23: a call that was tapped long ago calls nobody; what is a fact counts at its own time', async () => {
	const server = await testServer();
	const screen = await server.screen({ token: server.key(['events:write', 'read']) });
	await screen.emitWithAck('watch', { protocol: 1, branch: 'lakeside', screen: 'counter' });
	await screen.emitWithAck('act', { id: 'i', type: 'ticket.issued', data: { service: 'cash' } });
	const late = { id: 'c', type: 'ticket.called', data: { counter: '1' }, ago: 60_000 };
	expect(await screen.emitWithAck('act', late)).toMatchObject({
		ok: false,
		code: 'tapped_too_long_ago'
	});
	const before = server.now();
	const checked = { id: 'f', type: 'form.checked', subject: 'A001', data: { ok: true } };
	await screen.emitWithAck('act', { ...checked, ago: 1_000 });
	const complaint = { id: 'k', type: 'complaint.made', data: {}, ago: 3_600_000 };
	expect(await screen.emitWithAck('act', complaint)).toMatchObject({ ok: true });
	const logged = server.app.store.read('lakeside', 0, 100).at(-1);
	expect(logged).toMatchObject({ type: 'complaint.made', at: before - 3_600_000 });
});
