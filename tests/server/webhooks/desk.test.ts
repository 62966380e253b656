import { describe, expect, test } from 'vitest';
import { COMMAND_LINE } from '#server/access/access.ts';
import { MOST_ENDPOINTS } from '#server/webhooks/desk.ts';
import { originsAllowed, targetOf } from '#server/webhooks/targets.ts';
import { callersOf } from '../../support/callers.ts';
import { memoryAudit } from '../../support/memory-audit.ts';
import { testServer } from '../../support/test-server.ts';
import { BRANCH, sender, webhookReceiver } from './support.ts';

const ALLOWED = 'https://hooks.bank.lan';
const kinds = ['sale'];

describe('an address', () => {
	test.each([
		['hooks.bank.lan', [ALLOWED]],
		['HOOKS.bank.lan:8443', ['https://hooks.bank.lan:8443']],
		['127.0.0.1:9000', ['https://127.0.0.1:9000', 'http://127.0.0.1:9000']],
		['[::1]:9000', ['https://[::1]:9000', 'http://[::1]:9000']],
		['localhost', ['https://localhost', 'http://localhost']],
		['http://relay.lan:8080', ['http://relay.lan:8080']],
		['http://relay.lan/path', undefined],
		['hooks.bank.lan/path', undefined],
		['user:word@hooks.bank.lan', undefined],
		['ftp://hooks.bank.lan', undefined],
		['*', undefined],
		['*.bank.lan', undefined],
		['', undefined]
	])('%s on the list stands for %j', (entry, origins) => {
		expect(originsAllowed(entry)).toEqual(origins);
	});

	test.each([
		['https://hooks.bank.lan/a?b=c', true],
		['https://hooks.bank.lan:443/', true],
		['https://hooks.bank.lan:444/', 'host_not_allowed'],
		['http://hooks.bank.lan/', 'host_not_allowed'],
		['https://hooks.bank.lan.evil.example/', 'host_not_allowed'],
		['https://hooks.bank.lan./', 'host_not_allowed'],
		['https://evil.example/?hooks.bank.lan', 'host_not_allowed'],
		['https://evil.example#@hooks.bank.lan/', 'host_not_allowed'],
		['https://hooks.bank.lan\\@evil.example/', true],
		['https://hooks.bank.lan@evil.example/', 'invalid_url'],
		['http://169.254.169.254/latest/meta-data', 'host_not_allowed'],
		['http://2130706433/', 'host_not_allowed'],
		['file:///etc/passwd', 'invalid_url'],
		['hooks.bank.lan', 'invalid_url'],
		['', 'invalid_url']
	])('%s with one host on the list: %s', (url, outcome) => {
		const target = targetOf(url, [ALLOWED]);
		expect('refused' in target ? target.refused : true).toBe(outcome);
		// Whatever it looks like, it is that host that is kept.
		if ('url' in target) expect(new URL(target.url).origin).toBe(ALLOWED);
	});

	test('is no longer than five hundred characters', () => {
		const long = `${ALLOWED}/${'x'.repeat(500)}`;
		expect(targetOf(long, [ALLOWED])).toEqual({ refused: 'invalid_url' });
		expect(targetOf(long.slice(0, 500), [ALLOWED])).toEqual({ url: long.slice(0, 500) });
	});
});

test('without a list nothing can be made, and nothing that was made is sent to', async () => {
	const receiver = await webhookReceiver();
	const server = await testServer();
	const { webhooks, store } = server.app;
	expect(webhooks.hosts).toEqual([]);
	expect(webhooks.create(COMMAND_LINE, { branch: BRANCH, url: receiver.url, kinds })).toMatchObject(
		{ code: 'host_not_allowed' }
	);
	const id = store.webhooks.create({ branch: BRANCH, url: receiver.url, kinds }, server.now());
	expect(webhooks.list(COMMAND_LINE)).toMatchObject([{ id, allowed: false }]);
	expect(await webhooks.test(COMMAND_LINE, id)).toMatchObject({ code: 'host_not_allowed' });
	expect(receiver.arrivals).toEqual([]);
});

test('a host that was taken off the list is sent nothing more', async () => {
	const receiver = await webhookReceiver();
	const other = await webhookReceiver();
	const from = await sender([other.host]);
	from.server.app.store.webhooks.create(
		{ branch: BRANCH, url: receiver.url, kinds: ['referral'] },
		from.clock.real()
	);
	from.add(other.url);
	await from.refer('r1');
	await from.look(() => other.arrivals.length === 1);
	expect(receiver.arrivals).toEqual([]);
});

