import type { CompactionRow } from './seals.ts';
import type { Compacted } from './types.ts';

interface Range {
	from: number;
	to: number;
	/** Events that were taken out of it. */
	count: number;
	/** Events that are missing in it, and the first of them. */
	missing: number;
	first: number;
}

/**
 * The accounts of a branch's compactions: what is missing from its log has to be what their records say, range by
 * range. What the log's rule took out begins at the first event, and heartbeats that went before are part of it.
 */
export class Gaps {
	readonly #records: readonly CompactionRow[];
	/** The log's rule has taken everything up to here but for one event with settings. */
	readonly #prefix: number;
	/** Those behind it, in order: in each, the heartbeats of some days. */
	readonly #ranges: Range[];
	#missing = 0;
	/** The last event up to which anything may be missing. */
	readonly #end: number;
	#at = 0;

	constructor(records: readonly CompactionRow[]) {
		this.#records = records.filter(({ rule }) => rule !== 'history');
		this.#prefix = Math.max(0, ...this.#of('log').map(({ toSeq }) => toSeq));
		this.#ranges = this.#of('heartbeats')
			.filter(({ toSeq }) => toSeq > this.#prefix)
			.map(({ fromSeq, toSeq, count }) => ({
				...{ from: fromSeq, to: toSeq, count },
				...{ missing: 0, first: fromSeq }
			}));
		this.#end = Math.max(this.#prefix, this.#ranges.at(-1)?.to ?? 0);
	}

	/** Events `from` to `to` are not there, after those that were given before. The first that no record tells of. */
	take(from: number, to: number): number | null {
		if (to > this.#end) return Math.max(from, this.#end + 1);
		this.#missing += to - from + 1;
		for (; this.#at < this.#ranges.length; this.#at += 1) {
			const range = this.#ranges[this.#at] as Range;
			const inside = Math.min(to, range.to) - Math.max(from, range.from) + 1;
			if (inside > 0) {
				if (range.missing === 0) range.first = Math.max(from, range.from);
				range.missing += inside;
			}
			if (range.to >= to) break;
		}
		return null;
	}

	/** The first event that is missing, or there, against the records; null: all is as they say. */
	wrong(): number | null {
		const range = this.#ranges.find(
			({ from, missing, count }) => from > this.#prefix && missing !== count
		);
		if (range !== undefined) return range.first;
		const said = this.#records.reduce((sum, { count }) => sum + count, 0);
		return said === this.#missing ? null : 1;
	}

	/** How many are missing, by rule. */
	get compacted(): Compacted['events'] {
		const sum = (rule: string) => this.#of(rule).reduce((all, { count }) => all + count, 0);
		return { heartbeats: sum('heartbeats'), log: sum('log') };
	}

	#of(rule: string): CompactionRow[] {
		return this.#records.filter((record) => record.rule === rule);
	}
}
