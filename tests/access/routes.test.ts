import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { routeKey, ROUTES } from '#server/access/routes.ts';
import { POLICY } from '#server/access/policy.ts';
import type { Rule } from '#server/access/policy.ts';
import type { Scope } from '#lib/protocol/roles.ts';
import { CALLERS, callersOf } from '../support/callers.ts';
import type { CallerKind } from '../support/callers.ts';
import { lakeside, startTestServer } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';
import { builtDoors } from './manifest.ts';

/**
 * Every route and form action that was built, times every kind of caller, against the one table. Each cell is a
 * request to the real server.
 */
let server: TestServer;
let shown: ReturnType<typeof callersOf>;
let doors: string[];

beforeAll(async () => {
	doors = await builtDoors();
	server = await startTestServer({
		branches: [lakeside(), lakeside({ id: 'harbour' })],
		pages: true,
		unlimited: true
	});
	shown = callersOf(server.app, () => server.now());
	// Somebody administers it: the set-up is shut.
	shown('administrator');
	await server.app.branches.get('lakeside')!.accept([
		{
			origin: 'machine',
			source: '/test',
			id: '1',
			event: { type: 'ticket.issued', at: server.now(), subject: 'A1', data: { service: 'cash' } }
		}
	]);
});
afterAll(() => server.stop());

/** Doors of the table that nobody has built, and built ones that are not in the table. */
function differences(built: readonly string[], table: readonly string[]) {
	return {
		unguarded: built.filter((door) => !table.includes(door)),
		gone: table.filter((door) => !built.includes(door))
	};
}

describe('the table of routes', () => {
	test('has a row for every route and form action, and no row too many', () => {
		expect(differences(doors, Object.keys(ROUTES))).toEqual({ unguarded: [], gone: [] });
		expect(doors.length).toBeGreaterThan(20);
	});

	test('a route that is added without a row is found, and refused to everybody', () => {
		const added = [...doors, 'GET /new', 'POST /wall?/paint'];
		expect(differences(added, Object.keys(ROUTES)).unguarded).toEqual([
			'GET /new',
			'POST /wall?/paint'
		]);
		for (const [method, route, action] of [
			['GET', '/new', undefined],
			['POST', '/wall', 'paint'],
			['DELETE', '/wall', undefined]
		] as const) {
			const principal = { kind: 'operator' } as const;
			expect(server.app.admit(principal, method, route, action)).toMatchObject({
				ok: false,
				code: 'no_rule'
			});
		}
	});
});

/** The one screen that a display shows. */
const OWN_SCREEN: Partial<Record<CallerKind, string>> = {
	call_display: 'display',
	kiosk_display: 'kiosk',
	rating_pad: 'rating'
};

/** What the policy says of a caller, told from the table's data and not by the code under test. */
function allowed(kind: CallerKind, { roles, scopes, displays }: Rule): boolean {
	const holds = (scope: Scope) => scopes.includes(scope);
	switch (kind) {
		case 'wall_display':
			return displays.includes('wall');
		case 'call_display':
			return displays.includes('display');
		case 'kiosk_display':
			return displays.includes('kiosk');
		case 'rating_pad':
			return displays.includes('rating');
		case 'ingest_key':
			return holds('events:write');
		case 'device_key':
			return holds('devices:write');
		case 'reader_key':
			return holds('read');
		case 'other_branch_key':
			return holds('events:write') || holds('read');
		case 'other_branch':
			return roles.includes('branch_head');
		case 'teller':
		case 'lobby_manager':
		case 'wealth_manager':
		case 'branch_head':
		case 'operations_supervisor':
		case 'administrator':
			return roles.includes(kind);
		default:
			return false;
	}
}

function mayEnter(kind: CallerKind, key: string): boolean {
	const { door, entrance } = ROUTES[key]!;
	if (door === 'anybody' || door === 'set_up') return true;
	if (entrance !== undefined && kind.endsWith('_key')) return false;
	if (kind === 'one_time_password') return door.includes('own_account');
	return door.some((action) => allowed(kind, POLICY[action]));
}

/** What is asked, so that the service behind the door has something to judge. */
function questionOf(kind: CallerKind, key: string): string {
	if (key.endsWith('/view')) return `?screen=${OWN_SCREEN[kind] ?? 'wall'}`;
	return key.startsWith('DELETE ') ? '?reason=because' : '';
}

