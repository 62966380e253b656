import { expect, onTestFinished, test } from 'vitest';
import { followAnswer } from '#lib/client/replica.ts';
import type { Patch } from '#lib/protocol/index.ts';
import { wallClock } from '#server/clock.ts';
import { deafScreen, pretendToLive } from '../support/deaf-screen.ts';
import { AT_LENGTH, howMany, report } from '../support/fault.ts';
import { manualClock } from '../support/manual-clock.ts';
import { event, testServer, until } from '../support/test-server.ts';

const GOOD = howMany(1, 20);
const DEAF = howMany(1, 10);
const WALL = { protocol: 1, branch: 'lakeside', screen: 'wall' } as const;
/** Real milliseconds until a screen that does not read is cut, and what may wait for it by then, in bytes. */
const WITHIN = 6_000;
const MOST_UNSENT = 16 << 20;

test('F13: screens that stop reading are cut before much waits for them, the others miss nothing, and whoever comes back gets all', async () => {
	// In short the clock moves as the test says, at length it is life's.
	const manual = AT_LENGTH ? undefined : manualClock();
	const server = await testServer({ clock: manual ?? wallClock(), unlimited: true });
	const good = await Promise.all(
		Array.from({ length: GOOD }, async () => {
			const screen = await server.screen();
			const patches: Patch[] = [];
			screen.on('patch', (patch) => patches.push(patch));
			const first = await screen.emitWithAck('watch', WALL);
			if (!first.ok) throw new Error(first.code);
			return { screen, patches, first };
		})
	);
	const token = server.key(['read']);
	const deaf = await Promise.all(
		Array.from({ length: DEAF }, () => deafScreen(server.port, token))
	);
	onTestFinished(() => deaf.forEach((each) => each.destroy()));
	const { gateway } = server.app;
	await until(() => gateway.stats.connections === GOOD + DEAF);

	// Large rows, so that the kernel's buffers are full soon.
	const tags = Array.from({ length: 20 }, (_, i) => `${'x'.repeat(60)}${i}`);
	let number = 0;
	let waiting: number | undefined;
	let most = 0;
	while (gateway.stats.connections > GOOD) {
		const events = Array.from({ length: 200 }, () =>
			event('ticket.issued', `A${number++}`, { service: 'cash', tags })
		);
		const { body } = await server.batch(events);
		expect(body.accepted).toBe(200);
		if (gateway.stats.unsent > 0) waiting ??= performance.now();
		most = Math.max(most, gateway.stats.unsent);
		for (const each of deaf) pretendToLive(each);
		manual?.advance(500);
	}
	const cut = performance.now() - (waiting ?? NaN);
	expect(most).toBeLessThan(DEAF * MOST_UNSENT);

	const { seq } = server.app.branches.get('lakeside')!;
	await until(() => good.every(({ patches }) => patches.at(-1)?.seq === seq));
	for (const { screen, patches, first } of good) {
		let at = first.seq;
		for (const patch of patches) {
			expect(patch.prev).toBe(at);
			at = patch.seq;
		}
		expect(screen.connected).toBe(true);
	}
	// Whoever was cut comes back with what they had, and is told the rest.
	const { first } = good[0]!;
	if (!('view' in first)) throw new Error('no view');
	const again = await server.screen();
	const answer = await again.emitWithAck('watch', { ...WALL, since: first.seq });
	if (!answer.ok) throw new Error(answer.code);
	const followed = followAnswer({ seq: first.seq, view: first.view }, answer);
	if (!followed.ok) throw new Error(followed.code);
	const { view } = server.app.branches.get('lakeside')!.view('wall');
	expect(followed.replica.view.tickets).toEqual(view.tickets);
	expect(Object.keys(view.tickets ?? {})).toHaveLength(number);
	report(
		'F13',
		`${DEAF} of ${GOOD + DEAF} screens do not read, ${number} tickets: at most ` +
			`${(most / DEAF / 2 ** 20).toFixed(1)} MB waited for each${
				AT_LENGTH ? `, cut after ${(cut / 1_000).toFixed(1)} s` : ''
			}`
	);
	if (AT_LENGTH) expect(cut).toBeLessThan(WITHIN);
});
