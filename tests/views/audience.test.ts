import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Collection, Screen, View } from '#lib/protocol/index.ts';
import { audienceOf } from '#server/views/audience.ts';
import { patchFor } from '#server/views/board.ts';
import { busyFile, issueMany, Watched } from '../support/busy-branch.ts';
import { at } from '../support/history.ts';

const SCREENS: Screen[] = [
	...(['wall', 'lobby', 'counter', 'wealth', 'head'] as const),
	...(['display', 'kiosk', 'rating', 'admin'] as const)
];
const WHOLE: Collection[] = [
	...(['branch', 'services', 'counters', 'tickets'] as const),
	...(['prompts', 'devices', 'incidents', 'checklists', 'staff', 'kpis'] as const)
];
const FLOOR: Collection[] = ['branch', 'services', 'counters', 'tickets'];
const SELLS: Collection[] = ['referrals', 'catalogue'];
const CANARY = 'CANARY';

/** Everything that happens to a customer with a name and a reference, in one branch; each patch is kept. */
function dayWithNames(): Watched {
	const branch = new Watched();
	const [first, second, third, fourth] = issueMany(branch, 40, at('09:00')) as [
		string,
		string,
		string,
		string
	];
	const counter = '3';
	branch.pass(at('09:20'));
	const prompt = `long_wait/${first}/2026-11-25`;
	const staff = 'lobby-wang';
	const note = `${CANARY} wants to move the deposit`;
	branch.tell('prompt.accepted', at('09:20'), prompt, { staff });
	branch.tell('engagement.recorded', at('09:21'), first, {
		staff,
		prompt,
		result: 'interested',
		note
	});
	branch.tell('ticket.called', at('09:22'), first, { counter, staff: 'teller-07' });
	branch.tell('ticket.started', at('09:23'), first, { counter });
	branch.tell('form.checked', at('09:23'), second, {
		ok: false,
		faults: [`${CANARY} no signature`]
	});
	branch.tell('ticket.parked', at('09:24'), second, { reason: CANARY });
	branch.tell('ticket.transferred', at('09:25'), first, { service: 'wealth' });
	branch.tell('ticket.cancelled', at('09:26'), third, { reason: CANARY });
	branch.tell('pitch.made', at('09:27'), first, { staff, result: 'skipped', skip: CANARY });
	branch.tell('referral.made', at('09:28'), 'r1', { from: staff, number: first });
	branch.tell('referral.closed', at('09:29'), 'r1', { staff, outcome: 'lost', reason: CANARY });
	branch.tell('ticket.called', at('09:30'), fourth, { counter: '4' });
	branch.tell('ticket.finished', at('09:31'), fourth, { outcome: CANARY });
	return branch;
}

