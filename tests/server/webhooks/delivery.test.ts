import { expect, test } from 'vitest';
import { COMMAND_LINE } from '#server/access/access.ts';
import type { WebhookDelivery } from '#server/store/types.ts';
import { WINDOW } from '#server/webhooks/line.ts';
import { FAILS_FOR, LONGEST_HOLD, RETRIES } from '#server/webhooks/schedule.ts';
import { LONGEST_ATTEMPT } from '#server/webhooks/send.ts';
import { event, until } from '../../support/test-server.ts';
import { verified } from '../../support/webhook-receiver.ts';
import { BRANCH, sender, webhookReceiver } from './support.ts';
import type { Sender } from './support.ts';

/** More than the jitter adds to any delay. */
const SURELY = 1.21;

/** The newest delivery of an endpoint. */
function newest({ server }: Sender, id: string): WebhookDelivery | undefined {
	return server.app.store.webhooks.deliveries(id, 1)[0];
}

/** Lets the whole schedule pass: as many failed tries as there may be, to a receiver that may have failed before. */
async function exhaust(from: Sender, id: string): Promise<void> {
	await from.look(() => newest(from, id)?.attempts === 1);
	for (const [index, delay] of RETRIES.entries()) {
		from.pass(Math.max(delay, LONGEST_HOLD) * SURELY);
		await from.look(() => (newest(from, id)?.attempts ?? 0) >= index + 2);
	}
}

test('what was committed arrives signed, with its place in the log, and nothing of other kinds', async () => {
	const receiver = await webhookReceiver();
	const from = await sender([receiver.host]);
	await from.refer('before');
	const { secret } = from.add(receiver.url, ['referral', 'sale']);
	await from.server.post(event('ticket.issued', 'A1', { service: 'cash' }));
	await from.server.post(
		event('engagement.recorded', 'A1', { staff: 'l01', result: 'interested' })
	);
	const told = from.clock.now();
	const { body } = await from.server.post(
		event('referral.made', 'r1', { from: 't01', to: 'w01', number: 'A1' })
	);
	await from.look(() => receiver.arrivals.length === 1);
	const [arrival] = receiver.arrivals;
	expect(arrival?.message).toEqual({
		type: 'referral.made',
		timestamp: new Date(told).toISOString(),
		branch: BRANCH,
		subject: 'r1',
		data: { from: 't01', to: 'w01', number: 'A1' },
		seq: body.seq
	});
	expect(arrival?.path).toBe('/hooks');
	expect(arrival?.headers['content-type']).toBe('application/json');
	expect(arrival?.id).toMatch(new RegExp(`^lakeside_${body.seq}_[0-9a-z]+$`));
	verified(arrival!, secret, from.clock.real());
	const forged = { ...arrival!, body: arrival!.body.replace('t01', 't02') };
	expect(() => verified(forged, secret, from.clock.real())).toThrow('No matching signature');
});

test('a receiver that is down gets everything when it is up again, in its order, under the same ids', async () => {
	const receiver = await webhookReceiver();
	const from = await sender([receiver.host]);
	const { id, secret } = from.add(receiver.url);
	await receiver.down();
	await from.refer('r1');
	await from.look(() => newest(from, id)?.error === 'unreachable');
	for (const each of ['r2', 'r3', 'r4']) await from.refer(each);
	await from.look(() => from.waiting(id) === 4);
	await receiver.up();
	expect(receiver.arrivals).toEqual([]);
	from.pass(RETRIES[0]! * SURELY);
	await from.look(() => receiver.arrivals.length === 4 && from.waiting(id) === 0);
	expect(receiver.arrivals.map(({ message }) => message.subject)).toEqual(['r1', 'r2', 'r3', 'r4']);
	for (const arrival of receiver.arrivals) verified(arrival, secret, from.clock.real());
	expect(from.server.app.webhooks.list(COMMAND_LINE)[0]).toMatchObject({ failingSince: null });
});

