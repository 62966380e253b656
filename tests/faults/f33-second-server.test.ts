import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readConfig } from '#server/config.ts';
import { startServer } from '#server/server.ts';
import { howMany, report } from '../support/fault.ts';
import { smallBranch } from '../support/history.ts';
import { prepareFolder, spawnServer } from '../support/server-process.ts';
import { event } from '../support/test-server.ts';

/** How many try at the same time. */
const OTHERS = howMany(1, 3);

test('F33: whoever is second on the same data refuses to start and says who is there; the first goes on, and hands over when it is killed', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'foyer-f33-'));
	onTestFinished(() => rm(folder, { recursive: true, force: true }));
	const key = await prepareFolder(folder, smallBranch({ clock: 'wall' }));
	const tell = async (url: string, subject: string) => {
		const response = await fetch(`${url}/api/v1/events`, {
			method: 'POST',
			headers: {
				authorization: `Bearer ${key}`,
				'content-type': 'application/cloudevents+json'
			},
			body: JSON.stringify(event('ticket.issued', subject, { service: 'cash' }))
		});
		return response.status;
	};
	const first = await spawnServer(folder);
	onTestFinished(() => first.kill('SIGKILL'));
	const before = await tell(first.url, 'A1');
	const others = await Promise.allSettled(
		Array.from({ length: OTHERS }, () => spawnServer(folder))
	);
	for (const other of others) {
		if (other.status === 'fulfilled') await other.value.kill('SIGKILL');
	}
	expect(others.map(({ status }) => status)).toEqual(others.map(() => 'rejected'));
	const here = startServer({ config: readConfig({}, { data: folder, port: 0 }), pages: false });
	await expect(here).rejects.toThrow(`in use by process ${first.child.pid}`);
	expect([before, await tell(first.url, 'A2')]).toEqual([200, 200]);
	// A lock that outlived its holder would keep everybody out for ever.
	await first.kill('SIGKILL');
	const next = await spawnServer(folder);
	onTestFinished(() => next.kill('SIGKILL'));
	expect(await tell(next.url, 'A3')).toBe(200);
	report(
		'F33',
		`${OTHERS + 1} more servers refused, the next one serves after the first was killed`
	);
});
