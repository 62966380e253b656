import { describe, expect, test } from 'vitest';
import type { openApi } from '#lib/protocol/openapi.ts';
import { callersOf } from '../../support/callers.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { askRoute as get } from '../../support/routes.ts';
import type { Route } from '../../support/routes.ts';
import { event, lakeside, testServer } from '../../support/test-server.ts';
import type { TestServer } from '../../support/test-server.ts';
import { GET as getView } from '../../../src/routes/api/v1/branches/[id]/view/+server.ts';
import { GET as getStats } from '../../../src/routes/api/v1/branches/[id]/stats/+server.ts';
import { GET as getHistory } from '../../../src/routes/api/v1/branches/[id]/tickets/[number]/history/+server.ts';
import { GET as getOpenApi } from '../../../src/routes/api/v1/openapi.json/+server.ts';
import { GET as getReady } from '../../../src/routes/readyz/+server.ts';

const customer = { ref: 'CANARY-REF', name: 'CANARY-NAME' };

/** A day of one branch: A1 finished after a wait, A2 abandoned, A3 waiting. */
async function aDay(): Promise<TestServer> {
	const clock = manualClock(Date.UTC(2026, 10, 25, 1));
	const server = await testServer({ clock, branches: [lakeside(), lakeside({ id: 'harbour' })] });
	const minute = (n: number) => ({ time: new Date(Date.UTC(2026, 10, 25, 1, n)).toISOString() });
	clock.to(Date.UTC(2026, 10, 25, 3));
	const { body } = await server.batch([
		event('ticket.issued', 'A1', { service: 'cash', customer }, minute(0)),
		event('ticket.issued', 'A2', { service: 'cash' }, minute(1)),
		event('ticket.issued', 'B1', { service: 'opening' }, minute(2)),
		event('ticket.called', 'A1', { counter: '1' }, minute(5)),
		event('ticket.started', 'A1', { counter: '1' }, minute(6)),
		event('ticket.finished', 'A1', {}, minute(10)),
		event('ticket.abandoned', 'A2', {}, minute(20))
	]);
	expect(body).toMatchObject({ accepted: 7 });
	return server;
}

