import { describe, expect, test } from 'vitest';
import { SHAPES } from '#server/limits/limits.ts';
import { StoreError } from '#server/store/index.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { operator, signedIn, withPerson } from '../../support/people.ts';
import { lakeside, testServer, until } from '../../support/test-server.ts';
import type { TestServer } from '../../support/test-server.ts';

const MINUTE = 60_000;

async function waiting(server: TestServer, address = '10.0.0.20') {
	const begun = await server.app.pairing.begin('wall', address);
	if ('wait' in begun) throw new Error('too many codes');
	return begun;
}

async function manager(server: TestServer) {
	await withPerson(server);
	return (await signedIn(server)).caller;
}

const here = { branch: 'lakeside', name: '后台大屏' };

describe('a display', () => {
	test('gets a credential of its own, for its screen and branch only', async () => {
		const server = await testServer({ branches: [lakeside(), lakeside({ id: 'hillside' })] });
		const { app } = server;
		const { token, code } = await waiting(server);
		expect(code).toMatch(/^[B-DF-HJKNP-RTVX-Z2-46-9]{6}$/);
		expect(app.pairing.state(token)).toMatchObject({ state: 'waiting', code });
		const typed = `${code.slice(0, 3).toLowerCase()} - ${code.slice(3)}`;
		const caller = await manager(server);
		expect(await app.pairing.look(caller, typed)).toEqual({ ok: true, code, screen: 'wall' });
		expect(await app.pairing.approve(caller, { ...here, code: typed })).toMatchObject({ ok: true });
		const state = app.pairing.state(token);
		if (state.state !== 'approved') throw new Error(state.state);
		const principal = app.access.identify({ cookie: `foyer-display=${state.secret}` });
		expect(principal).toMatchObject({ kind: 'display', display: { approvedBy: 'wang.min' } });
		expect(app.access.denies(principal, 'watch:wall', 'lakeside')).toBeUndefined();
		expect(app.access.denies(principal, 'watch:wall', 'hillside')).toBeDefined();
		expect(app.access.denies(principal, 'watch:lobby', 'lakeside')).toBeDefined();
		expect(app.access.denies(principal, 'own_account', null)).toBeDefined();
	});

	test('whose answer was lost is told again, until its time is over or it is revoked', async () => {
		const clock = manualClock();
		const server = await testServer({ clock });
		const { pairing, displays } = server.app;
		const first = await waiting(server);
		const made = await pairing.approve(operator, { ...here, code: first.code });
		if (!made.ok) throw new Error(made.detail);
		expect(pairing.state(first.token)).toEqual(pairing.state(first.token));
		expect(pairing.state(first.token).state).toBe('approved');
		displays.revoke(operator, made.id);
		expect(pairing.state(first.token)).toEqual({ state: 'gone' });

		const second = await waiting(server);
		await pairing.approve(operator, { ...here, code: second.code });
		clock.advance(10 * MINUTE);
		expect(pairing.state(second.token)).toEqual({ state: 'gone' });
	});

	test('that is revoked is shut out of its socket within seconds', async () => {
		const clock = manualClock();
		const server = await testServer({ clock });
		const { token, code } = await waiting(server);
		const made = await server.app.pairing.approve(operator, { ...here, code });
		const state = server.app.pairing.state(token);
		if (!made.ok || state.state !== 'approved') throw new Error('not approved');
		const cookie = `foyer-display=${state.secret}`;
		const wall = await server.screen({}, { extraHeaders: { cookie } });
		const answer = await wall.emitWithAck('watch', {
			protocol: 1,
			branch: 'lakeside',
			screen: 'wall'
		});
		expect(answer.ok).toBe(true);
		let bye: string | undefined;
		wall.on('bye', ({ code: why }) => (bye = why));
		server.app.displays.revoke(operator, made.id);
		clock.advance(2_000);
		await until(() => !wall.connected);
		expect(bye).toBe('session_ended');
		await expect(server.screen({}, { extraHeaders: { cookie } })).rejects.toThrow(
			'unauthenticated'
		);
	});
});

