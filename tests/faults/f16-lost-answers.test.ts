import { io } from 'socket.io-client';
import { expect, onTestFinished, test } from 'vitest';
import { howMany, report } from '../support/fault.ts';
import { flakyLink } from '../support/flaky-link.ts';
import { event, testServer, until } from '../support/test-server.ts';
import type { Screen, TestServer } from '../support/test-server.ts';

const LOST = howMany(40, 200);

async function withLink() {
	const server = await testServer({ unlimited: true });
	const link = await flakyLink(server.url);
	onTestFinished(() => link.close());
	return { server, link, key: server.key(['events:write', 'read']) };
}

/** Sends over the link until it is stored, and never hears of it. */
async function sendUnheard(server: TestServer, url: string, key: string, body: unknown) {
	const { seq } = server.app.branches.get('lakeside')!;
	const gone = new AbortController();
	const batch = Array.isArray(body) ? '-batch' : '';
	const answer = fetch(`${url}/api/v1/events`, {
		method: 'POST',
		signal: gone.signal,
		headers: {
			authorization: `Bearer ${key}`,
			'content-type': `application/cloudevents${batch}+json`
		},
		body: JSON.stringify(body)
	});
	await until(() => server.app.branches.get('lakeside')!.seq > seq);
	gone.abort();
	await expect(answer).rejects.toThrow('aborted');
}

test(`F16: ${LOST} events whose answer was lost are sent again: the same answer, one event each`, async () => {
	const { server, link, key } = await withLink();
	const branch = server.app.branches.get('lakeside')!;
	const before = branch.seq;
	link.loseAnswers();
	for (let n = 0; n < LOST; n += 1) {
		const told = event('ticket.issued', `A${n}`, { service: 'cash' });
		await sendUnheard(server, link.url, key, told);
		const { seq } = branch;
		const again = await server.post(told);
		expect(again).toMatchObject({ status: 200, body: { accepted: 0, duplicates: 1 } });
		expect(branch.seq).toBe(seq);
		const other = await server.post({ ...told, data: { service: 'opening' } });
		expect(other).toMatchObject({ status: 422, body: { code: 'id_reused' } });
	}
	const batch = [1, 2, 3].map((n) => event('ticket.issued', `B${n}`, { service: 'cash' }));
	await sendUnheard(server, link.url, key, batch);
	expect((await server.batch(batch)).body).toMatchObject({
		accepted: 0,
		duplicates: 3,
		rejected: []
	});
	const told = server.app.store.read('lakeside', before, 10_000);
	expect(told.filter(({ type }) => type === 'ticket.issued')).toHaveLength(LOST + 3);
	// Recovery: over the mended link the next one is answered.
	link.mend();
	const next = await fetch(`${link.url}/api/v1/events`, {
		method: 'POST',
		headers: { authorization: `Bearer ${key}`, 'content-type': 'application/cloudevents+json' },
		body: JSON.stringify(event('ticket.issued', 'C1', { service: 'cash' }))
	});
	expect(next.status).toBe(200);
	report(
		'F16',
		`${LOST + 3} answers lost, ${LOST + 3} events, ${LOST} others under the same id refused`
	);
});

test('F16: a tap whose answer was lost is tapped again after the connection: the same number', async () => {
	const { server, link, key } = await withLink();
	const connect = async (): Promise<Screen> => {
		const screen: Screen = io(link.url, {
			...{ transports: ['websocket'], forceNew: true, reconnection: false },
			auth: { token: key }
		});
		onTestFinished(() => void screen.close());
		const watch = { protocol: 1, branch: 'lakeside', screen: 'counter' } as const;
		expect(await screen.emitWithAck('watch', watch)).toMatchObject({ ok: true });
		return screen;
	};
	const branch = server.app.branches.get('lakeside')!;
	const tap = (id: string) => ({ id, type: 'ticket.issued', data: { service: 'cash' } });
	const first = await connect();
	link.loseAnswers();
	const { seq } = branch;
	const unheard = expect(first.emitWithAck('act', tap('t1'))).rejects.toThrow('disconnected');
	await until(() => branch.seq > seq);
	const stored = branch.seq;
	first.close();
	await unheard;
	link.mend();
	const second = await connect();
	expect(await second.emitWithAck('act', tap('t1'))).toEqual({
		ok: true,
		seq: stored,
		subject: 'A001'
	});
	expect(await second.emitWithAck('act', tap('t2'))).toMatchObject({ ok: true, subject: 'A002' });
	expect(
		await second.emitWithAck('act', { ...tap('t1'), data: { service: 'opening' } })
	).toMatchObject({
		ok: false,
		code: 'id_reused'
	});
});
