import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { ByeCode } from '#lib/protocol/index.ts';
import { callersOf, NO_GOOD, operator } from '../support/callers.ts';
import type { CallerKind, Shown } from '../support/callers.ts';
import { report } from '../support/fault.ts';
import { manualClock } from '../support/manual-clock.ts';
import { event, lakeside, startTestServer, testServer, until } from '../support/test-server.ts';
import type { Screen, TestServer } from '../support/test-server.ts';

/** F21: credentials that are forged, replayed, expired, revoked or another branch's. */
let server: TestServer;
let shown: ReturnType<typeof callersOf>;
beforeAll(async () => {
	server = await startTestServer({
		branches: [lakeside(), lakeside({ id: 'harbour' })],
		unlimited: true
	});
	shown = callersOf(server.app, () => server.now());
});
afterAll(() => server.stop());

async function open(at: TestServer, { headers, auth }: Shown): Promise<Screen> {
	const cookie = headers['cookie'];
	const screen: Screen = io(at.url, {
		transports: ['websocket'],
		forceNew: true,
		reconnection: false,
		auth,
		extraHeaders: cookie === undefined ? {} : { cookie }
	});
	onTestFinished(() => void screen.close());
	await new Promise<void>((resolve, reject) => {
		screen.once('connect', resolve);
		screen.once('connect_error', reject);
	});
	return screen;
}

describe('F21', () => {
	test.each(NO_GOOD)(
		'%s is refused at the door and by the gateway, and nothing is stored',
		async (kind) => {
			const branch = server.app.branches.get('lakeside')!;
			const before = branch.seq;
			const caller = shown(kind);
			const answer = await server.post(event('ticket.issued', 'X1', { service: 'cash' }), {
				authorization: '',
				...caller.headers
			});
			expect(answer).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
			await expect(open(server, caller)).rejects.toThrow('unauthenticated');
			expect(branch.seq).toBe(before);
		}
	);

	test('what opens nothing is written down, with its address, and without what was shown', async () => {
		const { audit } = server.app.store;
		const { headers } = shown('forged_key');
		await server.post(event('ticket.issued', 'X2', { service: 'cash' }), headers);
		const [row] = audit.search({ actions: ['access.refused'], limit: 1 });
		expect(row).toMatchObject({ actor: 'nobody', address: '127.0.0.1' });
		const secret = (headers['authorization'] as string).split(' ')[1] as string;
		expect(JSON.stringify(audit.search({ limit: 1_000 }))).not.toContain(secret);
	});

	test('another branch’s key reads and tells its own branch only', async () => {
		const { headers, auth } = shown('other_branch_key');
		const told = await server.post(
			event('ticket.issued', 'X3', { service: 'cash' }, { branch: 'lakeside' }),
			headers
		);
		expect(told).toMatchObject({ status: 403, body: { code: 'forbidden' } });
		const screen = await open(server, { headers: {}, auth });
		const watched = await screen.emitWithAck('watch', {
			protocol: 1,
			branch: 'lakeside',
			screen: 'wall'
		});
		expect(watched).toMatchObject({ ok: false, code: 'forbidden' });
	});

	test('a session that was ended opens nothing when its cookie is sent again', async () => {
		const clock = manualClock();
		const { app } = await testServer({ clock });
		const { cookie } = callersOf(app, () => clock.real())('lobby_manager').headers;
		expect(app.access.identify({ cookie }).kind).toBe('person');
		app.accounts.endSessions(operator, app.store.people.named('lobby_manager')!.id);
		// Whoever was known a moment ago is believed for half a second.
		clock.advance(500);
		expect(app.access.identify({ cookie }).kind).toBe('nobody');
	});

	const revocations: [CallerKind, (server: TestServer) => void][] = [
		[
			'reader_key',
			({ app }) => {
				for (const { id } of app.store.keys.list()) app.keys.revoke(operator, id);
			}
		],
		[
			'wall_display',
			({ app }) => {
				for (const { id } of app.store.displays.list()) app.displays.revoke(operator, id);
			}
		],
		[
			'teller',
			({ app }) => {
				const person = app.store.people.named('teller')!;
				const change = { disabledAt: app.clock.real() };
				expect(app.accounts.change(operator, person.id, change)).toEqual({ ok: true });
			}
		]
	];
	test.each(revocations)(
		'%s that is revoked is cut within two seconds on every open socket',
		async (kind, revoke) => {
			const clock = manualClock();
			const own = await testServer({ clock });
			const caller = callersOf(own.app, () => clock.real())(kind);
			const screens = await Promise.all([open(own, caller), open(own, caller), open(own, caller)]);
			const byes: ByeCode[] = [];
			for (const screen of screens) {
				screen.on('bye', ({ code }) => byes.push(code));
				const watched = await screen.emitWithAck('watch', {
					protocol: 1,
					branch: 'lakeside',
					screen: 'wall'
				});
				expect(watched.ok).toBe(true);
			}
			revoke(own);
			clock.advance(2_000);
			await until(() => screens.every((screen) => !screen.connected));
			expect(byes).toEqual(['session_ended', 'session_ended', 'session_ended']);
			report('F21', `${kind}: ${screens.length} sockets cut within 2 s of its clock`);
			await expect(open(own, caller)).rejects.toThrow('unauthenticated');
		}
	);

	test('one address that tries key after key has to wait', async () => {
		const own = await testServer();
		const tried: number[] = [];
		for (let i = 0; i < 70; i += 1) {
			const authorization = `Bearer foyer_${'0'.repeat(12)}_${String(i).padStart(40, 'x')}`;
			const { status, headers } = await own.post(event('clock.tick', undefined, {}), {
				authorization
			});
			tried.push(status);
			if (status === 429) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
		}
		expect(tried.slice(0, 60).every((status) => status === 401)).toBe(true);
		expect(tried.slice(60).every((status) => status === 429)).toBe(true);
		// Whoever has a good key goes on.
		expect((await own.post(event('ticket.issued', 'A1', { service: 'cash' }))).status).toBe(200);
		// And the audit is not flooded.
		expect(own.app.store.audit.search({ actions: ['access.refused'], limit: 100 })).toHaveLength(1);
	});
});
