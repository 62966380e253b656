import { expect, onTestFinished, test, vi } from 'vitest';
import { wallClock } from '#server/clock.ts';
import { AT_LENGTH, howMany, report } from '../support/fault.ts';
import { flakyLink } from '../support/flaky-link.ts';
import { openPage, pages } from '../support/page-link.ts';
import { event, testServer, until } from '../support/test-server.ts';

vi.mock('socket.io-client', async (load) => {
	const { clientOfPages } = await import('../support/page-link.ts');
	return clientOfPages(await load());
});

const SCREENS = howMany(8, 40);
/** Every screen waits at least so long before it tries, and is back at most so long after it could be. Milliseconds. */
const SOONEST = 500;
const LATEST = 5_000;
/** How long nobody can be reached the second time. */
const AWAY = 8_000;

test('F11: screens that were cut off come back within 0.5 to 5 s, not all at once, and show what happened meanwhile', async () => {
	const server = await testServer({ clock: wallClock() });
	const link = await flakyLink(server.url);
	onTestFinished(() => link.close());
	Object.assign(pages, { url: link.url, token: server.key(['read']) });
	const branch = server.app.branches.get('lakeside')!;
	const screens = await Promise.all(
		Array.from({ length: SCREENS }, () => openPage(branch, 'wall'))
	);
	onTestFinished(() => screens.forEach(({ close }) => close()));
	await until(() => screens.every(({ live }) => live.freshness === 'live'));
	const back: number[] = [];
	let from = 0;
	for (const { socket } of screens) socket.on('connect', () => back.push(performance.now() - from));

	const away = async (number: string, ms: number) => {
		back.length = 0;
		from = performance.now();
		link.cut();
		await server.post(event('ticket.issued', number, { service: 'cash' }));
		await until(() => performance.now() - from >= ms);
		// Whoever could not come back before is measured from when they could.
		if (ms > 0) from = performance.now();
		link.mend();
		await until(() => screens.every(({ live }) => number in live.tickets));
		expect(back).toHaveLength(SCREENS);
		expect(screens.every(({ live }) => live.seq === branch.seq)).toBe(true);
		return back.toSorted((a, b) => a - b);
	};
	const once = await away('A1', 0);
	// A timer's word is a millisecond or two.
	expect(once[0]).toBeGreaterThan(SOONEST - 20);
	expect(once.at(-1)! - once[0]!).toBeGreaterThan(100);
	const seconds = (all: number[]) =>
		`${(all[0]! / 1_000).toFixed(2)} to ${(all.at(-1)! / 1_000).toFixed(2)} s`;
	report('F11', `${SCREENS} screens cut: back after ${seconds(once)}`);
	if (!AT_LENGTH) return;
	const later = await away('A2', AWAY);
	expect(once.at(-1)).toBeLessThan(LATEST);
	expect(later.at(-1)).toBeLessThan(LATEST);
	report('F11', `${AWAY / 1_000} s without a network: back ${seconds(later)} after it`);
});
