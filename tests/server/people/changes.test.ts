import { expect, test } from 'vitest';
import type { Role } from '#lib/protocol/roles.ts';
import type { Caller } from '#server/access/access.ts';
import { OPERATOR } from '#server/access/access.ts';
import type { PersonChange } from '#server/store/types.ts';
import { lakeside, testServer } from '../../support/test-server.ts';

const operator: Caller = { principal: OPERATOR, address: null };
const STAFF = [{ id: 't01', name: '张倩', role: 'teller' }];
const PASSWORD = 'lantern-harbour-7';

/** A server with one teller, and who they are. */
async function withTeller() {
	const server = await testServer({
		branches: [lakeside({ staff: STAFF }), lakeside({ id: 'hillside' })]
	});
	const made = await server.app.accounts.create(operator, {
		...{ username: 'zhang.qian', name: '张倩', role: 'teller' },
		...{ branch: 'lakeside', staff: 't01', password: PASSWORD }
	});
	if (!made.ok) throw new Error(made.detail);
	const { id } = made.person;
	const now = () => server.app.store.people.find(id);
	const rows = () => server.app.store.audit.search({ actions: ['person.changed'], limit: 9 });
	return { server, id, now, rows };
}

test.each<[PersonChange, string]>([
	[{ branch: null }, 'missing_branch'],
	[{ branch: 'nowhere' }, 'unknown_branch'],
	[{ branch: 'hillside' }, 'unknown_staff'],
	[{ staff: 't99' }, 'unknown_staff'],
	[{ role: 'boss' as Role }, 'unknown_role'],
	[{ name: 'x'.repeat(61) }, 'name_long']
])('the change %j is refused, and nothing is changed or written down', async (change, code) => {
	const { server, id, now, rows } = await withTeller();
	const before = now();
	expect(server.app.accounts.change(operator, id, change)).toMatchObject({ ok: false, code });
	expect(now()).toEqual(before);
	expect(rows()).toEqual([]);
});

test('what is the same as before is no change and no row', async () => {
	const { server, id, rows } = await withTeller();
	const same = { name: ' 张倩 ', role: 'teller', branch: 'lakeside', staff: 't01' } as const;
	expect(server.app.accounts.change(operator, id, same)).toEqual({ ok: true });
	expect(rows()).toEqual([]);
	const other = { ...same, branch: 'hillside', staff: null };
	expect(server.app.accounts.change(operator, id, other)).toEqual({ ok: true });
	expect(rows()).toMatchObject([{ detail: { branch: 'hillside', staff: null } }]);
});

test('somebody whose place in the staff is gone can still be disabled', async () => {
	const { server, id, now } = await withTeller();
	await server.app.apply(lakeside({ staff: [] }));
	expect(server.app.accounts.change(operator, id, { disabledAt: 5 })).toEqual({ ok: true });
	expect(now()?.disabledAt).toBe(5);
});

test('somebody is made with a place in the staff of their own branch only', async () => {
	const { server } = await withTeller();
	const account = { username: 'liu.yang', name: '', role: 'teller', staff: 't01' } as const;
	expect(
		await server.app.accounts.create(operator, { ...account, branch: 'hillside' })
	).toMatchObject({ code: 'unknown_staff' });
	expect(server.app.store.people.named('liu.yang')).toBeUndefined();
});

test('the last sign-in is told, also when its session has ended', async () => {
	const { server, id } = await withTeller();
	const { accounts, clock } = server.app;
	expect(accounts.lastSignIn(operator, id)).toBeNull();
	const visitor = { address: '10.0.0.7', userAgent: 'test', cookie: undefined };
	await server.app.signIn.withPassword('zhang.qian', PASSWORD, visitor);
	accounts.endSessions(operator, id);
	expect(accounts.sessions(operator, id)).toEqual([]);
	expect(accounts.lastSignIn(operator, id)).toBe(clock.real());
});
