import type { Cancel, Clock } from './clock.ts';

/** Something that happens again and again: how often since the start, and the sentence for some of them. */
export interface Recurring {
	total: () => number;
	say: (count: number) => string;
}

/** Real milliseconds. */
const MINUTE = 60_000;

/** One line a minute for what would otherwise be a line each: whoever floods the server does not flood its log. */
export class Minutes {
	readonly #cancel: Cancel;

	constructor(
		clock: Pick<Clock, 'every'>,
		recurring: readonly Recurring[],
		log: (sentence: string, details: { level: 'warn'; count: number }) => void
	) {
		const said = recurring.map(({ total }) => total());
		this.#cancel = clock.every(MINUTE, () => {
			recurring.forEach(({ total, say }, index) => {
				const count = total() - (said[index] ?? 0);
				if (count === 0) return;
				said[index] = total();
				log(say(count), { level: 'warn', count });
			});
		});
	}

	dispose(): void {
		this.#cancel();
	}
}
