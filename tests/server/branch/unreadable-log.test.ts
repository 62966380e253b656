import { expect, it, vi } from 'vitest';
import { StoreError } from '#server/store/index.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { testServer } from '../../support/test-server.ts';

it('a log that cannot be read again after a failure stores nothing on top of what was not stored, until it can', async () => {
	const clock = manualClock();
	const { app } = await testServer({ clock });
	const branch = app.branches.get('lakeside')!;
	const issue = (subject: string) =>
		branch.accept([
			{
				...{ origin: 'machine', source: 'queue', id: subject },
				event: { at: clock.now(), type: 'ticket.issued', subject, data: { service: 'cash' } }
			}
		]);
	await issue('A1');
	const before = branch.seq;

	const broken = new StoreError('io', 'The disk does not answer.');
	vi.spyOn(app.store, 'append').mockRejectedValueOnce(broken);
	const unreadable = () => {
		throw broken;
	};
	vi.spyOn(app.store, 'snapshot')
		.mockImplementationOnce(unreadable)
		.mockImplementationOnce(unreadable);
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
