import type { Collection, Screen, TicketRow, Unset, View } from '#lib/protocol/index.ts';
import { WORDLESS, wordless } from './wordless.ts';

/** What a screen may see. */
interface Sight {
	collections: ReadonlySet<Collection>;
	/** All figures, the day's row only, or that with what the day is to come to: products and the way to a sale. */
	kpis: 'all' | 'goals' | 'today';
	/** What the branch knows of a ticket's customer. */
	tags: boolean;
	/** Masked names. */
	names: boolean;
	/** What people wrote in their own words, which may be about anybody: notes, whom they called. */
	words: boolean;
	/** How each person's day was spent, and what they sold. */
	work: boolean;
	/** Checklists that nobody has begun, for whoever is about to. */
	blank: boolean;
}

/**
 * Who sees one and the same view: a screen, a screen in front of somebody who may not even see masked names, or one that
 * shows neither those nor anybody's own words. A patch is made once for each.
 */
export type Audience = Screen | `${Screen} without names` | `${Screen} without words`;

const FLOOR: Collection[] = ['branch', 'services', 'counters', 'tickets'];
const WHOLE: Collection[] = [
	...FLOOR,
	'prompts',
	'devices',
	'incidents',
	'checklists',
	'staff',
	'kpis'
];
/** With whom referrals stand: whoever may lead a customer there. */
const REFERS: Collection[] = [...WHOLE, 'referrals', 'catalogue'];

function sight(
	collections: Collection[],
	kpis: Sight['kpis'],
	{ tags = true, names = false, words = false, work = false, blank = false } = {}
): Sight {
	return { collections: new Set(collections), kpis, tags, names, words, work, blank };
}

/**
 * What each screen may see, decided here and nowhere else. No row holds a customer's name or reference; a masked
 * name is only for those who stand in front of the customer. The call display hangs in the lobby: what the branch
 * knows of a customer stays off it. How a colleague spends the day is the branch head's to see; one's own day is read
 * apart.
 */
const SIGHTS: Record<Screen, Sight> = {
	wall: sight(WHOLE, 'all'),
	lobby: sight(REFERS, 'goals', { names: true, words: true }),
	counter: sight(
		[...FLOOR, 'staff', 'prompts', 'checklists', 'referrals', 'catalogue', 'kpis'],
		'goals',
		{ names: true, words: true, blank: true }
	),
	wealth: sight([...FLOOR, 'staff', 'prompts', 'referrals', 'catalogue', 'kpis'], 'goals', {
		names: true
	}),
	head: sight(REFERS, 'all', { words: true, work: true }),
	display: sight(FLOOR, 'today', { tags: false }),
	kiosk: sight(['branch', 'services', 'devices'], 'today', { tags: false }),
	rating: sight(['branch', 'counters'], 'today', { tags: false }),
	admin: sight(
		['branch', 'services', 'counters', 'devices', 'incidents', 'checklists', 'staff'],
		'today',
		{ words: true }
	)
};

const ALL = new Map<Audience, Sight>(
	(Object.entries(SIGHTS) as [Screen, Sight][]).flatMap(([screen, seen]): [Audience, Sight][] => [
		[screen, seen],
		[`${screen} without names`, { ...seen, names: false }],
		[`${screen} without words`, { ...seen, names: false, words: false }]
	])
);

/**
 * The audience of somebody at a screen; `names` and `words`: whether they may see masked names, and what people wrote in
 * their own words, where the screen shows them. Whoever may not read words reads no names either.
 */
export function audienceOf(
	screen: Screen,
	{ names, words }: { names: boolean; words: boolean }
): Audience {
	const sees = SIGHTS[screen];
	if (!words && (sees.words || sees.names)) return `${screen} without words`;
	return names || !sees.names ? screen : `${screen} without names`;
}

/** Whether an audience sees more figures than the day's row. */
export function seesFigures(audience: Audience): boolean {
	return sightOf(audience).kpis === 'all';
}

/** The part of a view that an audience gets. Rows are shared, not copied, unless something is taken out of them. */
export function viewFor(audience: Audience, view: View): View {
	const { collections, kpis, tags, names, words, work, blank } = sightOf(audience);
	const own: Record<string, unknown> = {};
	for (const [collection, rows] of Object.entries(view)) {
		if (!collections.has(collection as Collection)) continue;
		if (collection === 'kpis' && kpis !== 'all') {
			const seen = kpisFor(rows as NonNullable<View['kpis']>, kpis);
			if (Object.keys(seen).length > 0) own.kpis = seen;
		} else if (collection === 'tickets' && !(tags && names)) {
			own.tickets = ticketsFor(rows as NonNullable<View['tickets']>, tags, names);
		} else if (collection === 'checklists' && !blank) {
			const begun = begunOf(rows as NonNullable<View['checklists']>);
			const seen = words ? begun : wordless(collection, begun);
			// Of a patch about blank sheets alone nothing is left.
			if (Object.keys(seen).length > 0 || Object.keys(rows).length === 0) own.checklists = seen;
		} else if (collection === 'staff' && !work) {
			own.staff = staffFor(rows as NonNullable<View['staff']>);
		} else if (!words && collection in WORDLESS) {
			own[collection] = wordless(collection as keyof typeof WORDLESS, rows);
		} else own[collection] = rows;
	}
	return own as View;
}

export function unsetFor(audience: Audience, unset: Unset): Unset {
	const { collections } = sightOf(audience);
	const entries = Object.entries(unset).filter(([collection]) =>
		collections.has(collection as Collection)
	);
	return Object.fromEntries(entries);
}

function sightOf(audience: Audience): Sight {
	return ALL.get(audience) as Sight;
}

function kpisFor(
	rows: NonNullable<View['kpis']>,
	kpis: 'goals' | 'today'
): NonNullable<View['kpis']> {
	const isGoal = (id: string) => id === 'funnel' || id.startsWith('product/');
	return Object.fromEntries(
		Object.entries(rows).filter(([id]) => id === 'today' || (kpis === 'goals' && isGoal(id)))
	);
}

function begunOf(rows: NonNullable<View['checklists']>): NonNullable<View['checklists']> {
	return Object.fromEntries(Object.entries(rows).filter(([, row]) => row.blank === undefined));
}

function staffFor(rows: NonNullable<View['staff']>): NonNullable<View['staff']> {
	return Object.fromEntries(
		Object.entries(rows).map(([id, { work: _work, sold: _sold, ...row }]) => [id, row])
	);
}

function ticketsFor(
	rows: NonNullable<View['tickets']>,
	tags: boolean,
	names: boolean
): NonNullable<View['tickets']> {
	return Object.fromEntries(
		Object.entries(rows).map(([id, row]) => [id, ticketFor(row, tags, names)])
	);
}

function ticketFor(row: TicketRow, tags: boolean, names: boolean): TicketRow {
	const hides = !names && (row.customer !== undefined || row.note !== undefined);
	if (tags && !hides) return row;
	const { customer, note, ...rest } = row;
	const own: TicketRow = tags ? rest : { ...rest, tags: [] };
	if (names && customer !== undefined) own.customer = customer;
	if (names && note !== undefined) own.note = note;
	return own;
}
