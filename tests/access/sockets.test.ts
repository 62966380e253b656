import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { eventData } from '#lib/protocol/events/index.ts';
import type { EventType } from '#lib/protocol/events/index.ts';
import type { ByeCode } from '#lib/protocol/index.ts';
import type { Screen as ScreenName } from '#lib/protocol/rows/index.ts';
import { isRole } from '#lib/protocol/roles.ts';
import type { Role } from '#lib/protocol/roles.ts';
import { ACTS } from '#server/access/acts.ts';
import { POLICY } from '#server/access/policy.ts';
import { SCREENS } from '../support/canaries.ts';
import { CALLERS, callersOf, NO_GOOD, STAFF } from '../support/callers.ts';
import type { CallerKind, Shown } from '../support/callers.ts';
import { manualClock } from '../support/manual-clock.ts';
import { lakeside, startTestServer, testServer, until } from '../support/test-server.ts';
import type { Screen, TestServer } from '../support/test-server.ts';

const branch = lakeside({
	staff: [
		{ id: 't01', name: 'T', role: 'teller' },
		{ id: 't02', name: 'U', role: 'teller' },
		{ id: 'm01', name: 'M', role: 'lobby_manager' },
		{ id: 'w01', name: 'W', role: 'wealth_manager' },
		{ id: 'h01', name: 'H', role: 'branch_head' }
	],
	products: [{ id: 'steady', name: { zh: '稳健', en: 'Steady' } }]
});

/** A screen that shows what a caller has; rejects when the handshake does. */
async function connect(server: TestServer, { headers, auth }: Shown): Promise<Screen> {
	const screen: Screen = io(server.url, {
		transports: ['websocket'],
		forceNew: true,
		reconnection: false,
		auth,
		extraHeaders: headers['cookie'] === undefined ? {} : { cookie: headers['cookie'] }
	});
	onTestFinished(() => void screen.close());
	await new Promise<void>((resolve, reject) => {
		screen.once('connect', resolve);
		screen.once('connect_error', reject);
	});
	return screen;
}

let server: TestServer;
let shown: ReturnType<typeof callersOf>;
beforeAll(async () => {
	server = await startTestServer({
		branches: [branch, lakeside({ id: 'harbour' })],
		unlimited: true
	});
	shown = callersOf(server.app, () => server.now());
});
afterAll(() => server.stop());

function maySee(kind: CallerKind, screen: ScreenName): boolean {
	const { roles, scopes, displays } = POLICY[`watch:${screen}`];
	if (kind === 'wall_display') return displays.includes('wall');
	if (kind === 'call_display') return displays.includes('display');
	if (kind === 'kiosk_display') return displays.includes('kiosk');
	if (kind === 'rating_pad') return displays.includes('rating');
	if (kind === 'reader_key') return scopes.includes('read');
	return isRole(kind) && roles.includes(kind);
}

/** Data that the schema takes, in the caller's own name and at their own counter. */
function dataOf(
	type: EventType,
	staff: string
): { subject: string; data: Record<string, unknown> } {
	const own: Partial<Record<EventType, Record<string, unknown>>> = {
		'ticket.issued': { service: 'cash' },
		'ticket.called': { counter: '1' },
		'ticket.recalled': { counter: '1' },
		'ticket.started': { counter: '1' },
		'ticket.requeued': { reason: 'other' },
		'ticket.transferred': { service: 'opening' },
		'ticket.moved': { to: 'first', reason: 'x' },
		'ticket.rated': { score: 5 },
		'ticket.diverted': { to: 'atm-1' },
		'form.checked': { ok: true },
		'device.status': { state: 'ok' },
		'engagement.recorded': { staff, result: 'talked' },
		'pitch.made': { staff, result: 'later' },
		'referral.made': { from: staff },
		'referral.closed': { staff, outcome: 'won' },
		'sale.corrected': { staff, amount: 2, reason: 'typed' },
		'sale.cancelled': { staff, reason: 'typed' },
		'sale.recorded': { product: 'steady', amount: 1, currency: 'CNY', staff, channel: 'lobby' },
		'checklist.checked': { list: 'x', ok: true, staff },
		'incident.noted': { staff, note: 'x' },
		'activity.logged': {
			activity: 'forms',
			from: '2026-11-25T01:00:00Z',
			to: '2026-11-25T02:00:00Z'
		}
	};
	const subjects: Record<string, string> = {
		ticket: 'A1',
		form: 'A1',
		pitch: 'A1',
		engagement: 'A1',
		counter: '1',
		help: '1',
		device: 'atm-1',
		activity: staff,
		sale: `s-${staff}`,
		staff
	};
	const needsStaff =
		/^(prompt|incident|referral\.(seen|accepted|met|undone)|engagement\.undone|pitch\.undone)/.test(
			type
		);
	return {
		subject: subjects[type.split('.')[0] as string] ?? 'x1',
		data: own[type] ?? (needsStaff ? { staff } : {})
	};
}

