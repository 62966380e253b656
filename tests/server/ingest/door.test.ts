import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Access } from '#server/access/access.ts';
import type { Branch, Outcome } from '#server/branch.ts';
import { EventDoor } from '#server/ingest/door.ts';
import { MAX_WAITING } from '#server/ingest/limits.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { event } from '../../support/test-server.ts';

/** A door before a branch that answers what the test says. */
async function doorTo(accept: (count: number) => Promise<Outcome[]>) {
	let state: 'serving' | 'halted' | 'closing' = 'serving';
	let shortage: { shortOf: string; retryAfter: number } | undefined;
	const faults: unknown[] = [];
	const branch = {
		id: 'lakeside',
		seq: 7,
		now: () => 0,
		accept: (commands: unknown[]) => accept(commands.length)
	} as unknown as Branch;
	const key = { branch: 'lakeside', scopes: ['events:write'] };
	const door = new EventDoor({
		turnsAway: () => shortage,
		branches: { get: () => branch },
		access: {
			bearer: () => ({ kind: 'key', key, secret: '' }),
			denies: () => undefined
		} as unknown as Access,
		clock: manualClock(),
		denied: () => Promise.resolve(undefined),
		addressOf: () => '127.0.0.1',
		state: () => state,
		trouble: () => undefined,
		fault: (_where, error) => {
			faults.push(error);
			return 'f00d';
		}
	});
	const server = createServer((req, res) => void door.handle(req, res));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	onTestFinished(() => {
		door.dispose();
		server.closeAllConnections();
		server.close();
	});
	const { port } = server.address() as AddressInfo;
	const post = async (body: unknown) => {
		const kind = Array.isArray(body) ? 'cloudevents-batch' : 'cloudevents';
		const response = await fetch(`http://127.0.0.1:${port}/api/v1/events`, {
			method: 'POST',
			headers: { 'content-type': `application/${kind}+json` },
			body: JSON.stringify(body)
		});
		return {
			status: response.status,
			retryAfter: response.headers.get('retry-after'),
			body: (await response.json()) as { code?: string; detail?: string }
		};
	};
	return {
		post,
		faults,
		set: (next: typeof state) => (state = next),
		short: (next: typeof shortage) => (shortage = next)
	};
}

const one = () => event('ticket.issued', 'A1', { service: 'cash' });
const failing = (name: string) => () =>
	Promise.reject(Object.assign(new Error('secret path /x'), { name }));

describe('when nothing can be stored', () => {
	test('one event and a batch are told to come again', async () => {
		const { post } = await doorTo(failing('StoreError'));
		for (const body of [one(), [one(), one()]]) {
			const answer = await post(body);
			expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable' } });
			expect(Number(answer.retryAfter)).toBeGreaterThan(0);
			expect(JSON.stringify(answer.body)).not.toContain('secret');
		}
	});

	test('nothing is even tried while it is known', async () => {
		const { post, set } = await doorTo(() => Promise.reject(new Error('was asked')));
		set('halted');
		expect(await post(one())).toMatchObject({ status: 503, body: { code: 'unavailable' } });
		set('closing');
		expect(await post(one())).toMatchObject({ status: 503, body: { code: 'closing' } });
	});
});

describe('a bug behind the door', () => {
	test('is answered with the id of its trace, and nothing else', async () => {
		const { post, faults } = await doorTo(failing('TypeError'));
		const answer = await post(one());
		expect(answer).toMatchObject({ status: 500, body: { code: 'internal' } });
		expect(answer.body.detail).toContain('f00d');
		expect(answer.body.detail).not.toContain('secret');
		expect(faults).toHaveLength(1);
	});
});

describe('when too much waits for the disk', () => {
	test('more is told to come again, and taken when there is room', async () => {
		let release: () => void = () => undefined;
		const gate = new Promise<void>((resolve) => (release = resolve));
		const accepted = (count: number): Outcome[] =>
			Array.from({ length: count }, () => ({ kind: 'accepted', seq: 7 }));
		let asked = 0;
		const { post } = await doorTo(async (count) => {
			asked += count;
			await gate;
			return accepted(count);
		});
		const batch = Array.from({ length: 1_000 }, one);
		const waiting = Array.from({ length: MAX_WAITING / 1_000 }, () => post(batch));
		while (asked < MAX_WAITING) await new Promise((resolve) => setImmediate(resolve));
		expect(await post(one())).toMatchObject({
			status: 429,
			retryAfter: '1',
			body: { code: 'busy' }
		});
		release();
		for (const answer of await Promise.all(waiting)) expect(answer.status).toBe(200);
		expect((await post(one())).status).toBe(200);
	});
});

describe('while the server is short of something', () => {
	test('events are told of what, and when to come again; what is under way is finished', async () => {
		const accepted: Outcome[] = [{ kind: 'accepted', seq: 7 }];
		let release: () => void = () => undefined;
		const gate = new Promise<void>((resolve) => (release = resolve));
		let asked = 0;
		const { post, short } = await doorTo(async () => {
			asked += 1;
			await gate;
			return accepted;
		});
		const underWay = post(one());
		while (asked === 0) await new Promise((resolve) => setImmediate(resolve));
		short({ shortOf: 'processor', retryAfter: 2 });
		const answer = await post(one());
		expect(answer).toMatchObject({ status: 429, retryAfter: '2', body: { code: 'busy' } });
		expect(answer.body.detail).toContain('processor');
		release();
		expect((await underWay).status).toBe(200);
		short(undefined);
		expect((await post(one())).status).toBe(200);
		expect(asked).toBe(2);
	});
});
