import { expect, test } from 'vitest';
import { howMany, report } from '../support/fault.ts';
import { LONG_WAIT_ONLY } from '../support/history.ts';
import { manualClock } from '../support/manual-clock.ts';
import { event, lakeside, settled, testServer } from '../support/test-server.ts';

/** The queue machine was offline from ten to two, and served so many customers by itself. */
const CUSTOMERS = howMany(200, 1_200);
const START = Date.parse('2026-11-25T10:00:00+08:00');
const HOURS = 4;
const MINUTE = 60_000;

const own = (at: number) => ({ time: new Date(at).toISOString() });

test('F18: four hours of a queue machine arrive at once: counted at their own times, nobody is prompted about what is over', async () => {
	const clock = manualClock(START - 60 * MINUTE);
	const server = await testServer({
		clock,
		branches: [lakeside({ prompts: LONG_WAIT_ONLY })],
		unlimited: true
	});
	clock.to(START + HOURS * 60 * MINUTE);
	const gap = ((HOURS * 60 - 40) * MINUTE) / CUSTOMERS;
	const waits: number[] = [];
	const told = Array.from({ length: CUSTOMERS }, (_, n) => {
		const issued = Math.floor(START + n * gap);
		// A third of them waited for longer than the limit; nobody was there to see it.
		const wait = (n % 3 === 0 ? 15 : 5) * MINUTE;
		waits.push(wait);
		const number = `A${n}`;
		return [
			{ at: issued, event: event('ticket.issued', number, { service: 'cash' }, own(issued)) },
			{
				at: issued + wait,
				event: event('ticket.called', number, { counter: '1' }, own(issued + wait))
			},
			{
				at: issued + wait + 3 * MINUTE,
				event: event('ticket.finished', number, {}, own(issued + wait + 3 * MINUTE))
			}
		];
	}).flat();
	// And three who still wait: since twenty minutes, since eleven, since four.
	const now = clock.now();
	for (const minutes of [20, 11, 4]) {
		const at = now - minutes * MINUTE;
		told.push({ at, event: event('ticket.issued', `W${minutes}`, { service: 'cash' }, own(at)) });
	}
	told.sort((a, b) => a.at - b.at);
	const began = performance.now();
	for (let from = 0; from < told.length; from += 50) {
		const { body } = await server.batch(told.slice(from, from + 50).map((each) => each.event));
		expect(body.rejected).toEqual([]);
		clock.advance(20);
	}
	const took = performance.now() - began;
	const raised = () =>
		server.app.store
			.read('lakeside', 0, 100_000)
			.filter(({ type }) => type === 'prompt.raised')
			.map(({ subject }) => subject.split('/').find((part) => /^[AW]\d/.test(part)));
	// Whoever tells so much may tell in a moment that it is over: then those who do wait.
	for (let second = 0; second < 30; second += 1) {
		clock.advance(1_000);
		await settled(server);
	}
	expect(raised().sort()).toEqual(['W11', 'W20']);
	for (let minute = 0; minute < 7; minute += 1) {
		clock.advance(MINUTE);
		await settled(server);
	}
	expect(raised().sort()).toEqual(['W11', 'W20', 'W4']);
	const { view } = server.app.branches.get('lakeside')!.view('head');
	const today = view.kpis!['today'] as unknown as Record<string, number>;
	const mean = waits.reduce((sum, each) => sum + each, 0) / waits.length / 1_000;
	expect(today).toMatchObject({ issued: CUSTOMERS + 3, finished: CUSTOMERS, promptsMissed: 0 });
	expect(today['meanWait']).toBeCloseTo(mean, 0);
	const stored = server.app.store.history.tickets('lakeside', '2026-11-25', '2026-11-25');
	const byNumber = new Map(stored.map((each) => [each.number, each]));
	for (const [n, wait] of waits.entries()) expect(byNumber.get(`A${n}`)?.wait).toBe(wait);
	report(
		'F18',
		`${told.length} events of ${HOURS} h taken in ${(took / 1_000).toFixed(1)} s, ${CUSTOMERS} waits as they were, prompts for the 3 who still wait and for nobody else`
	);
});