describe('what a screen may see', () => {
	const branch = dayWithNames();
	const patches = [...branch.patches, branch.board.tellSlow(at('09:32'))];

	it.each(SCREENS)('%s: no customer’s name or reference, nor what was noted of one', (screen) => {
		expect(JSON.stringify(branch.board.view(screen))).not.toContain(CANARY);
		for (const patch of patches) {
			expect(JSON.stringify(patchFor(screen, patch))).not.toContain(CANARY);
		}
	});

	it.each<[Screen, boolean, boolean]>([
		['wall', true, false],
		['lobby', true, true],
		['lobby', false, false],
		['counter', true, true],
		['counter', false, false],
		['wealth', true, true],
		['wealth', false, false],
		['head', true, false],
		['display', true, false],
		['admin', true, false]
	])('%s, names allowed %s: masked names %s', (screen, names, shown) => {
		const audience = audienceOf(screen, { names, words: true });
		const rows = [
			...Object.values(branch.board.view(audience).tickets ?? {}),
			...patches.flatMap((patch) => Object.values(patchFor(audience, patch).set.tickets ?? {}))
		];
		expect(rows.some((row) => row.customer !== undefined)).toBe(shown);
		if (shown) expect(new Set(rows.map((row) => row.customer))).toEqual(new Set(['C*** 欧阳**']));
	});

	it('is made once for everybody at a screen without names', () => {
		const at = (screen: Screen, names: boolean) => audienceOf(screen, { names, words: true });
		expect(at('wall', true)).toBe(at('wall', false));
		expect(at('lobby', true)).not.toBe(at('lobby', false));
	});

	it.each<[Screen, Collection[]]>([
		['wall', WHOLE],
		['lobby', [...WHOLE, ...SELLS]],
		['head', [...WHOLE, ...SELLS]],
		['counter', [...FLOOR, 'prompts', 'checklists', 'staff', 'kpis', ...SELLS]],
		['wealth', [...FLOOR, 'prompts', 'staff', 'kpis', ...SELLS]],
		['kiosk', ['branch', 'services', 'devices']],
		['rating', ['branch', 'counters']],
		['display', ['branch', 'services', 'counters', 'tickets']],
		['admin', ['branch', 'services', 'counters', 'devices', 'incidents', 'checklists', 'staff']]
	])('%s: exactly its collections', (screen, collections) => {
		expect(Object.keys(branch.board.view(screen)).sort()).toEqual([...collections].sort());
		const told = patches.flatMap((patch) => {
			const own = patchFor(screen, patch);
			return [...Object.keys(own.set), ...Object.keys(own.unset)];
		});
		expect(collections).toEqual(expect.arrayContaining([...new Set(told)]));
	});

	it('display: nothing that the branch knows of a customer', () => {
		const rows = Object.values(branch.board.view('display').tickets ?? {});
		expect(rows.length).toBeGreaterThan(10);
		for (const row of rows) expect(row.tags).toEqual([]);
		const tagged = Object.values(branch.board.view('wall').tickets ?? {}).some(
			(row) => row.tags.length > 0
		);
		expect(tagged).toBe(true);
	});

	it('lobby: of the figures only the day’s, and what it is to come to', () => {
		expect(Object.keys(branch.board.view('lobby').kpis ?? {})).toEqual(['today', 'funnel']);
		expect(Object.keys(branch.board.view('display').kpis ?? {})).toEqual([]);
		expect(Object.keys(branch.board.view('wall').kpis ?? {}).length).toBeGreaterThan(5);
	});

	it('is the same by patches as by a view', () => {
		fc.assert(
			fc.property(fc.constantFrom(...SCREENS), fc.nat(patches.length - 1), (screen, from) => {
				const mirror: Record<string, Record<string, unknown>> = {};
				const start = new Watched();
				for (const [collection, rows] of Object.entries(start.board.view(screen)))
					mirror[collection] = { ...rows };
				// Whatever comes twice, comes to the same.
				for (const patch of [...patches.slice(0, from), ...patches]) {
					const { set, unset } = patchFor(screen, patch);
					for (const [collection, rows] of Object.entries(set))
						Object.assign((mirror[collection] ??= {}), rows);
					for (const [collection, ids] of Object.entries(unset))
						for (const id of ids) delete mirror[collection]?.[id];
				}
				expect(mirror as View).toEqual(branch.board.view(screen));
			}),
			{ numRuns: 20 }
		);
	});
});

describe('a checklist that everybody of a role does for themselves', () => {
	const item = (id: string, device?: string) => ({
		...{ id, name: { zh: id, en: id } },
		...(device !== undefined && { device })
	});
	const branch = new Watched({
		...busyFile(),
		checklists: [
			{ id: 'teller-opening', role: 'teller', items: [item('seals'), item('cash', 'atm-1')] },
			{ id: 'lobby-opening', role: 'lobby_manager', items: [item('leaflets')] }
		]
	});
	branch.tell('device.heartbeat', at('08:00'), 'atm-1', {});
	const idsFor = (screen: Screen) =>
		Object.keys(
			branch.board.view(audienceOf(screen, { names: true, words: true })).checklists ?? {}
		);

	it('is there before anybody has begun it, for the counter alone', () => {
		expect(idsFor('counter')).toEqual(['teller-opening', 'lobby-opening']);
		for (const screen of ['wall', 'lobby', 'head', 'admin'] as const) {
			expect(idsFor(screen)).toEqual(['lobby-opening']);
		}
	});

	it('tells of its devices, and is one\u2019s own from the first check on', () => {
		const blank = () =>
			branch.board.view(audienceOf('counter', { names: true, words: true })).checklists?.[
				'teller-opening'
			];
		branch.tell('device.status', at('08:01'), 'atm-1', { state: 'ok' });
		expect(blank()).toMatchObject({ blank: true, points: { of: 2, ok: 0, failed: 0 } });
		expect(blank()?.items[1]).toMatchObject({ device: 'atm-1', hint: 'ok', state: 'open' });
		expect(patchFor('wall', branch.patches.at(-1) as never).set.checklists).toBeUndefined();
		const check = { list: 'teller-opening', ok: true, staff: 'teller-07' };
		branch.tell('checklist.checked', at('08:02'), 'seals', check);
		expect(idsFor('counter')).toContain('teller-opening/teller-07');
		expect(idsFor('wall')).toEqual(['lobby-opening', 'teller-opening/teller-07']);
		expect(blank()?.items[0]).toMatchObject({ state: 'open' });
	});
});
