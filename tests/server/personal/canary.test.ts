import { describe, expect, test, vi } from 'vitest';
import type { Screen } from '#lib/protocol/index.ts';
import type { Scope } from '#lib/protocol/roles.ts';
import {
	CANARY_LISTS,
	canariesIn,
	crawl,
	CUSTOMER,
	logOf,
	MASKED,
	NOTES,
	plantCanaries,
	SCREENS,
	socketWays,
	UPKEEP
} from '../../support/canaries.ts';
import type { Way } from '../../support/canaries.ts';
import { CALLERS, callersOf, NO_GOOD } from '../../support/callers.ts';
import type { CallerKind, Shown } from '../../support/callers.ts';
import { memoryAudit } from '../../support/memory-audit.ts';
import { askRoute } from '../../support/routes.ts';
import type { Asked, Route } from '../../support/routes.ts';
import { event, lakeside, testServer } from '../../support/test-server.ts';
import type { TestServer } from '../../support/test-server.ts';
import { GET as getView } from '../../../src/routes/api/v1/branches/[id]/view/+server.ts';
import { GET as getStats } from '../../../src/routes/api/v1/branches/[id]/stats/+server.ts';
import { GET as getHistory } from '../../../src/routes/api/v1/branches/[id]/tickets/[number]/history/+server.ts';
import { POST as reveal } from '../../../src/routes/api/v1/branches/[id]/tickets/[number]/reveal/+server.ts';
import { DELETE as erase } from '../../../src/routes/api/v1/branches/[id]/tickets/[number]/customer/+server.ts';
import { GET as getOpenApi } from '../../../src/routes/api/v1/openapi.json/+server.ts';
import { GET as getReady } from '../../../src/routes/readyz/+server.ts';
import { GET as getHealth } from '../../../src/routes/healthz/+server.ts';

/** Keys beside those that every matrix knows. */
const KEYS = {
	'key read:personal': ['read', 'read:personal'],
	'key export, metrics': ['export', 'metrics'],
	'key read, events:write': ['read', 'events:write']
} as const satisfies Record<string, Scope[]>;
type Caller = CallerKind | keyof typeof KEYS;
const callers: Caller[] = [...CALLERS, ...(Object.keys(KEYS) as (keyof typeof KEYS)[])];

/** Who sees masked names, and on which screens. */
const SEES: Partial<Record<Caller, Screen[]>> = {
	teller: ['counter'],
	lobby_manager: ['lobby'],
	wealth_manager: ['wealth'],
	branch_head: ['lobby', 'counter', 'wealth'],
	'key read:personal': ['lobby', 'counter', 'wealth']
};

/** Who reads what was written about devices and checks, and on which screens. */
const UPKEEPERS: Partial<Record<Caller, Screen[]>> = {
	teller: ['counter'],
	lobby_manager: ['lobby', 'devices'],
	...Object.fromEntries(
		['branch_head', 'operations_supervisor', 'administrator', 'key read:personal'].map((who) => [
			who,
			['lobby', 'counter', 'head', 'devices', 'admin']
		])
	)
};

const branchFile = () =>
	lakeside({
		staff: [{ id: 'wang', name: '王敏', role: 'lobby_manager' }],
		checklists: CANARY_LISTS
	});

async function planted(): Promise<TestServer> {
	const server = await testServer({
		branches: [branchFile(), lakeside({ id: 'harbour' })],
		audit: memoryAudit(),
		unlimited: true
	});
	await plantCanaries(server);
	return server;
}

function shownBy(server: TestServer, caller: Caller): Shown {
	if (caller in KEYS) {
		const token = server.key([...KEYS[caller as keyof typeof KEYS]]);
		return { headers: { authorization: `Bearer ${token}` }, auth: { token } };
	}
	return callersOf(server.app, () => server.now())(caller as CallerKind);
}

