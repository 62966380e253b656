import { expect, test } from 'vitest';
import type { Caller } from '#server/access/access.ts';
import { OPERATOR } from '#server/access/access.ts';
import type { Role } from '#lib/protocol/roles.ts';
import { lakeside, testServer } from '../../support/test-server.ts';
import type { TestServer } from '../../support/test-server.ts';

const operator: Caller = { principal: OPERATOR, address: null };
const HILLSIDE = lakeside({ id: 'hillside', name: { zh: '山麓支行', en: 'Hillside' } });

/** Somebody signed in, with a role in a branch. */
async function caller(server: TestServer, role: Role, branch: string | null): Promise<Caller> {
	const username = `${role.replace('_', '-')}.${branch ?? 'all'}`;
	const password = 'lantern-harbour-7';
	const account = { username, name: '', role, branch, staff: null, password };
	const made = await server.app.accounts.create(operator, account);
	if (!made.ok) throw new Error(made.detail);
	const visitor = { address: '10.0.0.7', userAgent: 'test', cookie: undefined };
	const answer = await server.app.signIn.withPassword(username, password, visitor);
	if (!answer.ok) throw new Error(answer.code);
	const cookie = answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
	return { principal: server.app.access.identify({ cookie }), address: '10.0.0.7' };
}

/** A server with rows of two branches and of none. */
async function written() {
	const server = await testServer({ branches: [lakeside(), HILLSIDE] });
	const { audit } = server.app.store;
	const add = (target: string, at: string, more: object) =>
		audit.append(
			{
				actor: 'operator',
				action: 'test.made',
				target,
				branch: null,
				address: null,
				detail: {},
				...more
			},
			Date.parse(at)
		);
	add('t-lake', '2030-01-01T15:59:59Z', { branch: 'lakeside', detail: { note: '100%_sure' } });
	add('t-hill', '2030-01-01T16:00:00Z', { branch: 'hillside', address: '192.168.7.9' });
	add('t-none', '2030-01-02T15:59:59.999Z', { actor: 'person:wang.min' });
	add('wang.min', '2030-01-02T16:00:00Z', {});
	return server;
}

async function targets(server: TestServer, question: object, who = operator) {
	const found = await server.app.auditDesk.search(who, { kind: 'test', ...question }, 50);
	if (!found.ok) throw new Error(found.detail);
	return found.rows.map(({ target }) => target);
}

test.each([
	['everything, newest first', {}, ['wang.min', 't-none', 't-hill', 't-lake']],
	['text of the target', { text: 't-h' }, ['t-hill']],
	['text of the address', { text: '192.168' }, ['t-hill']],
	['text of the actor', { text: 'wang' }, ['wang.min', 't-none']],
	['text of the detail', { text: 'sure' }, ['t-lake']],
	['percent and underscore stand for themselves', { text: '%_s' }, ['t-lake']],
	['and are no pattern', { text: 't%e' }, []],
	['a person, as who and as whom', { person: 'wang.min' }, ['wang.min', 't-none']],
	['a whole action', { kind: 'test.made' }, ['wang.min', 't-none', 't-hill', 't-lake']],
	['part of a word is no action', { kind: 'tes' }, []],
	['a branch', { branch: 'hillside' }, ['t-hill']],
	['from a day of the branch on', { from: '2030-01-02' }, ['wang.min', 't-none', 't-hill']],
	['up to a day of the branch', { to: '2030-01-01' }, ['t-lake']],
	['one day', { from: '2030-01-02', to: '2030-01-02' }, ['t-none', 't-hill']]
])('%s', async (_, question, expected) => {
	expect(await targets(await written(), question)).toEqual(expected);
});

test('groups of actions are those of the screen', async () => {
	const server = await written();
	await caller(server, 'branch_head', 'lakeside');
	const actions = async (kind: string) => {
		const found = await server.app.auditDesk.search(operator, { kind }, 50);
		return found.ok ? found.rows.map(({ action }) => action) : [];
	};
	expect(await actions('sign_in')).toEqual(['person.signed_in']);
	expect(await actions('people')).toEqual(['person.created']);
	expect(new Set(await actions('settings'))).toEqual(new Set(['branch.configured']));
});

test('pages follow each other without a gap, however far apart the rows are', async () => {
	const server = await testServer();
	const row = { actor: 'operator', target: '', branch: null, address: null, detail: {} };
	for (let i = 0; i < 25; i += 1) {
		const action = i % 4 === 0 ? 'rare.seen' : 'usual.seen';
		server.app.store.audit.append({ ...row, action, target: `${i}` }, i);
	}
	const seen: string[] = [];
	let before: number | undefined;
	for (let pages = 1; ; pages += 1) {
		const page = await server.app.auditDesk.search(operator, { kind: 'rare', before }, 3);
		if (!page.ok) throw new Error(page.detail);
		seen.push(...page.rows.map(({ target }) => target));
		if (page.older === null) {
			expect(pages).toBe(3);
			break;
		}
		before = page.older;
	}
	expect(seen).toEqual(['24', '20', '16', '12', '8', '4', '0']);
});

