import { instantAt } from '#lib/domain/time/business-day.ts';
import type { DemoClock } from './clock.ts';
import { DemoDays } from './day.ts';
import { lakeside } from './lakeside.ts';
import type { Sender } from './sender.ts';
import { DAY_BEGINS, type DemoEvent } from './world.ts';

export interface PlayerOptions {
	clock: DemoClock;
	sender: Sender;
	seed: number;
	/** The first day, YYYY-MM-DD. */
	date: string;
	payDay: boolean;
}

/** Most events of one request. */
const BATCH = 500;
/** A day of the past is told so much at once. Milliseconds. */
const PAST_STEP = 60_000;

/** Plays one day after the other: each event when the clock has come to it. */
export class Player {
	readonly #options: PlayerOptions;
	readonly #days: DemoDays;
	#date: string;
	#today: DemoEvent[] | undefined;
	#next = 0;
	#wake: () => void = () => undefined;
	#stopped = false;

	constructor(options: PlayerOptions) {
		this.#options = options;
		this.#days = new DemoDays(options.seed);
		this.#date = options.date;
	}

	/** The day that is played, made up when it is first asked for: after those before it. */
	get #events(): DemoEvent[] {
		return (this.#today ??= this.#days.next(this.#date, this.#options.payDay));
	}

	/**
	 * Puts the clock forward to an instant of the first day, telling on the way what happened until then. It
	 * stops at each instant at which something did, so that prompts come when they would have come in life.
	 */
	async fastForward(until: number): Promise<void> {
		const { clock, sender } = this.#options;
		for (;;) {
			const first = this.#events[this.#next];
			if (first === undefined || first.at > until) break;
			clock.moveTo(first.at);
			await sender.send(this.#take(first.at));
		}
		clock.moveTo(until);
	}

	/**
	 * Lives through working days before the first one, as fast as they can be told: a branch has a past, and its
	 * forecast has learned from it. The clock goes in steps of a minute, within which nothing counts as late.
	 */
	async liveThrough(days: number): Promise<void> {
		const { clock, sender, date } = this.#options;
		for (const day of workingDaysBefore(date, days)) {
			clock.moveTo(startOf(day));
			let told: DemoEvent[] = [];
			for (const event of this.#days.next(day)) {
				if (told[0] !== undefined && event.at - told[0].at > PAST_STEP) {
					clock.moveTo((told.at(-1) as DemoEvent).at);
					await sender.send(told);
					told = [];
				}
				told.push(event);
			}
			if (told.length > 0) clock.moveTo((told.at(-1) as DemoEvent).at);
			await sender.send(told);
		}
		clock.moveTo(startOf(date));
	}

	/** Plays until it is stopped; resolves then. */
	async play(): Promise<void> {
		const { clock, sender } = this.#options;
		while (!this.#stopped) {
			const event = this.#events[this.#next];
			if (event === undefined) {
				await this.#sleepUntil(this.#evening());
				if (!this.#stopped) this.#nextMorning();
				continue;
			}
			await this.#sleepUntil(event.at);
			if (this.#stopped) return;
			const batch = this.#take(clock.now());
			if (batch.length > 0) await sender.send(batch);
		}
	}

	stop(): void {
		this.#stopped = true;
		this.#options.sender.stop();
		this.#wake();
	}

	#take(until: number): DemoEvent[] {
		const from = this.#next;
		while (this.#next < this.#events.length && this.#next - from < BATCH) {
			if ((this.#events[this.#next] as DemoEvent).at > until) break;
			this.#next += 1;
		}
		return this.#events.slice(from, this.#next);
	}

	/** When everybody has gone home and the day can be left. */
	#evening(): number {
		return Math.max(
			instantAt(this.#date, '17:45', lakeside.timeZone),
			(this.#events.at(-1)?.at ?? 0) + 600_000
		);
	}

	/** A demonstration that is left open goes on: the next working day, without its night. */
	#nextMorning(): void {
		this.#date = workingDay(this.#date, 1);
		this.#today = undefined;
		this.#next = 0;
		this.#options.clock.moveTo(startOf(this.#date));
	}

	#sleepUntil(at: number): Promise<void> {
		return new Promise((resolve) => {
			const { clock } = this.#options;
			const cancel = clock.after(at - clock.now(), resolve);
			this.#wake = () => {
				cancel();
				resolve();
			};
		});
	}
}

/** Working days before a date, oldest first. */
export function workingDaysBefore(date: string, count: number): string[] {
	const days: string[] = [];
	for (let day = date; days.length < count;) days.unshift((day = workingDay(day, -1)));
	return days;
}

/** The next working day, or (-1) the one before. */
function workingDay(date: string, step: 1 | -1): string {
	let at = Date.parse(`${date}T12:00:00Z`);
	do at += step * 86_400_000;
	while ([0, 6].includes(new Date(at).getUTCDay()));
	return new Date(at).toISOString().slice(0, 10);
}

/** The instant at which a day of the demonstration begins: whoever opens the branch comes in. */
export function startOf(date: string): number {
	return instantAt(date, DAY_BEGINS, lakeside.timeZone);
}
