import { describe, expect, test } from 'vitest';
import type { ByeCode, Patch, WatchAnswer } from '#lib/protocol/index.ts';
import { event, lakeside, testServer, until } from '../../support/test-server.ts';
import type { Screen, TestServer } from '../../support/test-server.ts';
import { manualClock } from '../../support/manual-clock.ts';

const wall = { protocol: 1, branch: 'lakeside', screen: 'wall' } as const;

function patchesOf(screen: Screen): Patch[] {
	const patches: Patch[] = [];
	screen.on('patch', (patch) => patches.push(patch));
	return patches;
}

function byesOf(screen: Screen): ByeCode[] {
	const byes: ByeCode[] = [];
	screen.on('bye', ({ code }) => byes.push(code));
	return byes;
}

function ok(answer: WatchAnswer) {
	if (!answer.ok) throw new Error(answer.code);
	return answer;
}

const issue = (server: TestServer, number: string) =>
	server.post(event('ticket.issued', number, { service: 'cash' }));

describe('watching', () => {
	test('gives the view that HTTP gives too, then every change', async () => {
		const server = await testServer();
		await issue(server, 'A1');
		const screen = await server.screen();
		const patches = patchesOf(screen);
		const answer = ok(await screen.emitWithAck('watch', wall));
		expect(answer).toEqual({
			ok: true,
			told: 0,
			...JSON.parse(JSON.stringify(server.app.branches.get('lakeside')!.view('wall')))
		});
		await issue(server, 'A2');
		await until(() => patches.length > 0);
		expect(patches[0]).toMatchObject({
			prev: answer.seq,
			seq: answer.seq + 1,
			set: { tickets: { A2: { number: 'A2' } } }
		});
		expect(Object.keys(patches[0]!.set.tickets!)).toEqual(['A2']);
	});

	test('again with `since` gives what was missed', async () => {
		const server = await testServer();
		const screen = await server.screen();
		const first = ok(await screen.emitWithAck('watch', wall));
		await issue(server, 'A1');
		const answer = ok(await screen.emitWithAck('watch', { ...wall, since: first.seq }));
		expect(
			'patches' in answer && answer.patches.map(({ prev, seq }) => [prev, seq])
		).toContainEqual([first.seq, first.seq + 1]);
	});

	test('another branch leaves the first', async () => {
		const server = await testServer({ branches: [lakeside(), lakeside({ id: 'harbour' })] });
		const screen = await server.screen();
		const patches = patchesOf(screen);
		ok(await screen.emitWithAck('watch', wall));
		ok(await screen.emitWithAck('watch', { ...wall, branch: 'harbour' }));
		await issue(server, 'A1');
		const authorization = `Bearer ${server.key(['events:write'], 'harbour')}`;
		await server.post(event('ticket.issued', 'H1', { service: 'cash' }), { authorization });
		await until(() => patches.length > 0);
		expect(Object.keys(patches[0]!.set.tickets ?? {})).toEqual(['H1']);
	});

	test('with another protocol is refused with a goodbye', async () => {
		const server = await testServer();
		const screen = await server.screen();
		const byes = byesOf(screen);
		const answer = await screen.emitWithAck('watch', { ...wall, protocol: 2 });
		expect(answer).toMatchObject({ ok: false, code: 'protocol' });
		await until(() => byes.length > 0);
		expect(byes).toEqual(['protocol']);
	});

	test('an unknown branch is refused by name', async () => {
		const server = await testServer();
		const screen = await server.screen();
		const answer = await screen.emitWithAck('watch', { ...wall, branch: 'atlantis' });
		expect(answer).toMatchObject({ ok: false, code: 'unknown_branch' });
	});
});

describe('acting', () => {
	test('goes through the one door, and the same id again gets the first answer', async () => {
		const server = await testServer();
		await issue(server, 'A1');
		const screen = await server.screen();
		ok(await screen.emitWithAck('watch', wall));
		const call = { id: 'tap-1', type: 'ticket.called', subject: 'A1', data: { counter: '1' } };
		const first = await screen.emitWithAck('act', call);
		expect(first).toEqual({ ok: true, seq: 3 });
		expect(await screen.emitWithAck('act', call)).toEqual(first);
		const [logged] = server.app.store.read('lakeside', 2, 10);
		const source = expect.stringMatching(/^key:/) as string;
		expect(logged).toMatchObject({ type: 'ticket.called', source, id: 'tap-1' });
	});

	test('is refused in the words of the domain and of the schema', async () => {
		const server = await testServer();
		const screen = await server.screen();
		ok(await screen.emitWithAck('watch', wall));
		const act = (type: string, subject: string | undefined, data: Record<string, unknown>) =>
			screen.emitWithAck('act', { id: `${type}${subject}`, type, subject, data });
		expect(await act('ticket.called', 'A9', { counter: '1' })).toMatchObject({
			ok: false,
			code: 'unknown_ticket'
		});
		expect(await act('ticket.eaten', 'A9', {})).toMatchObject({ code: 'unknown_type' });
		expect(await act('ticket.called', 'A9', {})).toMatchObject({ code: 'invalid_data' });
		expect(await act('ticket.started', undefined, { counter: '1' })).toMatchObject({
			code: 'missing_subject'
		});
		expect(await act('day.closed', 'x', {})).toMatchObject({ code: 'unknown_type' });
	});

	test('needs a branch that is watched', async () => {
		const server = await testServer();
		const screen = await server.screen();
		const answer = await screen.emitWithAck('act', { id: 'x', type: 'clock.tick', data: {} });
		expect(answer).toMatchObject({ ok: false, code: 'not_watching' });
	});
});

