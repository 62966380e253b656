import { instantAt } from '#lib/domain/time/business-day.ts';
import { dayPlus } from '#lib/domain/time/calendar-day.ts';

/**
 * Instants of a zone's local times, for many times of few days: each day's first instant is looked up once,
 * and days on which clocks change are asked for every time.
 */
export class LocalTime {
	readonly #timeZone: string;
	readonly #starts = new Map<string, { start: number; plain: boolean }>();

	constructor(timeZone: string) {
		this.#timeZone = timeZone;
	}

	/** Epoch milliseconds of `seconds` after midnight by the clock on the wall of that day. */
	at(day: string, seconds: number): number {
		const known = this.#starts.get(day) ?? this.#look(day);
		if (known.plain) return known.start + seconds * 1000;
		const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
		return instantAt(
			day,
			clock.map((part) => String(part).padStart(2, '0')).join(':'),
			this.#timeZone
		);
	}

	#look(day: string): { start: number; plain: boolean } {
		const start = instantAt(day, '00:00', this.#timeZone);
		const plain = instantAt(dayPlus(day, 1), '00:00', this.#timeZone) - start === 86_400_000;
		this.#starts.set(day, { start, plain });
		return { start, plain };
	}
}