describe('the matrix of sockets', () => {
	for (const kind of CALLERS) {
		test(`${kind}: watches and acts as the table says`, async () => {
			const wrong: string[] = [];
			const told = (what: string, may: boolean, code: string | undefined) => {
				const refused = code === 'forbidden' || code === 'unauthenticated';
				if (refused === may) wrong.push(`${what}: ${code ?? 'let in'}`);
			};
			if (NO_GOOD.includes(kind)) {
				await expect(connect(server, shown(kind))).rejects.toThrow('unauthenticated');
				return;
			}
			const screen = await connect(server, shown(kind));
			for (const name of SCREENS) {
				const answer = await screen.emitWithAck('watch', {
					protocol: 1,
					branch: 'lakeside',
					screen: name
				});
				told(`watch ${name}`, maySee(kind, name), answer.ok ? undefined : answer.code);
				const harbour = await screen.emitWithAck('watch', {
					protocol: 1,
					branch: 'harbour',
					screen: name
				});
				const everywhere = kind === 'administrator' && maySee(kind, name);
				const there =
					everywhere ||
					(kind === 'other_branch' && POLICY[`watch:${name}`].roles.includes('branch_head')) ||
					(kind === 'other_branch_key' && POLICY[`watch:${name}`].scopes.includes('read'));
				told(`watch ${name} of harbour`, there, harbour.ok ? undefined : harbour.code);
			}
			expect(wrong).toEqual([]);
		});

		test(`${kind}: tells events as the table says`, async () => {
			if (NO_GOOD.includes(kind)) return;
			const wrong: string[] = [];
			const screen = await connect(server, shown(kind));
			const home = kind.startsWith('other_branch') ? 'harbour' : 'lakeside';
			const own = SCREENS.find((name) =>
				isRole(kind) || kind === 'other_branch'
					? POLICY[`watch:${name}`].roles.includes(
							(kind === 'other_branch' ? 'branch_head' : kind) as Role
						)
					: maySee(kind, name)
			);
			// Who sees no screen acts on none: a key that only writes has the machines' door.
			const watched = await screen.emitWithAck('watch', {
				protocol: 1,
				branch: home,
				screen: own ?? 'wall'
			});
			const staff = (isRole(kind) ? STAFF[kind] : undefined) ?? 't01';
			if (kind === 'teller') {
				const opened = { id: 'open', type: 'counter.opened', subject: '1', data: {} };
				expect(await screen.emitWithAck('act', opened)).toMatchObject({ ok: true });
			}
			for (const type of Object.keys(eventData) as EventType[]) {
				const { subject, data } = dataOf(type, staff);
				const answer = await screen.emitWithAck('act', {
					id: `${kind} ${type}`,
					type,
					subject,
					data
				});
				const code = answer.ok ? undefined : answer.code;
				if (!watched.ok) {
					if (answer.ok) wrong.push(`${type}: let in without a screen`);
					continue;
				}
				const refused = code === 'forbidden' || code === 'unauthenticated';
				const role = kind === 'other_branch' ? 'branch_head' : kind;
				// A teller's ticket has to stand at their counter, and A1 stands at none; who has closed it calls no help.
				const elsewhere =
					kind === 'teller' &&
					/^(ticket\.(finished|no_show|parked|requeued|transferred)|help\.called)$/.test(type);
				// A wealth manager has the tickets of customers whom they have taken over, and A1 is nobody's.
				const notTheirs =
					kind === 'wealth_manager' && /^ticket\.(finished|parked|resumed)$/.test(type);
				const writes = kind === 'other_branch_key';
				const may =
					writes || (isRole(role) && ACTS[type].includes(role) && !elsewhere && !notTheirs);
				if (refused === may) wrong.push(`${type}: ${code ?? 'let in'}`);
			}
			expect(wrong).toEqual([]);
		});
	}
});

