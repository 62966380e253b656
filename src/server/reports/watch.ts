import { isWatched } from '#lib/domain/devices/health.ts';
import type { SpellRecord } from '#lib/protocol/history.ts';
import type { Stretch } from './opening.ts';

/** How one device did while it was watched. Milliseconds. */
export interface Watch {
	watched: number;
	/** Of that, the time in which it served somebody, all it should or some. */
	served: number;
	/** Of the rest, that in which somebody worked on it and had said so. */
	maintenance: number;
	/** Of the watched time, that in which a function was not to be had, by function. */
	without: Record<string, number>;
}

/**
 * Lays the spells of one device, oldest first, over the stretches in which its branch was open, oldest first too. Time in
 * which nothing was known of it, before its first spell or while nobody watched it, is not watched. `now`: where a spell
 * that goes on ends.
 */
export function watchOf(
	spells: readonly SpellRecord[],
	open: readonly Stretch[],
	now: number
): Watch {
	const watch: Watch = { watched: 0, served: 0, maintenance: 0, without: {} };
	let first = 0;
	spells.forEach((spell, index) => {
		if (!isWatched(spell)) return;
		// A word about a moment ago begins before the spell that it cuts short.
		const to = Math.min(spell.to ?? now, spells[index + 1]?.from ?? Infinity, now);
		while (first < open.length && open[first]!.to <= spell.from) first += 1;
		let length = 0;
		for (let at = first; at < open.length && open[at]!.from < to; at += 1) {
			const { from: opensAt, to: closesAt } = open[at]!;
			length += Math.max(0, Math.min(to, closesAt) - Math.max(spell.from, opensAt));
		}
		if (length > 0) add(watch, spell, length);
	});
	return watch;
}

function add(watch: Watch, { state, service, functions }: SpellRecord, length: number): void {
	watch.watched += length;
	if (service === 'full' || service === 'limited') watch.served += length;
	else if (state === 'maintenance') watch.maintenance += length;
	for (const [name, how] of Object.entries(functions)) {
		if (how === 'out' || how === 'unknown') {
			watch.without[name] = (watch.without[name] ?? 0) + length;
		}
	}
}