/** Every reading route, with every question that a caller can think of, and questions that are refused. */
function httpWays(server: TestServer, caller: Caller): Way[] {
	const shown = shownBy(server, caller).headers;
	// Whoever shows nothing is nobody, and not the helper's own key.
	const headers = Object.keys(shown).length === 0 ? { authorization: '' } : shown;
	const way = (
		name: string,
		route: Route,
		params: Record<string, string>,
		query = '',
		more: Asked = {}
	): Way => ({
		name: `${caller}: ${name}`,
		read: async () => {
			const answer = await askRoute(server, route, params, query, headers, more);
			return JSON.stringify([answer.body, ...answer.headers]);
		}
	});
	const id = 'lakeside';
	const canary = encodeURIComponent(CUSTOMER['name'] as string);
	return [
		...SCREENS.map((screen) => way(`view ${screen}`, getView, { id }, `screen=${screen}`)),
		way('view of none', getView, { id }, `screen=x`),
		...['day', 'hour', 'service', 'counter', 'staff'].map((by) =>
			way(`stats ${by}`, getStats, { id }, `by=${by}`)
		),
		...['A1', 'A2', 'A5', 'A7', 'Z9'].map((number) =>
			way(`history ${number}`, getHistory, { id, number })
		),
		way('stats refused', getStats, { id }, 'from=x'),
		way('view refused', getView, { id }, `screen=wall&x=${canary}`),
		way('reveal without a reason', reveal, { id, number: 'A1' }, '', { method: 'POST', body: {} }),
		way('erase without a reason', erase, { id, number: 'A1' }, '', { method: 'DELETE' }),
		way('openapi', getOpenApi, {})
	];
}

/** A customer's ticket changes, and one with another name comes and goes: patches of every kind. */
function stirring(server: TestServer): () => Promise<void> {
	let n = 0;
	return async () => {
		n += 1;
		await server.batch([
			event('ticket.resumed', 'A1', {}),
			event('ticket.parked', 'A1', { reason: NOTES['parked'] }),
			event('ticket.issued', `B${n}`, { service: 'opening', customer: CUSTOMER }),
			event('ticket.cancelled', `B${n}`, { reason: NOTES['cancelled'] })
		]);
	};
}