describe('one’s own name and counter', () => {
	async function floor() {
		const server = await testServer({ branches: [branch] });
		const shown = callersOf(server.app, () => server.now());
		const act = async (
			screen: Screen,
			type: string,
			subject: string,
			data: Record<string, unknown> = {}
		) =>
			screen.emitWithAck('act', { id: `${type}${subject}${Math.random()}`, type, subject, data });
		const screenOf = async (kind: CallerKind, name: ScreenName) => {
			const screen = await connect(server, shown(kind));
			const watched = await screen.emitWithAck('watch', {
				protocol: 1,
				branch: 'lakeside',
				screen: name
			});
			expect(watched.ok).toBe(true);
			return screen;
		};
		return { server, act, screenOf };
	}

	test('a wealth manager has the ticket of a customer they have taken over, and no counter’s', async () => {
		const { server, act, screenOf } = await floor();
		const post = (id: string, type: string, subject: string, data: object) =>
			server.post({ specversion: '1.0', id, source: '/m', type, subject, data });
		await post('1', 'ticket.issued', 'A1', { service: 'cash' });
		await post('2', 'ticket.issued', 'A2', { service: 'cash' });
		await post('3', 'referral.made', 'r1', { from: 't01', number: 'A1' });
		const manager = await screenOf('wealth_manager', 'wealth');
		const park = (number: string) => act(manager, 'ticket.parked', number, { reason: 'referral' });
		expect(await park('A1')).toMatchObject({ code: 'forbidden' });
		expect(await act(manager, 'referral.accepted', 'r1', { staff: 'w01' })).toMatchObject({
			ok: true
		});
		expect(await park('A2')).toMatchObject({ code: 'forbidden' });
		expect(await park('A1')).toMatchObject({ ok: true });
		expect(await act(manager, 'ticket.resumed', 'A1')).toMatchObject({ ok: true });
		await post('4', 'ticket.called', 'A1', { counter: '2' });
		expect(await park('A1')).toMatchObject({ code: 'forbidden' });
	});

	test('a sale is corrected by whoever sold it, or leads', async () => {
		const { server, act, screenOf } = await floor();
		const sale = { product: 'steady', amount: 100, currency: 'CNY', channel: 'lobby' };
		await server.post({
			specversion: '1.0',
			id: '1',
			source: '/m',
			type: 'sale.recorded',
			subject: 's1',
			data: { ...sale, staff: 'm01' }
		});
		const cancel = (screen: Screen, staff: string) =>
			act(screen, 'sale.cancelled', 's1', { staff, reason: 'duplicate' });
		expect(await cancel(await screenOf('teller', 'counter'), 't01')).toMatchObject({
			code: 'forbidden'
		});
		expect(await cancel(await screenOf('branch_head', 'head'), 'h01')).toMatchObject({ ok: true });
	});

	test('a teller calls at the counter they opened, and at no other', async () => {
		const { server, act, screenOf } = await floor();
		await server.post({
			specversion: '1.0',
			id: '1',
			source: '/m',
			type: 'ticket.issued',
			subject: 'A1',
			data: { service: 'cash' }
		});
		await server.post({
			specversion: '1.0',
			id: '2',
			source: '/m',
			type: 'counter.opened',
			subject: '2',
			data: { staff: 't02' }
		});
		const teller = await screenOf('teller', 'counter');
		expect(await act(teller, 'ticket.called', 'A1', { counter: '1' })).toMatchObject({
			code: 'forbidden'
		});
		expect(await act(teller, 'counter.opened', '2')).toMatchObject({ code: 'forbidden' });
		expect(await act(teller, 'counter.opened', '1')).toMatchObject({ ok: true });
		expect(await act(teller, 'ticket.called', 'A1', { counter: '2' })).toMatchObject({
			code: 'forbidden'
		});
		expect(await act(teller, 'ticket.called', 'A1', { counter: '1' })).toMatchObject({ ok: true });
		expect(await act(teller, 'ticket.started', 'A1', { counter: '1' })).toMatchObject({ ok: true });
		expect(await act(teller, 'ticket.finished', 'A1')).toMatchObject({ ok: true });
		const called = server.app.store
			.read('lakeside', 0, 100)
			.find(({ type }) => type === 'ticket.called');
		// Who did it stands in the chained log, and the staff member in the event.
		expect(called).toMatchObject({ source: 'person:teller' });
		expect(JSON.parse(called!.data)).toMatchObject({ counter: '1', staff: 't01' });
	});

	test('nobody acts in a colleague’s name, but those who lead', async () => {
		const { act, screenOf } = await floor();
		const lobby = await screenOf('lobby_manager', 'lobby');
		const talked = (staff: string) => ({ staff, result: 'talked' });
		expect(await act(lobby, 'engagement.recorded', 'x', talked('t01'))).toMatchObject({
			code: 'forbidden'
		});
		const head = await screenOf('branch_head', 'head');
		expect(await act(head, 'counter.opened', '1', { staff: 't02' })).toMatchObject({ ok: true });
	});

	test('a machine can’t write in a person’s name', async () => {
		const { server } = await floor();
		const answer = await server.post({
			specversion: '1.0',
			id: '1',
			source: 'person:teller',
			type: 'ticket.issued',
			subject: 'A9',
			data: { service: 'cash' }
		});
		expect(answer).toMatchObject({ status: 422, body: { code: 'reserved_source' } });
	});
});

