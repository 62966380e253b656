import { describe, expect, test } from 'vitest';
import { openHere } from '#server/cli/operator-here.ts';
import { filesWith } from '../../support/bytes.ts';
import { callersOf } from '../../support/callers.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { memoryAudit } from '../../support/memory-audit.ts';
import { askRoute } from '../../support/routes.ts';
import type { Asked } from '../../support/routes.ts';
import { event, lakeside, testServer } from '../../support/test-server.ts';
import { DELETE } from '../../../src/routes/api/v1/branches/[id]/tickets/[number]/customer/+server.ts';
import { POST } from '../../../src/routes/api/v1/branches/[id]/tickets/[number]/reveal/+server.ts';
import { foyer } from '../cli/terminal.ts';

const customer = { name: '欧阳金丝雀', ref: 'CANARY-4711' };
const canaries = Object.values(customer);
const DAY = '2026-11-25';
const reason = '核对身份';

/** A branch with one customer who is known and one who is not, and ways to ask about them. */
async function aBranch(clock = manualClock()) {
	const audit = memoryAudit();
	const branches = [lakeside(), lakeside({ id: 'harbour' })];
	const server = await testServer({ clock, branches, audit });
	await server.batch([
		event('ticket.issued', 'A1', { service: 'cash', customer }),
		event('ticket.issued', 'A2', { service: 'cash' })
	]);
	// What prepared the branch is no part of these histories.
	audit.entries.length = 0;
	const shown = callersOf(server.app, () => clock.real());
	const head = shown('branch_head').headers;
	const params = (number: string, id = 'lakeside') => ({ id, number });
	const reveal = (
		number: string,
		body: unknown = { reason },
		{ query = '', headers = {}, ...more }: Asked & { query?: string; headers?: object } = {}
	) =>
		askRoute(
			server,
			POST,
			params(number),
			query,
			{ ...head, ...headers },
			{ method: 'POST', body, ...more }
		);
	const erase = (number: string, query: Record<string, string>, headers = {}) =>
		askRoute(
			server,
			DELETE,
			params(number),
			`${new URLSearchParams(query)}`,
			{ ...head, ...headers },
			{
				method: 'DELETE'
			}
		);
	return { server, clock, audit, shown, reveal, erase };
}

describe('revealing a customer', () => {
	test('gives name and reference against a reason, which is written down without either', async () => {
		const { audit, reveal } = await aBranch();
		const shown = await reveal('A1', { reason: ` ${reason} ` });
		expect(shown).toMatchObject({ status: 200, body: customer });
		expect(shown.headers.get('cache-control')).toBe('no-store');
		expect(audit.entries).toEqual([
			{
				actor: 'person:branch_head',
				action: 'customer.revealed',
				target: 'A1',
				branch: 'lakeside',
				address: '127.0.0.1',
				detail: { day: DAY, reason }
			}
		]);
		expect((await reveal('A1', { reason }, { query: `day=${DAY}` })).status).toBe(200);
	});

	test('is refused where it cannot be written down, and then nothing was shown', async () => {
		const { audit, reveal } = await aBranch();
		audit.full = true;
		const refused = await reveal('A1');
		expect(refused).toMatchObject({ status: 503, body: { code: 'unavailable' } });
		expect(JSON.stringify(refused.body)).not.toMatch(/CANARY|金丝雀/);
	});

	test.each<[string, string, unknown, number, string]>([
		['no reason', 'A1', {}, 422, 'invalid_reason'],
		['a short one', 'A1', { reason: ' ab ' }, 422, 'invalid_reason'],
		['a long one', 'A1', { reason: '因'.repeat(201) }, 422, 'invalid_reason'],
		['no text', 'A1', { reason: { toString: 'abcd' } }, 422, 'invalid_reason'],
		['a body that is no object', 'A1', 'reason', 400, 'malformed_json'],
		['a customer whom nobody knows', 'A2', { reason }, 404, 'unknown_customer'],
		['a ticket that was not', 'Z9', { reason }, 404, 'unknown_customer']
	])('is refused for %s', async (_, number, body, status, code) => {
		const { audit, reveal } = await aBranch();
		expect(await reveal(number, body)).toMatchObject({ status, body: { code } });
		expect(audit.entries).toEqual([]);
	});

	test('is refused to keys, strangers, foreign pages, and for what is no day', async () => {
		const { server, audit, shown, reveal } = await aBranch();
		const authorization = `Bearer ${server.key(['read', 'read:personal', 'events:write'])}`;
		const wrong: [Asked & { query?: string; headers?: object }, number, string][] = [
			[{ headers: { authorization } }, 403, 'forbidden'],
			[{ headers: { authorization: 'Bearer x' } }, 401, 'unauthenticated'],
			[{ headers: { cookie: 'x=y' } }, 401, 'unauthenticated'],
			[shown('operations_supervisor'), 403, 'forbidden'],
			[shown('other_branch'), 403, 'forbidden'],
			[shown('wall_display'), 403, 'forbidden'],
			[{ headers: { 'content-type': 'text/plain' } }, 415, 'unsupported_media_type'],
			[{ query: 'day=today' }, 400, 'invalid_query']
		];
		for (const [how, status, code] of wrong) {
			expect(await reveal('A1', { reason }, how)).toMatchObject({ status, body: { code } });
		}
		expect(audit.entries).toEqual([]);
	});
});

