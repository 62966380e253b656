import { beforeAll, afterAll, describe, expect, test } from 'vitest';
import { callersOf } from '../support/callers.ts';
import type { CallerKind } from '../support/callers.ts';
import { event, lakeside, startTestServer } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';

/** What displays that nobody signs in to may do: tell the one thing that they are for, and nothing else. */
let server: TestServer;
let shown: ReturnType<typeof callersOf>;
beforeAll(async () => {
	const file = lakeside({ kiosk: { vipCode: '424242' } });
	server = await startTestServer({ branches: [file], unlimited: true });
	shown = callersOf(server.app, () => server.now());
});
afterAll(() => server.stop());

async function displayOf(kind: CallerKind, screen: 'kiosk' | 'rating') {
	const { headers, auth } = shown(kind);
	const socket = await server.screen(auth, { extraHeaders: headers });
	const watched = await socket.emitWithAck('watch', { protocol: 1, branch: 'lakeside', screen });
	expect(watched).toMatchObject({ ok: true });
	const act = (type: string, subject: string | undefined, data: Record<string, unknown> = {}) =>
		socket.emitWithAck('act', {
			id: `${kind}/${type}/${subject}/${JSON.stringify(data)}`,
			type,
			...(subject !== undefined && { subject }),
			data
		});
	return { watched, act };
}

describe('a kiosk', () => {
	test('sees services and machines, no ticket and nobody’s name', async () => {
		const time = '2026-11-25T00:59:00Z';
		await server.batch([event('ticket.issued', 'A1', { service: 'cash' }, { time })]);
		const { watched } = await displayOf('kiosk_display', 'kiosk');
		const view = (watched as { view: object }).view;
		expect(Object.keys(view).sort()).toEqual(['branch', 'devices', 'services']);
		expect(JSON.stringify(view)).not.toContain('424242');
	});

	test('calls for help to itself, and acts in no other way', async () => {
		const { act } = await displayOf('kiosk_display', 'kiosk');
		expect(await act('help.called', 'kiosk')).toMatchObject({ ok: true });
		expect(await act('help.called', '1')).toMatchObject({ code: 'forbidden' });
		expect(await act('ticket.issued', undefined, { service: 'cash' })).toMatchObject({
			code: 'forbidden'
		});
		expect(await act('ticket.called', 'A1', { counter: '1' })).toMatchObject({
			code: 'forbidden'
		});
	});

	test('takes tickets over HTTP, without names, and VIP ones against the branch’s code', async () => {
		const { headers } = shown('kiosk_display');
		let asked = 0;
		const take = async (body: Record<string, unknown>) => {
			const answer = await fetch(`${server.url}/api/v1/branches/lakeside/tickets`, {
				method: 'POST',
				headers: { ...headers, 'content-type': 'application/json' },
				body: JSON.stringify({ id: `k${(asked += 1)}`, service: 'cash', ...body })
			});
			return { status: answer.status, ...((await answer.json()) as object) };
		};
		// Without pages there is no such address: the desk itself is asked.
		expect((await take({})).status).toBe(404);
		const desk = (body: Record<string, unknown>) =>
			server.app.tickets.issue(
				{ principal: server.app.access.identify({ cookie: headers['cookie'] }), address: null },
				'lakeside',
				{ id: `d${(asked += 1)}`, service: 'cash', ...body },
				'http://127.0.0.1'
			);
		expect(await desk({})).toMatchObject({ ok: true, value: { service: 'cash', ahead: 1 } });
		expect(await desk({ name: '张三' })).toMatchObject({ code: 'forbidden' });
		expect(await desk({ segment: 'vip' })).toMatchObject({ code: 'wrong_code' });
		expect(await desk({ segment: 'vip', code: '1' })).toMatchObject({ code: 'wrong_code' });
		expect(await desk({ segment: 'vip', code: '424242' })).toMatchObject({ ok: true });
		expect(await desk({ service: 'gold' })).toMatchObject({ code: 'unknown_service' });
		expect(await desk({ service: 7 })).toMatchObject({ code: 'invalid_data' });
	});
});

describe('a rating pad', () => {
	test('sees counters only, and says how a service was', async () => {
		await server.batch([
			event('ticket.issued', 'A7', { service: 'cash' }),
			event('ticket.called', 'A7', { counter: '2' }),
			event('ticket.finished', 'A7', {})
		]);
		const { watched, act } = await displayOf('rating_pad', 'rating');
		const view = (watched as { view: Record<string, Record<string, object>> }).view;
		expect(Object.keys(view).sort()).toEqual(['branch', 'counters']);
		expect(view['counters']?.['2']).toMatchObject({ ratable: 'A7' });
		expect(await act('ticket.rated', 'A7', { score: 6 })).toMatchObject({ code: 'invalid_data' });
		expect(await act('ticket.rated', 'A7', { score: 4 })).toMatchObject({ ok: true });
		expect(await act('help.called', '2')).toMatchObject({ code: 'forbidden' });
	});
});
