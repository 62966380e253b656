import fc from 'fast-check';
import { expect, test } from 'vitest';
import { howMany, report } from '../support/fault.ts';
import { at, LONG_WAIT_ONLY, Told } from '../support/history.ts';
import { manualClock } from '../support/manual-clock.ts';
import { event, lakeside, settled, testServer } from '../support/test-server.ts';

const LIMIT = 600_000;
const CALLS = howMany(500, 5_000);

test('F24: through the door, on a running clock: called at 9:59.9 nobody is prompted, a millisecond past ten minutes exactly once', async () => {
	const clock = manualClock();
	const server = await testServer({ clock, branches: [lakeside({ prompts: LONG_WAIT_ONLY })] });
	for (const number of ['A1', 'A2', 'A3']) {
		await server.post(event('ticket.issued', number, { service: 'cash' }));
	}
	const call = (number: string) => server.post(event('ticket.called', number, { counter: '1' }));
	const raised = () =>
		server.app.store.read('lakeside', 0, 1_000).filter(({ type }) => type === 'prompt.raised');
	clock.advance(LIMIT - 100);
	expect((await call('A1')).status).toBe(200);
	clock.advance(100);
	await settled(server);
	expect(raised()).toEqual([]);
	// Ten minutes sharp are not more than ten minutes.
	expect((await call('A2')).status).toBe(200);
	clock.advance(1);
	await settled(server);
	expect(raised()).toHaveLength(1);
	expect((await call('A3')).status).toBe(200);
	clock.advance(3 * LIMIT);
	await settled(server);
	expect(raised().map(({ subject }) => subject)).toEqual([expect.stringContaining('A3')]);
	const { view } = server.app.branches.get('lakeside')!.view('lobby');
	expect(view.prompts).toEqual({});
	const today = view.kpis?.['today'];
	expect(today).toMatchObject({ promptsRaised: 1, promptsMissed: 1 });
});

test(`F24: ${CALLS} calls around the limit: a prompt exactly where the wait was longer, and never two`, () => {
	let prompted = 0;
	fc.assert(
		fc.property(
			fc.integer({ min: -2_000, max: 2_000 }),
			fc.array(fc.integer({ min: 1, max: 900 }), { maxLength: 3 }),
			(offset, looks) => {
				const branch = new Told();
				const issued = at('09:00');
				branch.tell('ticket.issued', issued, 'A1', { service: 'cash' });
				for (const look of looks.sort((a, b) => a - b)) branch.pass(issued + look * 600);
				branch.tell('ticket.called', issued + LIMIT + offset, 'A1', { counter: '1' });
				branch.pass(issued + 4 * LIMIT);
				const raised = branch.log.filter(({ type }) => type === 'prompt.raised');
				expect(raised.map((each) => each.at)).toEqual(offset > 0 ? [issued + LIMIT + 1] : []);
				prompted += raised.length;
			}
		),
		{ numRuns: CALLS }
	);
	report(
		'F24',
		`${CALLS} calls within 2 s of the limit: ${prompted} prompted, each once, none too early`
	);
});