test('whoever reads out one name after another has to wait, and the audit has each of them', async () => {
	const { audit, reveal } = await aBranch();
	const statuses: number[] = [];
	for (let i = 0; i < 31; i += 1) statuses.push((await reveal('A1')).status);
	expect(statuses.slice(0, 30).every((status) => status === 200)).toBe(true);
	expect(statuses[30]).toBe(429);
	expect(audit.entries).toHaveLength(30);
});

describe('erasing a customer', () => {
	test('by ticket: not a byte is left, and nothing else changes', async () => {
		const { server, audit, reveal, erase } = await aBranch();
		const { history } = server.app.store;
		const before = history.tickets('lakeside', DAY, DAY);
		expect(filesWith(server.folder, canaries)).not.toEqual([]);
		expect(await erase('A1', { reason })).toMatchObject({ status: 200, body: { erased: 1 } });
		expect(filesWith(server.folder, canaries)).toEqual([]);
		expect(audit.entries).toMatchObject([
			{ action: 'customer.erased', target: 'A1', branch: 'lakeside', detail: { day: DAY, reason } }
		]);
		expect(history.tickets('lakeside', DAY, DAY)).toEqual(before);
		expect(await reveal('A1')).toMatchObject({ status: 404, body: { code: 'unknown_customer' } });
		expect(await erase('A1', { reason })).toMatchObject({ status: 200, body: { erased: 0 } });
	});

	test('is refused without a reason, to keys, and where it cannot be written down', async () => {
		const { server, audit, erase } = await aBranch();
		const authorization = `Bearer ${server.key(['read', 'read:personal'])}`;
		expect(await erase('A1', {})).toMatchObject({ status: 422, body: { code: 'invalid_reason' } });
		expect(await erase('A1', { reason }, { authorization })).toMatchObject({ status: 403 });
		audit.full = true;
		expect(await erase('A1', { reason })).toMatchObject({ status: 503 });
		expect(filesWith(server.folder, canaries)).not.toEqual([]);
	});

	test('by the command line, through the server that has the folder', async () => {
		const { server, audit } = await aBranch();
		const run = (...args: string[]) =>
			foyer('erase', '--data', server.folder, '--branch', 'lakeside', ...args);
		expect(await run('--before', '2026-11-25', '--reason', reason)).toMatchObject({
			code: 0,
			out: ['0 customers erased']
		});
		expect(await run('--day', DAY, '--number', 'A1', '--reason', reason)).toEqual({
			code: 0,
			out: ['1 customer erased'],
			err: []
		});
		expect(filesWith(server.folder, canaries)).toEqual([]);
		expect(audit.entries).toMatchObject([
			{ actor: 'operator', action: 'customers.erased', detail: { before: '2026-11-25', reason } },
			{ actor: 'operator', action: 'customer.erased', target: 'A1' }
		]);
		const wrong: [string[], number, RegExp][] = [
			[['--day', DAY, '--number', 'A1'], 2, /--reason is missing/],
			[['--day', DAY, '--reason', reason], 2, /--number is missing/],
			[['--number', 'A1', '--reason', reason], 2, /--day is missing/],
			[['--before', DAY, '--number', 'A1', '--reason', reason], 2, /not both/],
			[['--before', '2026-02-30', '--reason', reason], 2, /not a day/],
			[['--before', DAY, '--reason', 'x'], 1, /4 to 200 characters/]
		];
		for (const [args, code, message] of wrong) {
			const failed = await run(...args);
			expect({ code: failed.code, err: failed.err.join() }).toEqual({
				code,
				err: expect.stringMatching(message) as unknown
			});
		}
		const other = await foyer(
			...['erase', '--data', server.folder, '--branch', 'x', '--before', DAY, '--reason', reason]
		);
		expect(other).toMatchObject({ code: 1, err: ['foyer: There is no branch "x".'] });
	});

	test('by the command line, where no server runs', async () => {
		const { server, audit } = await aBranch();
		await server.close();
		expect(filesWith(server.folder, canaries)).not.toEqual([]);
		const operator = openHere(server.folder, manualClock(), audit);
		const request = { branch: 'lakeside', reason, before: '2026-11-26' };
		expect(await operator.erase(request)).toEqual({ ok: true, value: { erased: 1 } });
		await operator.close();
		expect(filesWith(server.folder, canaries)).toEqual([]);
	});
});