describe('on open screens, within two seconds', () => {
	async function watching(kind: CallerKind, name: ScreenName) {
		const clock = manualClock();
		const server = await testServer({ clock, branches: [branch] });
		const shown = callersOf(server.app, () => clock.real());
		const screen = await connect(server, shown(kind));
		const byes: ByeCode[] = [];
		screen.on('bye', ({ code }) => byes.push(code));
		const answer = await screen.emitWithAck('watch', {
			protocol: 1,
			branch: 'lakeside',
			screen: name
		});
		expect(answer.ok).toBe(true);
		const person = server.app.store.people.named(kind);
		return { clock, server, screen, byes, person, people: server.app.store.people };
	}

	test('a session that is ended is cut', async () => {
		const { clock, screen, byes, person, people } = await watching('lobby_manager', 'lobby');
		people.endSessions(person!.id, null);
		clock.advance(2_000);
		await until(() => !screen.connected);
		expect(byes).toEqual(['session_ended']);
	});

	test('somebody who is disabled is cut', async () => {
		const { clock, screen, byes, person, people } = await watching('branch_head', 'head');
		people.change(person!.id, { disabledAt: 1 }, 1);
		clock.advance(2_000);
		await until(() => !screen.connected);
		expect(byes).toEqual(['session_ended']);
	});

	test('a role that no longer includes the screen is cut from it', async () => {
		const { clock, screen, byes, person, people } = await watching('branch_head', 'head');
		people.change(person!.id, { role: 'teller' }, 1);
		clock.advance(2_000);
		await until(() => !screen.connected);
		expect(byes).toEqual(['session_ended']);
	});

	test('a role that still includes it goes on, with the rights it has now', async () => {
		const { clock, screen, byes, person, people } = await watching('branch_head', 'wall');
		people.change(person!.id, { role: 'teller', staff: 't01' }, 1);
		clock.advance(2_000);
		const issued = { id: '1', type: 'ticket.issued', subject: 'A1', data: { service: 'cash' } };
		expect(await screen.emitWithAck('act', issued)).toMatchObject({ code: 'forbidden' });
		expect(screen.connected).toBe(true);
		expect(byes).toEqual([]);
	});

	test('somebody who is moved to another branch is cut', async () => {
		const { clock, screen, byes, person, people } = await watching('teller', 'wall');
		people.change(person!.id, { branch: 'harbour' }, 1);
		clock.advance(2_000);
		await until(() => !screen.connected);
		expect(byes).toEqual(['session_ended']);
	});

	test('F28: a display that is revoked is cut', async () => {
		const { clock, server, screen, byes } = await watching('wall_display', 'wall');
		const [display] = server.app.store.displays.list();
		server.app.displays.revoke({ principal: { kind: 'operator' }, address: null }, display!.id);
		clock.advance(2_000);
		await until(() => !screen.connected);
		expect(byes).toEqual(['session_ended']);
	});
});