describe('who is at the other end', () => {
	test('a key with its scopes, for its branch only', async () => {
		const server = await testServer({ branches: [lakeside(), lakeside({ id: 'harbour' })] });
		const screen = await server.screen({ token: server.key(['read']) });
		ok(await screen.emitWithAck('watch', wall));
		expect(await screen.emitWithAck('watch', { ...wall, branch: 'harbour' })).toMatchObject({
			code: 'forbidden'
		});
		expect(
			await screen.emitWithAck('act', { id: 'x', type: 'clock.tick', data: {} })
		).toMatchObject({ code: 'forbidden' });
	});

	test('a key that is no good is nobody, on this machine too', async () => {
		const server = await testServer();
		for (const token of ['foyer_x_y', 'x'.repeat(10_000), { a: 1 }, 42]) {
			await expect(server.screen({ token })).rejects.toThrow('unauthenticated');
		}
	});

	test('without anything to show it is nobody, on this machine too', async () => {
		const server = await testServer();
		await expect(server.screen({})).rejects.toThrow('unauthenticated');
	});

	test('a key for devices tells of devices and of nothing else', async () => {
		const server = await testServer();
		const screen = await server.screen({ token: server.key(['read', 'devices:write']) });
		ok(await screen.emitWithAck('watch', wall));
		const data = { state: 'ok' };
		expect(
			await screen.emitWithAck('act', { id: '1', type: 'device.status', subject: 'atm-1', data })
		).toMatchObject({ ok: true });
		const issued = { id: '2', type: 'ticket.issued', subject: 'A1', data: { service: 'cash' } };
		expect(await screen.emitWithAck('act', issued)).toMatchObject({ code: 'forbidden' });
	});

	test('a key that is revoked ends what it opened', async () => {
		const clock = manualClock();
		const server = await testServer({ clock });
		const token = server.key(['read', 'events:write']);
		const screen = await server.screen({ token });
		const byes = byesOf(screen);
		ok(await screen.emitWithAck('watch', wall));
		server.app.store.keys.revoke(token.split('_')[1]!, clock.real());
		clock.advance(2_000);
		await until(() => !screen.connected);
		expect(byes).toEqual(['session_ended']);
		await expect(server.screen({ token })).rejects.toThrow('unauthenticated');
	});
});

describe('where a page comes from', () => {
	const origins: [string, boolean][] = [
		['http://evil.example', false],
		['https://evil.example:443', false],
		['null', false],
		['http://127.0.0.1:1', false],
		['file://', false],
		['http://trusted.example:8080', true]
	];
	for (const transport of ['websocket', 'polling']) {
		for (const [origin, allowed] of origins) {
			test(`${origin} over ${transport} is ${allowed ? 'let in' : 'refused'}`, async () => {
				const server = await testServer({ origins: ['http://trusted.example:8080'] });
				const screen = server.screen(undefined, {
					transports: [transport],
					extraHeaders: { origin }
				});
				if (allowed) expect((await screen).connected).toBe(true);
				else await expect(screen).rejects.toThrow(/error/);
			});
		}

		test(`its own origin over ${transport} is let in`, async () => {
			const server = await testServer();
			const extraHeaders = { origin: server.url };
			const screen = await server.screen(undefined, { transports: [transport], extraHeaders });
			ok(await screen.emitWithAck('watch', wall));
		});

		test(`a cross-site request over ${transport} is refused`, async () => {
			const server = await testServer();
			const extraHeaders = { 'sec-fetch-site': 'cross-site' };
			await expect(
				server.screen(undefined, { transports: [transport], extraHeaders })
			).rejects.toThrow();
		});
	}
});

describe('a new version', () => {
	test('is announced to every screen before it is cut', async () => {
		const server = await testServer();
		const screens = await Promise.all([server.screen(), server.screen()]);
		const byes = screens.map(byesOf);
		await server.close();
		await until(() => screens.every((screen) => !screen.connected));
		expect(byes).toEqual([['upgrade'], ['upgrade']]);
	});
});