describe('reading over HTTP', () => {
	test('gives the view of a screen', async () => {
		const server = await aDay();
		const read = await get(server, getView, { id: 'lakeside' }, 'screen=wall');
		expect(read.status).toBe(200);
		const branch = server.app.branches.get('lakeside')!;
		expect(read.body).toEqual(JSON.parse(JSON.stringify(branch.view('wall'))));
	});

	test('gives a ticket with its waits, and the customer only to who may know', async () => {
		const server = await aDay();
		const params = { id: 'lakeside', number: 'A1' };
		const { headers } = callersOf(server.app, () => server.now())('lobby_manager');
		const here = await get(server, getHistory, params, 'day=2026-11-25', headers);
		expect(here.body).toMatchObject({
			ticket: { number: 'A1', state: 'finished', wait: 300_000 },
			customer: { name: 'C***', ref: '…EF' },
			stages: [{ stage: 0, counter: '1', wait: 300_000 }]
		});
		const authorization = `Bearer ${server.key(['read'])}`;
		const machine = await get(server, getHistory, params, 'day=2026-11-25', { authorization });
		expect(machine.status).toBe(200);
		expect(JSON.stringify(machine.body)).not.toContain('CANARY');
		const personal = `Bearer ${server.key(['read', 'read:personal'])}`;
		const clerk = await get(server, getHistory, params, '', { authorization: personal });
		expect(clerk.body).toMatchObject({ customer });
	});

	test('gives figures by service, counter, hour and day', async () => {
		const server = await aDay();
		const by = (group: string) =>
			get(server, getStats, { id: 'lakeside' }, `from=2026-11-25&to=2026-11-25&by=${group}`);
		const rows = async (group: string) =>
			((await by(group)).body as { rows: { key: string; issued: number }[] }).rows;
		expect(await rows('service')).toMatchObject([
			{ key: 'cash', issued: 2, finished: 1, abandoned: 1, calls: 1, meanService: 240 },
			{ key: 'opening', issued: 1, finished: 0, meanWait: null }
		]);
		expect((await rows('counter')).map(({ key, issued }) => [key, issued])).toEqual([
			['-', 2],
			['1', 1]
		]);
		expect(await rows('hour')).toMatchObject([{ key: '09', issued: 3 }]);
		const [day] = await rows('day');
		const { today } = server.app.branches.get('lakeside')!.view('head').view.kpis!;
		expect(today).toMatchObject({
			issued: day!.issued,
			...Object.fromEntries(
				['finished', 'abandoned', 'meanWait', 'p90Wait', 'withinTarget', 'promptsRaised'].map(
					(key) => [key, (day as unknown as Record<string, unknown>)[key]]
				)
			)
		});
	});

	test('refuses with a problem document', async () => {
		const server = await aDay();
		const wrong: [Route, Record<string, string>, string, Record<string, string>, number, string][] =
			[
				[getView, { id: 'lakeside' }, '', {}, 400, 'unknown_screen'],
				[getView, { id: 'lakeside' }, 'screen=boss', {}, 400, 'unknown_screen'],
				[getView, { id: 'atlantis' }, 'screen=wall', {}, 404, 'unknown_branch'],
				[
					getView,
					{ id: 'lakeside' },
					'screen=wall',
					{ authorization: 'Bearer x' },
					401,
					'unauthenticated'
				],
				[getView, { id: 'lakeside' }, 'screen=wall', { authorization: '' }, 401, 'unauthenticated'],
				[
					getView,
					{ id: 'lakeside' },
					'screen=wall',
					{ authorization: 'Basic eDp5' },
					401,
					'unauthenticated'
				],
				[getHistory, { id: 'lakeside', number: 'Z9' }, '', {}, 404, 'unknown_ticket'],
				[getHistory, { id: 'lakeside', number: 'A1' }, 'day=today', {}, 400, 'invalid_query'],
				[getStats, { id: 'lakeside' }, 'by=moon', {}, 400, 'invalid_query'],
				[getStats, { id: 'lakeside' }, 'from=2026-11-25&to=2026-11-24', {}, 400, 'invalid_query'],
				[getStats, { id: 'lakeside' }, 'from=1970-01-01', {}, 400, 'invalid_query']
			];
		for (const [route, params, query, headers, status, code] of wrong) {
			const read = await get(server, route, params, query, headers);
			expect(read.headers.get('content-type')).toBe('application/problem+json');
			expect({ status: read.status, code: (read.body as { code: string }).code }).toEqual({
				status,
				code
			});
		}
		const authorization = `Bearer ${server.key(['read'], 'harbour')}`;
		const stranger = await get(server, getView, { id: 'lakeside' }, 'screen=wall', {
			authorization
		});
		expect(stranger.status).toBe(403);
	});
});

describe('readiness', () => {
	test('ends when the server does', async () => {
		const server = await testServer();
		const ready = await getReady({ locals: { app: server.app } } as never);
		expect(ready.status).toBe(200);
		await server.close();
		expect((await getReady({ locals: { app: server.app } } as never)).status).toBe(503);
		expect((await getReady({ locals: {} } as never)).status).toBe(503);
	});
});

describe('the OpenAPI document', () => {
	test('is plain JSON whose references all lead somewhere', async () => {
		const response = await getOpenApi({} as never);
		const document = (await response.json()) as ReturnType<typeof openApi>;
		expect(document.openapi).toBe('3.1.0');
		const { schemas } = document.components as { schemas: Record<string, unknown> };
		const references = JSON.stringify(document).match(/#\/components\/schemas\/[^"]+/g)!;
		expect(references.length).toBeGreaterThan(30);
		for (const reference of references) {
			expect(schemas).toHaveProperty([reference.slice('#/components/schemas/'.length)]);
		}
	});
});
