import type { Collection, Screen, Unset, View } from '#lib/protocol/index.ts';

/**
 * What each screen may see, decided here and nowhere else. No row that any of them gets holds a customer's name
 * or reference. The call display hangs in the lobby: what the branch knows of a customer stays off it.
 */
interface Audience {
	collections: ReadonlySet<Collection>;
	/** All figures, or the day's row only. */
	kpis: 'all' | 'today';
	tags: boolean;
}

function audience(collections: Collection[], kpis: Audience['kpis'], tags = true): Audience {
	return { collections: new Set(collections), kpis, tags };
}

const AUDIENCES: Record<Screen, Audience> = {
	wall: audience(
		['branch', 'services', 'counters', 'tickets', 'prompts', 'devices', 'staff', 'kpis'],
		'all'
	),
	lobby: audience(
		['branch', 'services', 'counters', 'tickets', 'prompts', 'devices', 'staff', 'kpis'],
		'today'
	),
	counter: audience(['branch', 'services', 'counters', 'tickets', 'staff'], 'today'),
	wealth: audience(['branch', 'staff'], 'today'),
	head: audience(
		['branch', 'services', 'counters', 'tickets', 'prompts', 'devices', 'staff', 'kpis'],
		'all'
	),
	display: audience(['branch', 'services', 'counters', 'tickets'], 'today', false),
	admin: audience(['branch', 'services', 'counters', 'devices', 'staff'], 'today')
};

/** The part of a view that a screen gets. Rows are shared, not copied, unless something is taken out of them. */
export function viewFor(screen: Screen, view: View): View {
	const { collections, kpis, tags } = AUDIENCES[screen];
	const own: Record<string, unknown> = {};
	for (const [collection, rows] of Object.entries(view)) {
		if (!collections.has(collection as Collection)) continue;
		if (collection === 'kpis' && kpis === 'today') {
			const { today } = rows as NonNullable<View['kpis']>;
			if (today !== undefined) own.kpis = { today };
		} else if (collection === 'tickets' && !tags) {
			own.tickets = withoutTags(rows as NonNullable<View['tickets']>);
		} else own[collection] = rows;
	}
	return own as View;
}

export function unsetFor(screen: Screen, unset: Unset): Unset {
	const { collections } = AUDIENCES[screen];
	const entries = Object.entries(unset).filter(([collection]) =>
		collections.has(collection as Collection)
	);
	return Object.fromEntries(entries);
}

function withoutTags(rows: NonNullable<View['tickets']>): NonNullable<View['tickets']> {
	return Object.fromEntries(Object.entries(rows).map(([id, row]) => [id, { ...row, tags: [] }]));
}