describe('a code', () => {
	test('works once', async () => {
		const server = await testServer();
		const { code } = await waiting(server);
		expect(await server.app.pairing.approve(operator, { ...here, code })).toMatchObject({
			ok: true
		});
		expect(await server.app.pairing.approve(operator, { ...here, code })).toMatchObject({
			code: 'unknown_code'
		});
		expect(server.app.displays.list(operator)).toHaveLength(1);
	});

	test('of two who approve it at once is one display', async () => {
		const server = await testServer();
		const { code } = await waiting(server);
		const both = await Promise.all([
			server.app.pairing.approve(operator, { ...here, code }),
			server.app.pairing.approve(operator, { ...here, code })
		]);
		expect(both.filter(({ ok }) => ok)).toHaveLength(1);
		expect(server.app.displays.list(operator)).toHaveLength(1);
	});

	test('is too late after ten minutes', async () => {
		const clock = manualClock();
		const server = await testServer({ clock });
		const { token, code } = await waiting(server);
		clock.advance(10 * MINUTE - 1);
		expect(server.app.pairing.state(token).state).toBe('waiting');
		clock.advance(1);
		expect(await server.app.pairing.approve(operator, { ...here, code })).toMatchObject({
			code: 'unknown_code'
		});
		expect(server.app.pairing.state(token)).toEqual({ state: 'gone' });
	});

	test('that is guessed shuts whoever guesses, before they find one', async () => {
		const server = await testServer();
		const { code } = await waiting(server);
		const caller = await manager(server);
		const answers = [];
		for (let n = 0; n <= SHAPES.approval.points + 1; n += 1) {
			answers.push(await server.app.pairing.look(caller, `ZZZZ${n}${n}`));
		}
		expect(answers.at(0)).toMatchObject({ code: 'unknown_code' });
		expect(answers.at(-1)).toMatchObject({ code: 'too_many_attempts' });
		expect((answers.at(-1) as { wait: number }).wait).toBeGreaterThan(0);
		expect(await server.app.pairing.approve(caller, { ...here, code })).toMatchObject({
			code: 'too_many_attempts'
		});
		expect(server.app.displays.list(operator)).toEqual([]);
	});

	test('is approved by who may, for a branch of theirs that there is', async () => {
		const server = await testServer({ branches: [lakeside(), lakeside({ id: 'hillside' })] });
		const { pairing } = server.app;
		const { code } = await waiting(server);
		await withPerson(server, { username: 'zhang.qian', role: 'teller' });
		const teller = (await signedIn(server, 'zhang.qian')).caller;
		expect(await pairing.look(teller, code)).toMatchObject({ code: 'forbidden' });
		expect(await pairing.approve(teller, { ...here, code })).toMatchObject({ code: 'forbidden' });
		const caller = await manager(server);
		const elsewhere = { ...here, branch: 'hillside', code };
		expect(await pairing.approve(caller, elsewhere)).toMatchObject({ code: 'forbidden' });
		const nowhere = { ...here, branch: 'nowhere', code };
		expect(await pairing.approve(operator, nowhere)).toMatchObject({ code: 'unknown_branch' });
		expect(await pairing.approve(caller, { ...here, name: ' ', code })).toMatchObject({
			code: 'missing_name'
		});
		expect(await pairing.approve(caller, { ...here, code })).toMatchObject({ ok: true });
	});
});

test('a flood of displays is bounded by address, and in all', async () => {
	const server = await testServer();
	const { pairing } = server.app;
	const { points } = SHAPES.pairing;
	for (let n = 0; n < points; n += 1) await waiting(server);
	expect(await pairing.begin('wall', '10.0.0.20')).toHaveProperty('wait');

	const oldest = await waiting(server, '10.1.0.0');
	for (let n = 0; n < 600; n += 1) await waiting(server, `10.1.${n >> 4}.${n & 15}`);
	expect(pairing.state(oldest.token)).toEqual({ state: 'gone' });
	const newest = await waiting(server, '10.2.0.0');
	expect(pairing.state(newest.token).state).toBe('waiting');
});

test('a display is let in on a disk that refuses to note that it was seen', async () => {
	const clock = manualClock();
	const { app } = await testServer({ clock });
	const { secret } = app.store.displays.create(
		{ branch: 'lakeside', screen: 'wall', name: '大屏', approvedBy: 'wang.min' },
		clock.real()
	);
	app.store.stop(new StoreError('disk_full', 'full'));
	expect(app.access.identify({ cookie: `foyer-display=${secret}` })).toMatchObject({
		kind: 'display',
		display: { lastSeenAt: null }
	});
});