test('says no to an unknown branch, kind and id, and to more than there may be', async () => {
	const server = await testServer({ webhookHosts: [ALLOWED] });
	const { webhooks } = server.app;
	const url = `${ALLOWED}/`;
	const codeOf = (answer: object) => ('code' in answer ? answer.code : null);
	const make = (change: object) =>
		codeOf(webhooks.create(COMMAND_LINE, { branch: BRANCH, url, kinds, ...change }));
	expect(make({ branch: 'elsewhere' })).toBe('unknown_branch');
	expect(make({ kinds: [] })).toBe('unknown_kind');
	expect(make({ kinds: ['sale', 'ticket'] })).toBe('unknown_kind');
	for (let n = 0; n < MOST_ENDPOINTS; n += 1) expect(make({})).toBeNull();
	expect(make({})).toBe('too_many_webhooks');
	for (const answer of [
		webhooks.pause(COMMAND_LINE, 'x'),
		webhooks.resume(COMMAND_LINE, 'x'),
		webhooks.rotate(COMMAND_LINE, 'x'),
		webhooks.remove(COMMAND_LINE, 'x'),
		webhooks.replay(COMMAND_LINE, 'x', { dead: true }),
		await webhooks.test(COMMAND_LINE, 'x')
	]) {
		expect(codeOf(answer)).toBe('unknown_webhook');
	}
});

test('whoever may not manage them sees none and changes none', async () => {
	const receiver = await webhookReceiver();
	const from = await sender([receiver.host]);
	const { id } = from.add(receiver.url);
	const { webhooks, access } = from.server.app;
	const shown = callersOf(from.server.app, () => from.clock.real());
	for (const kind of ['branch_head', 'operations_supervisor', 'reader_key', 'nobody'] as const) {
		const { headers } = shown(kind);
		const principal = access.identify({
			authorization: headers['authorization'],
			cookie: headers['cookie']
		});
		const caller = { principal, address: null };
		expect(webhooks.list(caller)).toEqual([]);
		expect(webhooks.deliveries(caller, id)).toEqual({ last: [], dead: [] });
		expect(webhooks.remove(caller, id)).toMatchObject({ ok: false });
		expect(webhooks.rotate(caller, id)).toMatchObject({ ok: false });
	}
	expect(webhooks.list(COMMAND_LINE)).toHaveLength(1);
});

test('what is done is in the audit: with the host, and neither the path nor the secret', async () => {
	const audit = memoryAudit();
	const server = await testServer({ webhookHosts: [ALLOWED], audit });
	const { webhooks } = server.app;
	const made = webhooks.create(COMMAND_LINE, {
		branch: BRANCH,
		url: `${ALLOWED}/path-that-opens`,
		kinds
	});
	if (!made.ok) throw new Error(made.detail);
	webhooks.pause(COMMAND_LINE, made.id);
	webhooks.resume(COMMAND_LINE, made.id);
	webhooks.rotate(COMMAND_LINE, made.id);
	webhooks.replay(COMMAND_LINE, made.id, { from: 1 });
	webhooks.remove(COMMAND_LINE, made.id);
	const noted = audit.entries.filter(({ action }) => action.startsWith('webhook.'));
	expect(noted.map(({ action }) => action)).toEqual([
		'webhook.created',
		'webhook.paused',
		'webhook.resumed',
		'webhook.rotated',
		'webhook.replayed',
		'webhook.removed'
	]);
	for (const { branch, target, detail } of noted) {
		expect([branch, target, detail['host']]).toEqual([BRANCH, made.id, 'hooks.bank.lan']);
	}
	expect(JSON.stringify(noted)).not.toMatch(/path-that-opens|whsec_/);
	// What cannot be noted is not answered.
	audit.full = true;
	expect(() =>
		webhooks.create(COMMAND_LINE, { branch: BRANCH, url: `${ALLOWED}/`, kinds })
	).toThrow('The disk is full');
});

test('a test is sent at once, signed, and says what came of it', async () => {
	const receiver = await webhookReceiver();
	const from = await sender([receiver.host]);
	const { id } = from.add(receiver.url);
	const { webhooks } = from.server.app;
	expect(await webhooks.test(COMMAND_LINE, id)).toEqual({ ok: true, httpStatus: 204, error: null });
	expect(receiver.arrivals[0]?.message).toMatchObject({ type: 'webhook.test', branch: BRANCH });
	receiver.answer = 401;
	expect(await webhooks.test(COMMAND_LINE, id)).toMatchObject({
		httpStatus: 401,
		error: 'refused'
	});
	await receiver.down();
	expect(await webhooks.test(COMMAND_LINE, id)).toMatchObject({
		httpStatus: null,
		error: 'unreachable'
	});
});
