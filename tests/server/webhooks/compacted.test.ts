import { expect, test } from 'vitest';
import { COMMAND_LINE } from '#server/access/access.ts';
import { BRANCH, sender, webhookReceiver } from './support.ts';

test('an event that the log no longer has is refused to a replay, and ends dead where it waited', async () => {
	const receiver = await webhookReceiver();
	const from = await sender([receiver.host]);
	const { app } = from.server;
	const { id } = from.add(receiver.url);
	await from.refer('r1');
	await from.look(() => receiver.arrivals.length === 1);
	const { seq } = app.store.webhooks.deliveries(id, 1)[0]!;
	app.branches.get(BRANCH)!.requestSnapshot();
	await from.refer('r2');
	await from.look(() => receiver.arrivals.length === 2);
	const before = from.clock.now() + 1;
	const step = { branch: BRANCH, rule: 'log', at: before, before, unheld: seq } as const;
	expect(await app.store.compact({ ...step, through: seq })).toMatchObject({ through: seq });

	for (const what of [{ seq }, { from: 1 }, { since: before - 1 }]) {
		expect(app.webhooks.replay(COMMAND_LINE, id, what)).toMatchObject({
			...{ ok: false, code: 'compacted' }
		});
	}
	expect(app.webhooks.replay(COMMAND_LINE, id, { from: seq + 1 })).toEqual({ ok: true, count: 1 });
	await from.look(() => receiver.arrivals.length === 3);

	// It was asked for just before it went.
	app.store.webhooks.replay(id, { seq }, from.clock.real());
	await from.look(() => from.dead(id) === 1);
	expect(app.store.webhooks.deliveries(id, 1, 'dead')).toMatchObject([
		{ seq, error: 'compacted', httpStatus: null }
	]);
	expect(app.store.webhooks.find(id)).toMatchObject({ failingSince: null, stopped: null });
	expect(receiver.arrivals).toHaveLength(3);
});