test('when a receiver answers again, what waits for a later try does not wait for it', async () => {
	const receiver = await webhookReceiver();
	const from = await sender([receiver.host]);
	const { id } = from.add(receiver.url);
	receiver.answer = 503;
	await from.refer('r1');
	await from.look(() => newest(from, id)?.attempts === 1);
	for (const [index, delay] of RETRIES.slice(0, 4).entries()) {
		from.pass(delay * SURELY);
		await from.look(() => newest(from, id)?.attempts === index + 2);
	}
	// The fifth failure: its own next try is in an hour, but ten minutes later the receiver is asked with another event.
	receiver.answer = 204;
	await from.refer('r2');
	from.pass(RETRIES[3]! * SURELY);
	await from.look(() => from.waiting(id) === 0);
	const subjects = receiver.arrivals.map(({ message }) => message.subject);
	expect(subjects.slice(-2).sort()).toEqual(['r1', 'r2']);
	expect(new Set(receiver.arrivals.map((each) => each.id)).size).toBe(2);
});

test('after its last try a delivery is dead, and a replay brings it under the id that it had', async () => {
	const receiver = await webhookReceiver();
	const from = await sender([receiver.host]);
	const { id } = from.add(receiver.url);
	receiver.answer = 500;
	await from.refer('r1');
	await exhaust(from, id);
	expect(newest(from, id)).toMatchObject({
		status: 'dead',
		attempts: 1 + RETRIES.length,
		httpStatus: 500,
		error: 'refused'
	});
	await from.idle(6 * 3_600_000);
	expect(receiver.arrivals).toHaveLength(1 + RETRIES.length);
	receiver.answer = 200;
	const { webhooks } = from.server.app;
	expect(webhooks.replay(COMMAND_LINE, id, { dead: true })).toEqual({ ok: true, count: 1 });
	await from.look(() => newest(from, id)?.status === 'delivered');
	expect(receiver.arrivals).toHaveLength(2 + RETRIES.length);
	expect(new Set(receiver.arrivals.map((each) => each.id)).size).toBe(1);
	// Signed anew each time: a receiver refuses what is older than five minutes.
	expect(new Set(receiver.arrivals.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(
		receiver.arrivals.length
	);
});

test('between two tries nothing is sent to a receiver that fails', async () => {
	const receiver = await webhookReceiver();
	const from = await sender([receiver.host]);
	const { id } = from.add(receiver.url);
	receiver.answer = 500;
	await from.refer('r1');
	await from.look(() => newest(from, id)?.attempts === 1);
	const tried = newest(from, id)?.triedAt ?? 0;
	await from.refer('r2');
	while (from.clock.real() < tried + RETRIES[0]! * 0.75) {
		from.pass(500);
		await new Promise((resolve) => setImmediate(resolve));
	}
	expect(receiver.arrivals).toHaveLength(1);
	await from.look(() => receiver.arrivals.length > 1);
});

test('410 stops the endpoint, is in the audit, and loses nothing', async () => {
	const receiver = await webhookReceiver();
	const from = await sender([receiver.host]);
	const { id } = from.add(receiver.url);
	receiver.answer = 410;
	await from.refer('r1');
	await from.look(() => newest(from, id)?.status === 'dead');
	await from.refer('r2');
	const { webhooks, store } = from.server.app;
	expect(webhooks.list(COMMAND_LINE)[0]).toMatchObject({ stopped: 'gone', dead: 1, waiting: 0 });
	const noted = () => store.audit.search({ actions: ['webhook.stopped'], limit: 2 });
	await until(() => noted().length === 1);
	expect(noted()[0]).toMatchObject({ actor: 'system', target: id, detail: { why: 'gone' } });
	from.pass(3_600_000);
	expect(receiver.arrivals).toHaveLength(1);
	receiver.answer = 204;
	webhooks.resume(COMMAND_LINE, id);
	await from.look(() => receiver.arrivals.length === 2);
	expect(receiver.arrivals[1]?.message.subject).toBe('r2');
});

test('an endpoint that failed for days is stopped, and goes on where it was when somebody says so', async () => {
	const receiver = await webhookReceiver();
	const from = await sender([receiver.host]);
	const { id } = from.add(receiver.url);
	receiver.answer = 500;
	await from.refer('r1');
	await exhaust(from, id);
	expect(from.server.app.webhooks.list(COMMAND_LINE)[0]).toMatchObject({ stopped: null, dead: 1 });
	await from.idle(FAILS_FOR);
	await from.refer('r2');
	await exhaust(from, id);
	expect(newest(from, id)?.status).toBe('dead');
	expect(from.server.app.webhooks.list(COMMAND_LINE)[0]).toMatchObject({ stopped: 'failing' });
	await from.refer('r3');
	receiver.answer = 204;
	from.pass(3_600_000);
	from.server.app.webhooks.resume(COMMAND_LINE, id);
	await from.look(() => receiver.arrivals.at(-1)?.message.subject === 'r3');
});

test('a redirect is not followed', async () => {
	const elsewhere = await webhookReceiver();
	const receiver = await webhookReceiver();
	const from = await sender([receiver.host, elsewhere.host]);
	const { id } = from.add(receiver.url);
	receiver.answer = (response) => {
		response.writeHead(307, { location: elsewhere.url });
		response.end();
	};
	await from.refer('r1');
	await from.look(() => newest(from, id)?.error === 'redirected');
	expect(newest(from, id)).toMatchObject({ httpStatus: 307, status: 'waiting' });
	expect(elsewhere.arrivals).toEqual([]);
});

test('an answer without an end, and one that never begins, are cut after the time of an attempt', async () => {
	const receiver = await webhookReceiver();
	const from = await sender([receiver.host]);
	const { id } = from.add(receiver.url);
	receiver.answer = () => {};
	await from.refer('r1');
	await from.look(() => receiver.arrivals.length === 1);
	from.pass(LONGEST_ATTEMPT);
	await until(() => newest(from, id)?.error === 'timed_out');
	// A flood is answered for by its status, and read no further than a little.
	let sent = 0;
	receiver.answer = (response) => {
		response.writeHead(200);
		const more = () => {
			sent += 65_536;
			if (!response.destroyed) response.write('x'.repeat(65_536), () => setImmediate(more));
		};
		more();
	};
	from.pass(RETRIES[0]! * SURELY);
	await from.look(() => newest(from, id)?.status === 'delivered');
	expect(sent).toBeLessThan(16 * 1_048_576);
});

test('a slow receiver keeps neither another one waiting nor a commit', async () => {
	const slow = await webhookReceiver();
	const quick = await webhookReceiver();
	const from = await sender([slow.host, quick.host]);
	slow.answer = () => {};
	from.add(slow.url);
	from.add(quick.url);
	await from.refer('r1');
	await from.look(() => slow.arrivals.length === 1 && quick.arrivals.length === 1);
	for (let n = 2; n <= 30; n += 1) await from.refer(`r${n}`);
	await from.look(() => quick.arrivals.length === 30);
	expect(slow.arrivals).toHaveLength(1);
});

test('what waits is bounded, however much has happened, and all of it arrives in the end', async () => {
	const receiver = await webhookReceiver();
	const from = await sender([receiver.host]);
	const { id } = from.add(receiver.url);
	await receiver.down();
	const many = Array.from({ length: 3 * WINDOW }, (_, n) =>
		event('referral.made', `r${n}`, { from: 't01' })
	);
	await from.server.batch(many);
	await from.look(() => from.waiting(id) === WINDOW && newest(from, id) !== undefined);
	await until(() => from.server.app.webhooks.list(COMMAND_LINE)[0]?.failingSince !== null);
	await receiver.up();
	from.pass(RETRIES[0]! * SURELY);
	await from.look(() => receiver.arrivals.length === many.length && from.waiting(id) === 0);
	expect(receiver.arrivals.map(({ message }) => message.subject)).toEqual(
		many.map((_, n) => `r${n}`)
	);
	expect(from.server.app.store.webhooks.deliveries(id, 10_000)).toHaveLength(200);
});

test('a pause loses nothing', async () => {
	const receiver = await webhookReceiver();
	const from = await sender([receiver.host]);
	const { id } = from.add(receiver.url);
	const { webhooks } = from.server.app;
	webhooks.pause(COMMAND_LINE, id);
	await from.refer('r1');
	from.pass(60_000);
	expect(receiver.arrivals).toEqual([]);
	webhooks.resume(COMMAND_LINE, id);
	await from.look(() => receiver.arrivals.length === 1);
});

test('everything from an event or an instant on is told again, under its ids', async () => {
	const receiver = await webhookReceiver();
	const from = await sender([receiver.host]);
	const { id } = from.add(receiver.url);
	const arrived = (count: number) =>
		from.look(() => receiver.arrivals.length === count && from.waiting(id) === 0);
	for (const [index, each] of ['r1', 'r2', 'r3'].entries()) {
		await from.refer(each);
		await arrived(index + 1);
		from.pass(60_000);
	}
	const [, second] = receiver.arrivals;
	const { webhooks } = from.server.app;
	expect(webhooks.replay(COMMAND_LINE, id, { from: second!.message.seq })).toEqual({
		ok: true,
		count: 2
	});
	await arrived(5);
	const since = Date.parse(second!.message.timestamp);
	expect(webhooks.replay(COMMAND_LINE, id, { since })).toEqual({ ok: true, count: 2 });
	await arrived(7);
	expect(webhooks.replay(COMMAND_LINE, id, { seq: second!.message.seq })).toMatchObject({
		count: 1
	});
	await arrived(8);
	expect(receiver.arrivals.map(({ message }) => message.subject).join()).toBe(
		'r1,r2,r3,r2,r3,r2,r3,r2'
	);
	expect(new Set(receiver.arrivals.map((each) => each.id)).size).toBe(3);
	expect(webhooks.replay(COMMAND_LINE, id, { seq: 99_999 })).toMatchObject({
		code: 'unknown_delivery'
	});
});

test('after a rotation both secrets hold', async () => {
	const receiver = await webhookReceiver();
	const from = await sender([receiver.host]);
	const { id, secret: old } = from.add(receiver.url);
	const rotated = from.server.app.webhooks.rotate(COMMAND_LINE, id);
	if (!rotated.ok) throw new Error(rotated.detail);
	expect(rotated.secret).not.toBe(old);
	await from.refer('r1');
	await from.look(() => receiver.arrivals.length === 1);
	for (const secret of [old, rotated.secret]) {
		verified(receiver.arrivals[0]!, secret, from.clock.real());
	}
});

test('a prompt is told of from its raising on', async () => {
	const receiver = await webhookReceiver();
	const from = await sender([receiver.host]);
	from.add(receiver.url, ['prompt']);
	await from.server.post(event('ticket.issued', 'A1', { service: 'cash' }));
	from.pass(601_000);
	await from.look(() => receiver.arrivals.length === 1);
	expect(receiver.arrivals[0]?.message).toMatchObject({
		type: 'prompt.raised',
		subject: expect.stringContaining('long_wait/A1/') as string,
		data: { rule: 'long_wait', ticket: 'A1' }
	});
	const prompt = receiver.arrivals[0]!.message.subject;
	await from.server.post(event('prompt.accepted', prompt, { staff: 'l01' }));
	await from.look(() => receiver.arrivals.length === 2);
	expect(receiver.arrivals[1]?.message).toMatchObject({ subject: prompt, data: { staff: 'l01' } });
});