test('who works in one branch sees the rows of that one, whatever they ask', async () => {
	const server = await written();
	const head = await caller(server, 'branch_head', 'lakeside');
	expect(await targets(server, {}, head)).toEqual(['t-lake']);
	expect(await targets(server, { branch: null }, head)).toEqual(['t-lake']);
	const { auditDesk } = server.app;
	expect(await auditDesk.search(head, { branch: 'hillside' }, 9)).toMatchObject({
		ok: false,
		code: 'forbidden'
	});
	expect(auditDesk.export(head, { branch: 'hillside' })).toMatchObject({ code: 'forbidden' });
	expect(auditDesk.acts(head, { person: 'x', branch: 'hillside' }, 9)).toMatchObject({
		code: 'forbidden'
	});
});

test.each(['teller', 'lobby_manager', 'wealth_manager', 'operations_supervisor'] as const)(
	'a %s reads none of it',
	async (role) => {
		const server = await written();
		const who = await caller(server, role, 'lakeside');
		const { auditDesk } = server.app;
		const forbidden = { ok: false, code: 'forbidden' };
		expect(await auditDesk.search(who, {}, 9)).toMatchObject(forbidden);
		expect(await auditDesk.verify(who)).toMatchObject(forbidden);
		expect(auditDesk.export(who, {})).toMatchObject(forbidden);
		expect(auditDesk.acts(who, { person: 'x', branch: null }, 9)).toMatchObject(forbidden);
	}
);

test('a day that does not exist is said, not guessed', async () => {
	const server = await testServer();
	for (const from of ['2026-02-30', '25.11.2026', '2026-11', 'x']) {
		expect(await server.app.auditDesk.search(operator, { from }, 9)).toMatchObject({
			code: 'invalid_query'
		});
	}
});

test('an export holds every row of the question, and is written down before them', async () => {
	const server = await testServer();
	const row = { actor: 'operator', action: 'test.made', branch: null, address: null, detail: {} };
	for (let i = 1; i <= 2_100; i += 1) {
		server.app.store.audit.append({ ...row, target: `=${i}` }, 0);
	}
	const exported = server.app.auditDesk.export(operator, { kind: 'test', text: '=' });
	if (!exported.ok) throw new Error(exported.detail);
	const [newest] = server.app.store.audit.search({ limit: 1 });
	expect(newest).toMatchObject({
		actor: 'operator',
		action: 'audit.exported',
		detail: { kind: 'test', text: '=' }
	});
	let text = '';
	for await (const part of exported.file) text += part;
	const lines = text.trimEnd().split('\r\n');
	expect(lines).toHaveLength(2_101);
	expect(lines[1]).toContain(`,operator,test.made,'=2100,,,{}`);
	expect(lines.at(-1)).toContain(`,'=1,,,{}`);
});

test('verifying names the first bad row to who may read it', async () => {
	const server = await written();
	const admin = await caller(server, 'administrator', null);
	const whole = await server.app.auditDesk.verify(admin);
	expect(whole).toMatchObject({ ok: true, verdict: { ok: true } });
});

test('what a person did at the counter is read from the log, newest first, without the customer', async () => {
	const server = await testServer();
	const branch = server.app.branches.get('lakeside');
	const told = (id: string, event: object) => ({
		origin: 'machine' as const,
		source: 'person:wang.min',
		id,
		event: { at: server.app.clock.now(), ...event } as never
	});
	const outcomes = await branch?.accept([
		told('1', {
			type: 'ticket.issued',
			subject: 'A001',
			data: { service: 'cash', customer: { name: '李四', ref: 'c1' } }
		}),
		told('2', { type: 'ticket.called', subject: 'A001', data: { counter: '1' } })
	]);
	expect(outcomes).toMatchObject([{ kind: 'accepted' }, { kind: 'accepted' }]);
	await server.batch([
		{ specversion: '1.0', id: 'm', source: 'q', type: 'ticket.started', subject: 'A001' }
	]);
	const acts = (before?: number) =>
		server.app.auditDesk.acts(
			operator,
			{ person: 'wang.min', branch: null, ...(before === undefined ? {} : { before }) },
			1
		);
	const first = acts();
	expect(first).toMatchObject({
		ok: true,
		rows: [{ type: 'ticket.called', subject: 'A001', counter: '1', branch: 'lakeside' }]
	});
	expect(JSON.stringify(first)).not.toContain('李四');
	const second = acts((first.ok && first.older) || undefined);
	expect(second).toMatchObject({ rows: [{ type: 'ticket.issued', counter: null }], older: null });
	expect(first).toMatchObject({ rows: [{ reasons: [] }] });
	const why = await branch?.accept([
		told('3', { type: 'counter.paused', subject: '1', data: { reason: 'lunch' } }),
		told('4', {
			type: 'ticket.requeued',
			subject: 'A001',
			data: { reason: 'other', faults: ['叫错人'] }
		})
	]);
	expect(why).toMatchObject([{ kind: 'accepted' }, { kind: 'accepted' }]);
	const { rows } = server.app.auditDesk.acts(operator, { person: 'wang.min', branch: null }, 2) as {
		rows: { reasons: string[] }[];
	};
	expect(rows.map(({ reasons }) => reasons)).toEqual([['other', '叫错人'], ['lunch']]);
	expect(server.app.auditDesk.acts(operator, { person: 'nobody', branch: null }, 9)).toEqual({
		ok: true,
		rows: [],
		older: null
	});
});
