import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '#server/store/index.ts';
import { BenchScreen, seqOf } from '../bench/support/screens.ts';
import { AT_LENGTH, howMany, report } from '../support/fault.ts';
import { smallBranch } from '../support/history.ts';
import { sendBatch, type BatchAnswered } from '../support/send-batch.ts';
import { prepareFolder, spawnServer } from '../support/server-process.ts';
import { until } from '../support/test-server.ts';

/** Machines that send as fast as they are answered, and how many events at a time: more than the disk takes. */
const MACHINES = 48;
const BATCH = 600;
const SECONDS = howMany(2, 12);
const SCREENS = 30;
/** A branch's peak is twenty events a second. */
const PEAK = 20;

/** A ticket comes and is abandoned: nobody's line grows for ever. */
function batch(machine: number, nth: number): object[] {
	return Array.from({ length: BATCH }, (_, n) => {
		const subject = `M${machine}x${nth}x${n >> 1}`;
		const type = n % 2 === 0 ? 'ticket.issued' : 'ticket.abandoned';
		const data = n % 2 === 0 ? { service: 'cash' } : {};
		return { specversion: '1.0', source: `m${machine}`, id: `${nth}-${n}`, type, subject, data };
	});
}

test('F17: far more than ten times the load is taken or told to come again; nothing acknowledged is lost, and screens are in time again', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'foyer-f17-'));
	onTestFinished(() => rm(folder, { recursive: true, force: true }));
	const key = await prepareFolder(folder, smallBranch({ clock: 'wall' }));
	const server = await spawnServer(folder);
	onTestFinished(() => server.kill('SIGKILL'));
	const seen = new Array<number>(SCREENS).fill(0);
	const screens = await Promise.all(
		seen.map((_, n) =>
			BenchScreen.watching({ url: server.url, key }, 'lakeside', 'wall', (frame) => {
				seen[n] = seqOf(frame).seq;
			})
		)
	);
	onTestFinished(() => screens.forEach((each) => each.close()));

	const acknowledged: string[] = [];
	const statuses = new Map<number, number>();
	const began = performance.now();
	const running = () => performance.now() - began < SECONDS * 1_000;
	await Promise.all(
		Array.from({ length: MACHINES }, async (_, machine) => {
			for (let nth = 0; running(); nth += 1) {
				const events = batch(machine, nth);
				const { status, retryAfter, body } = await sendBatch(server.url, key, events);
				statuses.set(status, (statuses.get(status) ?? 0) + 1);
				if (status === 200) {
					expect(body.accepted).toBe(BATCH);
					for (let n = 0; n < BATCH; n += 1) acknowledged.push(`m${machine} ${nth}-${n}`);
				} else {
					expect(status).toBe(429);
					expect(Number(retryAfter)).toBeGreaterThan(0);
					// The machine waits as it was told, and then has other things to tell.
					const until_ = performance.now() + Number(retryAfter) * 1_000;
					await until(() => performance.now() >= until_ || !running());
				}
			}
		})
	);
	const seconds = (performance.now() - began) / 1_000;

	// Recovery: what is told now is on every screen in a moment.
	const over = performance.now();
	const once = { specversion: '1.0', source: 'after', type: 'ticket.issued', subject: 'Z1' };
	let answer: BatchAnswered;
	do {
		answer = await sendBatch(server.url, key, [{ ...once, id: 'z1', data: { service: 'cash' } }]);
	} while (answer.status === 429);
	expect(answer).toMatchObject({ status: 200, body: { accepted: 1 } });
	await until(() => seen.every((seq) => seq >= answer.body.seq));
	const late = performance.now() - over;
	await server.kill('SIGTERM');

	const store = openStore(folder, { readOnly: true });
	expect(store.verify('lakeside').ok).toBe(true);
	const stored = new Map<string, number>();
	for (let seq = 0; ;) {
		const events = store.read('lakeside', seq, 50_000);
		for (const { source, id } of events) {
			if (id === null) continue;
			const key = `${source} ${id}`;
			stored.set(key, (stored.get(key) ?? 0) + 1);
		}
		if (events.length === 0) break;
		seq = events.at(-1)!.seq;
	}
	await store.close();
	expect(acknowledged.filter((id) => stored.get(id) !== 1)).toEqual([]);
	// What was told to come again left nothing behind.
	expect(stored.size).toBe(acknowledged.length + 1);
	const rate = acknowledged.length / seconds;
	expect(rate).toBeGreaterThan(10 * PEAK);
	report(
		'F17',
		`${Math.round(rate).toLocaleString('en')} events/s for ${seconds.toFixed(0)} s: ${acknowledged.length} acknowledged, 0 lost, ` +
			`${statuses.get(429) ?? 0} of ${[...statuses.values()].reduce((a, b) => a + b, 0)} requests told to come again; ` +
			`in time on ${SCREENS} screens ${(late / 1_000).toFixed(2)} s after`
	);
	if (AT_LENGTH) expect(late).toBeLessThan(5_000);
});
