import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import type { IngestAnswer } from '#lib/protocol/index.ts';
import { WEBHOOK_KINDS } from '#lib/protocol/webhooks.ts';
import { COMMAND_LINE } from '#server/access/access.ts';
import { atDesks } from '#server/cli/desks.ts';
import { wallClock } from '#server/clock.ts';
import { openStore } from '#server/store/index.ts';
import { howMany, report } from '../support/fault.ts';
import { smallBranch } from '../support/history.ts';
import { sendBatch } from '../support/send-batch.ts';
import { prepareFolder, spawnServer } from '../support/server-process.ts';
import { until } from '../support/test-server.ts';
import { startReceiver, verified } from '../support/webhook-receiver.ts';

/** How the receiver is while a server runs, before that is killed; and how long, in real milliseconds. */
const rounds = fc.tuple(
	fc.constantFrom('answers', 'hangs', 'refuses', 'down'),
	fc.integer({ min: 0, max: howMany(500, 2_500) })
);
const KILLS = howMany(1, 4);
/** Events a request, and how many commits a hanging receiver is up against. */
const BATCH = 20;
const COMMITS = howMany(60, 200);

async function refer(url: string, key: string, ids: string[]): Promise<IngestAnswer> {
	const { status, body } = await sendBatch(
		url,
		key,
		ids.map((id) => ({
			...{ source: 'crm', id, type: 'referral.made', subject: id },
			data: { from: 't01' }
		}))
	);
	expect(status).toBe(200);
	expect(body.rejected).toEqual([]);
	return body;
}

async function prepare(url: string, hosts: string[]) {
	const folder = await mkdtemp(join(tmpdir(), 'foyer-f32-'));
	const key = await prepareFolder(folder, smallBranch({ clock: 'wall' }));
	const made = await atDesks(
		folder,
		wallClock(),
		({ webhooks }) =>
			webhooks.create(COMMAND_LINE, { branch: 'lakeside', url, kinds: [...WEBHOOK_KINDS] }),
		hosts
	);
	if (!made.ok) throw new Error(made.detail);
	return { folder, key, ...made };
}

it(`F32: killed ${KILLS} times while its receiver answers, hangs, refuses or is down, every acknowledged event arrives under one id`, async () => {
	const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
	console.log(`F32: seed ${seed}`);
	const receiver = await startReceiver();
	onTestFinished(() => receiver.down());
	const env = { FOYER_WEBHOOK_HOSTS: receiver.host };
	const { folder, key, secret } = await prepare(receiver.url, [`http://${receiver.host}`]);
	const acknowledged: string[] = [];
	for (const [index, [mood, span]] of fc.sample(rounds, { seed, numRuns: KILLS }).entries()) {
		receiver.answer = mood === 'hangs' ? () => {} : mood === 'refuses' ? 500 : 204;
		await (mood === 'down' ? receiver.down() : receiver.down().then(() => receiver.up()));
		const server = await spawnServer(folder, 0, env);
		const ids = Array.from({ length: BATCH }, (_, n) => `r${index}-${n}`);
		await refer(server.url, key, ids);
		acknowledged.push(...ids);
		const end = performance.now() + span;
		await until(() => performance.now() > end);
		await server.kill('SIGKILL');
	}
	receiver.answer = 204;
	await receiver.down();
	await receiver.up();
	const server = await spawnServer(folder, 0, env);
	// Whatever waits for a later try is due once anything arrives.
	await refer(server.url, key, ['last']);
	acknowledged.push('last');
	const arrived = () => new Set(receiver.arrivals.map(({ message }) => message.subject));
	await until(() => acknowledged.every((id) => arrived().has(id)));
	await server.kill('SIGTERM');

	const store = openStore(folder, { readOnly: true });
	const log = new Map(store.read('lakeside', 0, 10_000).map((each) => [each.seq, each.subject]));
	await store.close();
	const idsBySeq = new Map<number, Set<string>>();
	for (const arrival of receiver.arrivals) {
		verified(arrival, secret, Number(arrival.headers['webhook-timestamp']) * 1_000);
		const { seq, subject } = arrival.message;
		expect(log.get(seq)).toBe(subject);
		idsBySeq.set(seq, (idsBySeq.get(seq) ?? new Set()).add(arrival.id));
	}
	expect([...idsBySeq.values()].every((ids) => ids.size === 1)).toBe(true);
	const ids = [...idsBySeq.values()].flatMap((each) => [...each]);
	expect(new Set(ids).size).toBe(acknowledged.length);
	report(
		'F32',
		`${acknowledged.length} acknowledged, ${ids.length} arrived, ` +
			`${receiver.arrivals.length - ids.length} of them again`
	);
	await rm(folder, { recursive: true });
}, 300_000);

it(`F32: killed between the commit and the delivery, it is delivered after the start`, async () => {
	const receiver = await startReceiver();
	onTestFinished(() => receiver.down());
	const env = { FOYER_WEBHOOK_HOSTS: receiver.host };
	const { folder, key, secret } = await prepare(receiver.url, [`http://${receiver.host}`]);
	const first = await spawnServer(folder, 0, env);
	const { seq } = await refer(first.url, key, ['r1']);
	await first.kill('SIGKILL');
	// Killed at once it had no time to look at its log; killed in the middle of an attempt it has no answer.
	receiver.answer = () => {};
	const second = await spawnServer(folder, 0, env);
	await until(() => receiver.arrivals.length > 0);
	await second.kill('SIGKILL');
	receiver.answer = 204;
	const before = receiver.arrivals.length;
	const third = await spawnServer(folder, 0, env);
	await until(() => receiver.arrivals.length > before);
	await third.kill('SIGTERM');
	expect(new Set(receiver.arrivals.map(({ message }) => message.seq))).toEqual(new Set([seq]));
	expect(new Set(receiver.arrivals.map(({ id }) => id)).size).toBe(1);
	for (const arrival of receiver.arrivals) verified(arrival, secret, Date.now());
	await rm(folder, { recursive: true });
}, 120_000);

it(`F32: a receiver that hangs stands in the way of none of ${COMMITS} commits`, async () => {
	const receiver = await startReceiver();
	onTestFinished(() => receiver.down());
	const { folder, key } = await prepare(receiver.url, [`http://${receiver.host}`]);
	let hangs = false;
	receiver.answer = (response) => {
		hangs = true;
		response.once('close', () => (hangs = false));
	};
	const server = await spawnServer(folder, 0, { FOYER_WEBHOOK_HOSTS: receiver.host });
	await refer(server.url, key, ['first']);
	await until(() => hangs);
	// Had one waited for the attempt, that would be over by the time of its answer.
	let meanwhile = 0;
	for (let n = 0; n < COMMITS; n += 1) {
		await refer(server.url, key, [`r${n}`]);
		if (hangs) meanwhile += 1;
	}
	expect(meanwhile).toBeGreaterThan(0);
	report('F32', `${meanwhile} of ${COMMITS} commits while an attempt hangs`);
	await server.kill('SIGTERM');
	await rm(folder, { recursive: true });
}, 120_000);