describe('canaries', () => {
	test('are found however they are written', () => {
		const { name } = CUSTOMER;
		const texts = [
			`x${name}y`,
			JSON.stringify({ a: name }),
			'\\u6b27\\u9633\\u91d1\\u4e1d\\u96c0',
			encodeURIComponent(name as string),
			Buffer.from(name as string).toString('base64')
		];
		for (const text of texts) expect(canariesIn(text, CUSTOMER)).toEqual(['name']);
		expect(canariesIn('欧阳**', CUSTOMER)).toEqual([]);
	});

	test.each(callers)(
		'%s: over HTTP only who may read names gets one, and notes nobody',
		async (caller) => {
			const server = await planted();
			const ways = httpWays(server, caller);
			const inFull = caller === 'key read:personal' ? ['A1', 'A2', 'A5', 'A7'] : [];
			expect(await crawl(ways, CUSTOMER)).toEqual(
				Object.fromEntries(inFull.map((n) => [`${caller}: history ${n}`, ['name', 'ref']]))
			);
			expect(await crawl(ways, NOTES)).toEqual({});
			expect(await crawl(ways, UPKEEP)).toEqual(
				Object.fromEntries(
					(UPKEEPERS[caller] ?? []).map((screen) => [`${caller}: view ${screen}`, ['checklist']])
				)
			);
			const masked = (SEES[caller] ?? []).map((screen) => `view ${screen}`);
			if (caller in SEES && !(caller in KEYS)) {
				masked.push(...['A1', 'A2', 'A5', 'A7'].map((n) => `history ${n}`));
			}
			expect(await crawl(ways, MASKED)).toEqual(
				Object.fromEntries(masked.map((way) => [`${caller}: ${way}`, ['masked']]))
			);
		}
	);

	test.each(callers)('%s: over a socket no frame of any screen holds a name', async (who) => {
		const server = await planted();
		const shown = shownBy(server, who);
		const ways = socketWays(server, who, shown, { stir: stirring(server) });
		// Read once each: a second reading would be of another moment.
		const read = await Promise.all(
			ways.map(async ({ name, read }) => ({ name, text: await read() }))
		);
		const again = read.map(({ name, text }) => ({ name, read: () => Promise.resolve(text) }));
		expect(await crawl(again, { ...CUSTOMER, ...NOTES })).toEqual({});
		expect(Object.keys(await crawl(again, UPKEEP))).toEqual(
			(UPKEEPERS[who] ?? []).map((screen) => `${who}: socket ${screen}`)
		);
		expect(Object.keys(await crawl(again, MASKED))).toEqual(
			(SEES[who] ?? []).map((screen) => `${who}: socket ${screen}`)
		);
		const letIn = SCREENS.filter((_, index) => (read[index]?.text.length ?? 0) > 50);
		expect(letIn.length > 0).toBe(!NO_GOOD.includes(who as CallerKind));
	});

	test('no event that is refused is echoed in its answer', async () => {
		const server = await planted();
		const { name, ref } = CUSTOMER as { name: string; ref: string };
		const issue = (number: string, data: object, more = {}) =>
			event('ticket.issued', number, data, more);
		const first = issue('C1', { service: 'cash', customer: { name: '张三' } });
		await server.post(first);
		const refused = [
			issue('A1', { service: 'cash', customer: { name, ref } }),
			issue('C2', { service: 'none', customer: { name, ref } }),
			issue('C3', { service: 'cash', customer: { name: [name], ref } }),
			issue('C4', { service: 'cash', customer: { name: `${name}\u0000`, ref } }),
			issue('C5', { service: 'cash', customer: name }),
			issue('C6', { service: 'cash', customer: { name: name.repeat(50), ref } }),
			{ ...issue('C1', { service: 'cash', customer: { name, ref } }), id: first['id'] },
			event('ticket.parked', 'A1', { reason: { note: name } }),
			event('engagement.recorded', 'A1', { staff: 'wang', result: ref, note: name }),
			event('checklist.checked', 'phone', { list: 'opening', ok: name, staff: 'wang' }),
			event('ticket.cancelled', 'A2', { reason: name })
		];
		const log = await logOf(async () => {
			const { body } = await server.batch(refused);
			expect(body.rejected).toHaveLength(refused.length);
			expect(canariesIn(JSON.stringify(body), CUSTOMER)).toEqual([]);
			for (const each of refused) {
				const one = await server.post(each);
				expect(one.status).toBe(422);
				expect(canariesIn(JSON.stringify(one.body), CUSTOMER)).toEqual([]);
			}
			for (const body of [name, `{"name":"${name}"`, `["${name}"]`]) {
				const broken = await server.post(body);
				expect(canariesIn(JSON.stringify(broken.body), CUSTOMER)).toEqual([]);
			}
		});
		expect(canariesIn(log, CUSTOMER)).toEqual([]);
	});

	test('a bug that meets a customer’s event tells the log its place and nothing of the customer', async () => {
		const server = await planted();
		const branch = server.app.branches.get('lakeside')!;
		const failing = vi.spyOn(branch, 'accept');
		const log = await logOf(async () => {
			failing.mockRejectedValueOnce(new Error('the branch is broken'));
			const sent = event('ticket.issued', 'C1', { service: 'cash', customer: CUSTOMER });
			const { status, body } = await server.post(sent);
			expect(status).toBe(500);
			expect(canariesIn(JSON.stringify(body), CUSTOMER)).toEqual([]);
		});
		expect(log).toContain('the branch is broken');
		expect(canariesIn(log, { ...CUSTOMER, ...NOTES })).toEqual([]);
	});

	test('probes tell nothing', async () => {
		const server = await planted();
		for (const probe of [getReady, getHealth] as Route[]) {
			const response = await probe({ locals: { app: server.app } } as never);
			const text = await response.text();
			expect(canariesIn(text, { ...CUSTOMER, ...NOTES, ...MASKED })).toEqual([]);
		}
	});
});
