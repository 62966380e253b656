import type { Page } from '@playwright/test';
import type { BranchFile, IncomingEvent, View } from '#lib/protocol/index.ts';
import { startStations, type Stations } from './stations.ts';

/** Parts of a branch whose devices can fail and whose lobby is checked before opening, at 9:00; events move its clock. */
const PARTS: Partial<BranchFile> = {
	clock: 'event',
	hours: { 'mon-sun': ['09:00', '17:00'] },
	faults: { settle: 120, escalate: [300] },
	services: [
		{
			...{ id: 'cash', prefix: 'A', name: { zh: '现金业务', en: 'Cash' }, complexity: 'simple' },
			...{ typicalService: 240, selfService: ['atm', 'crs'] }
		},
		{
			...{ id: 'transfer', prefix: 'B', name: { zh: '转账汇款', en: 'Transfers' } },
			complexity: 'simple'
		}
	],
	counters: [{ id: '1', name: { zh: '1号窗口', en: 'Counter 1' }, services: ['cash', 'transfer'] }],
	profiles: [],
	devices: [
		{ id: 'atm-1', kind: 'atm', name: { zh: '1号取款机', en: 'ATM 1' } },
		{ id: 'atm-2', kind: 'atm', name: { zh: '2号取款机', en: 'ATM 2' } },
		{ id: 'crs-3', kind: 'crs', name: { zh: '3号一体机', en: 'Recycler 3' } },
		{ id: 'note-8', kind: 'note', name: { zh: '8号点钞机', en: 'Note counter 8' } }
	],
	checklists: [
		{
			...{ id: 'lobby-opening', role: 'lobby_manager', dueBeforeOpening: 900 },
			items: [
				item('atm-1-running', '1号取款机运行正常', 'ATM 1 is running', 3, 'atm-1'),
				item('atm-2-running', '2号取款机运行正常', 'ATM 2 is running', 3, 'atm-2'),
				item(
					'note-8-running',
					'客户用的8号点钞机正常',
					'Note counter 8 for customers works',
					2,
					'note-8'
				),
				item('feedback-book', '意见簿在原位', 'The feedback book is in its place'),
				item(
					'leaflets',
					'折页齐全，没有过期或破损',
					'Leaflets are complete, none expired or damaged'
				)
			]
		},
		{
			...{ id: 'lobby-closing', role: 'lobby_manager', dueAfterClosing: 1800 },
			items: [item('lights', '灯箱已关', 'Light boxes are off')]
		},
		{
			...{ id: 'teller-opening', role: 'teller', dueBeforeOpening: 600 },
			items: [item('seals', '印章齐全', 'Seals are there', 3)]
		}
	]
};

function item(id: string, zh: string, en: string, points = 1, device?: string) {
	return { id, name: { zh, en }, points, ...(device !== undefined && { device }) };
}

/** A branch on the clock of its events. */
export interface LobbyBranch extends Stations {
	/** Events of machines at an instant of the day, `10:12`; they move the clock there. */
	tell(
		time: string,
		...events: [type: IncomingEvent['type'], subject: string, data?: object][]
	): Promise<void>;
	/** Lets time pass until an instant of the day. */
	pass(time: string): Promise<void>;
}

/** The tablet's rows as whoever is signed in there may see them: with what people wrote, other than for a key. */
export async function seenAt(page: Page): Promise<View> {
	const { origin } = new URL(page.url());
	const response = await page.request.get(`${origin}/api/v1/branches/lakeside/view?screen=lobby`);
	return ((await response.json()) as { view: View }).view;
}

const instant = (time: string) => Date.parse(`2026-11-25T${time}:00+08:00`);

/** Starts it at an instant of the day. */
export async function startLobbyBranch(time: string): Promise<LobbyBranch> {
	const stations = await startStations(1, { FOYER_TEST_BRANCH: JSON.stringify(PARTS) });
	let told = 0;
	const tell: LobbyBranch['tell'] = async (at, ...events) => {
		const batch = events.map(([type, subject, data = {}]) => ({
			...{ specversion: '1.0', source: 'test', id: `told-${(told += 1)}`, type },
			...(subject !== '' && { subject }),
			...{ time: new Date(instant(at)).toISOString(), data }
		}));
		const response = await fetch(`${stations.url}/api/v1/events`, {
			method: 'POST',
			headers: {
				authorization: `Bearer ${stations.key}`,
				'content-type': 'application/cloudevents-batch+json'
			},
			body: JSON.stringify(batch)
		});
		const answer = (await response.json()) as { accepted: number };
		if (answer.accepted !== batch.length) throw new Error(JSON.stringify(answer));
	};
	const branch = { ...stations, tell, pass: (at: string) => tell(at, ['clock.tick', '']) };
	await branch.pass(time);
	return branch;
}
