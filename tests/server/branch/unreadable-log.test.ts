import { expect, it, vi } from 'vitest';
import type { Branch, Outcome } from '#server/branch.ts';
import type { Store } from '#server/store/types.ts';
import { StoreError } from '#server/store/index.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { testServer, until } from '../../support/test-server.ts';

const broken = new StoreError('io', 'The disk does not answer.');

function issueTicket(branch: Branch, at: number, subject: string): Promise<Outcome[]> {
	const event = { at, type: 'ticket.issued', subject, data: { service: 'cash' } } as const;
	return branch.accept([{ origin: 'machine', source: 'queue', id: subject, event }]);
}

/** The next commit fails, and so many readings after it. */
function breakDisk(store: Store, readings: number) {
	vi.spyOn(store, 'append').mockRejectedValueOnce(broken);
	const read = vi.spyOn(store, 'snapshot');
	for (let reading = 0; reading < readings; reading += 1) {
		read.mockImplementationOnce(() => {
			throw broken;
		});
	}
	return read;
}

it('a log that cannot be read again after a failure stores nothing on top of what was not stored, until it can', async () => {
	const clock = manualClock();
	const { app } = await testServer({ clock });
	const branch = app.branches.get('lakeside')!;
	const issue = (subject: string) => issueTicket(branch, clock.now(), subject);
	await issue('A1');
	const before = branch.seq;

	breakDisk(app.store, 2);
	await expect(issue('A2')).rejects.toBe(broken);
	// It is not taken for one that is there already.
	await expect(issue('A2')).rejects.toBe(broken);
	expect(await issue('A2')).toMatchObject([{ kind: 'accepted' }]);
	expect(await issue('A3')).toMatchObject([{ kind: 'accepted' }]);

	const log = app.store.read('lakeside', before, 10);
	expect(log.map(({ seq, subject }) => [seq - before, subject])).toEqual([
		[1, 'A2'],
		[2, 'A3']
	]);
	expect(Object.keys(branch.view('lobby').view.tickets ?? {})).toEqual(['A1', 'A2', 'A3']);
	expect(app.store.verify('lakeside')).toMatchObject({ ok: true });
});

it('a prompt that was due while the log could be neither written nor read is raised by itself once it can', async () => {
	const clock = manualClock();
	const { app } = await testServer({ clock });
	const branch = app.branches.get('lakeside')!;
	await issueTicket(branch, clock.now(), 'A1');
	const read = breakDisk(app.store, 3);
	clock.advance(600_001);
	// Nobody sends anything: it is tried again within two seconds each time.
	for (let reading = 1; reading <= 3; reading += 1) {
		await until(() => read.mock.calls.length >= reading);
		clock.advance(2_000);
	}
	await until(() => branch.glance().prompts === 1);
	expect(app.store.verify('lakeside')).toMatchObject({ ok: true });
});
