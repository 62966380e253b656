import { expect, test, vi } from 'vitest';
import { filesWith } from '../../support/bytes.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { memoryAudit } from '../../support/memory-audit.ts';
import { event, lakeside, testServer, until } from '../../support/test-server.ts';
import type { TestServerOptions } from '../../support/test-server.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** 09:00 in Shanghai. */
const MORNING = Date.UTC(2026, 10, 25, 1);

async function aBranch(more: TestServerOptions = {}) {
	const clock = manualClock(MORNING);
	const audit = memoryAudit();
	const server = await testServer({ clock, audit, ...more });
	// What prepared the branch is no part of these histories.
	audit.entries.length = 0;
	const issue = (number: string, name: string, branch = 'lakeside') =>
		server.post(event('ticket.issued', number, { service: 'cash', customer: { name } }), {
			authorization: `Bearer ${server.key(['events:write'], branch)}`
		});
	const { customers } = server.app.store;
	const known = (day: string, branch = 'lakeside') =>
		customers.ofDay(branch, day).map(({ name }) => name);
	return { clock, audit, server, issue, known };
}

test('customers of more days ago than the branch keeps them are erased within the hour', async () => {
	const { clock, audit, server, issue, known } = await aBranch({
		branches: [lakeside({ personal: { keepDays: 2 } })]
	});
	await issue('A1', '金丝雀一');
	clock.to(MORNING + DAY);
	await issue('A1', '金丝雀二');
	const figures = server.app.store.history.tickets('lakeside', '2026-11-25', '2026-11-26');
	// Two days before today is still kept, up to the last hour of today.
	clock.to(MORNING + 2 * DAY + 14 * HOUR);
	await server.app.retention.run();
	expect(known('2026-11-25')).toEqual(['金丝雀一']);
	clock.to(MORNING + 3 * DAY);
	await until(() => known('2026-11-25').length === 0);
	await server.app.retention.run();
	expect(filesWith(server.folder, ['金丝雀一'])).toEqual([]);
	expect(known('2026-11-26')).toEqual(['金丝雀二']);
	expect(audit.entries).toEqual([
		{
			actor: 'system',
			action: 'customers.erased',
			target: '*',
			branch: 'lakeside',
			address: null,
			detail: { count: 1, before: '2026-11-26' }
		}
	]);
	const after = server.app.store.history.tickets('lakeside', '2026-11-25', '2026-11-26');
	expect(after).toMatchObject(figures.map(({ number, day }) => ({ number, day })));
});

test('each branch keeps them as long as its file says: 30 days, or not over the night', async () => {
	const { clock, server, issue, known } = await aBranch({
		branches: [lakeside(), lakeside({ id: 'harbour', personal: { keepDays: 0 } })]
	});
	await issue('A1', '金丝雀一');
	await issue('A1', '金丝雀二', 'harbour');
	await server.app.retention.run();
	expect(known('2026-11-25', 'harbour')).toEqual(['金丝雀二']);
	clock.to(MORNING + DAY);
	await server.app.retention.run();
	expect(known('2026-11-25', 'harbour')).toEqual([]);
	clock.to(MORNING + 30 * DAY);
	await server.app.retention.run();
	expect(known('2026-11-25')).toEqual(['金丝雀一']);
	clock.to(MORNING + 31 * DAY);
	await server.app.retention.run();
	expect(known('2026-11-25')).toEqual([]);
	expect(filesWith(server.folder, ['金丝雀一', '金丝雀二'])).toEqual([]);
});

test('an audit log that refuses holds no erasure up, and is told of', async () => {
	const { clock, audit, server, issue, known } = await aBranch({
		branches: [lakeside({ personal: { keepDays: 0 } })]
	});
	await issue('A1', '金丝雀一');
	const errors = vi.spyOn(console, 'error').mockImplementation(() => undefined);
	audit.full = true;
	clock.to(MORNING + DAY);
	await server.app.retention.run();
	expect(known('2026-11-25')).toEqual([]);
	expect(errors.mock.calls.join()).toMatch(/erasing what lakeside knows of customers failed/);
	expect(errors.mock.calls.join()).not.toContain('金丝雀');
	errors.mockRestore();
});

test.each([-1, 3_651, 1.5, '30'])(
	'a branch file cannot keep them for %s days',
	async (keepDays) => {
		const { server } = await aBranch();
		const applied = await server.app.apply(
			lakeside({ personal: { keepDays: keepDays as number } })
		);
		expect(applied).toMatchObject({ ok: false, issues: [{ path: '/personal/keepDays' }] });
	}
);