function typeOf(key: string): Record<string, string> {
	return {
		'content-type': key.includes('?/') ? 'application/x-www-form-urlencoded' : 'application/json'
	};
}

/** Whether the answer is that of somebody who was let in. */
async function enters(
	kind: CallerKind,
	key: string
): Promise<{ entered: boolean; status: number }> {
	const [method = '', path = ''] = key.split(' ');
	const at = path
		.replace('/counter/[id]', '/counter/1')
		.replace('[id]', 'lakeside')
		.replace('[number]', 'A1')
		.replace('[provider]', 'bank');
	const address = `${server.url}${at}${questionOf(kind, key)}`;
	const { headers } = shown(kind);
	const response = await fetch(address, {
		method,
		redirect: 'manual',
		headers: { ...headers, ...(method === 'GET' ? {} : { origin: server.url, ...typeOf(key) }) },
		...(method === 'POST' ? { body: key.includes('?/') ? 'x=1' : '{"reason":"because"}' } : {})
	});
	await response.arrayBuffer();
	const location = response.headers.get('location') ?? '';
	const ledAway =
		response.status === 303 &&
		// A display that is paired has no business there, and goes to its screen.
		key !== 'GET /pair' &&
		/^\/(sign-in\?next|pair\?screen|\?denied|account\?first|wall$|display$|kiosk$|rating$)/.test(
			location
		);
	const { status } = response;
	return { entered: status !== 401 && status !== 403 && !ledAway, status };
}

describe('the matrix of routes', () => {
	for (const kind of CALLERS) {
		test(`${kind}: every door is open or shut as the table says`, async () => {
			const wrong: string[] = [];
			for (const key of doors) {
				const { entered, status } = await enters(kind, key);
				if (status >= 500) wrong.push(`${key}: ${status}`);
				// A branch that is not theirs is refused behind the door, by the service.
				const other = kind.startsWith('other_branch') && key.includes('/branches/[id]');
				if (entered !== (mayEnter(kind, key) && !other)) {
					wrong.push(`${key}: ${entered ? 'let in' : 'refused'} (${status})`);
				}
			}
			expect(wrong).toEqual([]);
		});
	}

	/** Told from what a branch is, and not from the table: whoever loosens a row has to come past here. */
	const NEVER: [CallerKind[], RegExp][] = [
		[['teller', 'lobby_manager', 'wealth_manager'], / \/(head|admin)(\/|\?|$)/],
		[['teller', 'wealth_manager'], /(lobby|pair\/approve)/],
		[['branch_head', 'operations_supervisor'], /\/admin\/(people|keys|branch|webhooks)/],
		[
			['wall_display', 'call_display', 'kiosk_display', 'rating_pad'],
			/\/(lobby|head|admin|account|stats|history|reveal|customer)(\/|\?|$)/
		],
		[
			['ingest_key', 'device_key'],
			/\/(view|stats|history|lobby|head|admin|account|reveal)(\/|\?|$)/
		],
		// Of the whole server, and of nobody's business who works in a branch.
		[CALLERS.filter((kind) => kind !== 'administrator'), / \/metrics$/],
		[['reader_key'], /\/(lobby|head|admin|account|reveal|customer)(\/|\?|$)/],
		[
			[
				...([
					'nobody',
					'expired_session',
					'ended_session',
					'forged_session',
					'disabled_person'
				] as const),
				...(['expired_key', 'revoked_key', 'forged_key', 'revoked_display'] as const)
			],
			/\/(wall|lobby|head|admin|account|view|stats|history|reveal|customer|pair\/approve)(\/|\?|$)/
		]
	];

	test('what must never be, is not, whatever the table says', () => {
		const wrong = NEVER.flatMap(([kinds, pattern]) =>
			kinds.flatMap((kind) =>
				Object.keys(ROUTES)
					.filter((key) => pattern.test(key) && mayEnter(kind, key))
					.map((key) => `${kind}: ${key}`)
			)
		);
		expect(wrong).toEqual([]);
	});
});

test("HEAD is asked like GET, and a form without a name is nobody's", () => {
	expect(routeKey('HEAD', '/wall', undefined)).toBe('GET /wall');
	expect(ROUTES[routeKey('POST', '/sign-in', undefined)]).toBeUndefined();
});
