import { expect, onTestFinished, test } from 'vitest';
import { startServer } from '#server/server.ts';
import { manualClock } from '../../support/manual-clock.ts';
import type { ManualClock } from '../../support/manual-clock.ts';
import { testConfig } from '../../support/test-config.ts';
import { event, lakeside, testServer, until } from '../../support/test-server.ts';
import type { TestServer } from '../../support/test-server.ts';

/** The server that comes after one on its folder; nobody has sent it anything. */
async function startedAgain(server: TestServer, clock: ManualClock) {
	await server.close();
	const again = await startServer({ config: testConfig(server.folder), clock, pages: false });
	onTestFinished(() => again.close());
	return again.app.branches.get('lakeside')!;
}

test('after a start people are prompted when it is time, though no event has come since', async () => {
	const clock = manualClock();
	const server = await testServer({ clock });
	await server.post(event('ticket.issued', 'A1', { service: 'cash' }));
	const issued = clock.now();
	const branch = await startedAgain(server, clock);
	clock.to(issued + 600_000);
	await new Promise((resolve) => setImmediate(resolve));
	expect(branch.view('wall').view.prompts).toEqual({});
	clock.to(issued + 600_001);
	await until(() => Object.keys(branch.view('wall').view.prompts ?? {}).length > 0);
	const [prompt] = Object.values(branch.view('wall').view.prompts ?? {});
	expect(prompt).toMatchObject({ rule: 'long_wait', raisedAt: issued + 600_001 });
});

test('after a start the branch opens when it is time, though nothing happens, and is not asked again and again', async () => {
	const clock = manualClock(Date.UTC(2026, 10, 25, 0, 30));
	const branches = [lakeside({ hours: { 'mon-sun': ['09:03', '17:00'] } })];
	const server = await testServer({ clock, branches });
	const branch = await startedAgain(server, clock);
	const isOpen = () => branch.view('wall').view.branch?.['lakeside']?.open;
	expect(isOpen()).toBe(false);
	for (const minute of [2, 3]) {
		clock.to(Date.UTC(2026, 10, 25, 1, minute));
		await until(() => (branch.due() ?? 0) > clock.now());
	}
	await until(() => isOpen() === true);
	expect(branch.due()).toBeGreaterThan(clock.now());
});
