import type { Config } from '../../config/config.ts';
import type { Random } from '../../random.ts';
import {
	ABANDONED,
	crowdOf,
	DIVERTED,
	newFates,
	NO_SHOW,
	ON,
	SERVED,
	VOID,
	type Crowd,
	type Fates,
	type Part
} from './crowd.ts';
import { Habits } from './habits.ts';
import type { Wait } from './line-times.ts';
import { callOf, inLineAt, type Stay } from './stay.ts';
import { timetableOf, type Timetable } from './timetable.ts';
import { usualServices } from './usual-service.ts';

/** A day that is over, ready to be played again. */
export class PastDay {
	readonly crowd: Crowd;
	readonly timetable: Timetable;
	readonly #habits: Habits;
	readonly #waits: ReadonlyMap<Stay, Wait>;

	constructor(stays: readonly Stay[], config: Config) {
		const usual = usualServices(stays, config);
		this.timetable = timetableOf(stays, usual, config);
		this.#habits = new Habits(usual, [this.timetable]);
		this.#waits = new Map(this.timetable.waits.map((wait) => [wait.stay, wait]));
		const tickets = [...Map.groupBy(stays, (stay) => stay.ticket).values()];
		this.crowd = crowdOf(
			tickets.map((own) => this.#partsOf(own)),
			config
		);
	}

	/** What really happened, ticket by ticket of the crowd: how it ended and after which wait (-1: none). */
	*real(): Generator<{ end: number; wait: number }> {
		const { parts, firstStay, issuedAt } = this.crowd;
		for (let ticket = 0; ticket < firstStay.length; ticket += 1) {
			const last = (firstStay[ticket + 1] ?? parts.length) - 1;
			const { stay, called, left } = parts[last] as Part;
			const wait = this.#waits.get(stay) as Wait;
			const absent = whenAbsent(stay);
			const end = wait.left ? left : (absent ?? called);
			const until = absent === null ? wait.until : (stay.endedAt ?? wait.until);
			const counts = end === ABANDONED || end === NO_SHOW || end === SERVED;
			yield { end, wait: counts ? Math.max(0, until - (issuedAt[ticket] as number)) : -1 };
		}
	}

	/** Draws what nobody knows. What is known is the same in every replication. */
	fates(random: Random): Fates {
		const fates = newFates(this.crowd);
		this.crowd.parts.forEach(({ stay }, index) => {
			const wait = this.#waits.get(stay) as Wait;
			const waited = wait.until - wait.from;
			const held = this.timetable.held.get(stay)?.time ?? null;
			const drawn = this.#habits.time(stay.service, random);
			const patience = this.#habits.patience(stay.service, random);
			const wentAfter = random.next() * waited;
			fates.patience[index] = wait.left ? waited : waited + patience;
			if (wait.left || held === null) fates.time[index] = drawn;
			else if (whenAbsent(stay) === null) fates.time[index] = held;
			else {
				// Who did not come when called had left before, nobody knows when.
				fates.time[index] = drawn;
				fates.present[index] = wentAfter;
				fates.absentTime[index] = held;
				fates.patience[index] = Infinity;
			}
		});
		return fates;
	}

	#partsOf(stays: readonly Stay[]): Part[] {
		return stays.map((stay, index) => {
			const isLast = index === stays.length - 1;
			const before = stays[index - 1];
			const since = before === undefined ? stay.issuedAt : (before.endedAt ?? stay.enteredAt);
			return {
				stay,
				after: Math.max(0, inLineAt(stay) - since),
				called: isLast ? atLast(whenCalled(stay), SERVED) : whenCalled(stay),
				left: isLast ? atLast(whenLeft(stay), ABANDONED) : whenLeft(stay),
				absent: whenAbsent(stay) ?? VOID,
				reaction: this.timetable.held.get(stay)?.reaction ?? 0,
				placedAt: null
			};
		});
	}
}

/** What a stay leads to once somebody was there to be served. */
function whenCalled(stay: Stay): number {
	switch (stay.end) {
		case 'transferred':
		case 'requeued':
		case 'passed_on':
			return ON;
		case 'diverted':
			// Sent elsewhere from the line: whoever is called before that is served.
			return callOf(stay) === null ? SERVED : DIVERTED;
		case 'cancelled':
			return VOID;
		default:
			return SERVED;
	}
}

function whenLeft(stay: Stay): number {
	if (callOf(stay) !== null) return ABANDONED;
	switch (stay.end) {
		case 'transferred':
		case 'requeued':
		case 'passed_on':
			return ON;
		case 'diverted':
			return DIVERTED;
		case 'cancelled':
		case 'finished':
			return VOID;
		default:
			return ABANDONED;
	}
}

/** A stay that said there would be another, and there is none. */
function atLast(end: number, instead: number): number {
	return end === ON ? instead : end;
}

/** How a stay ended whose call nobody answered, else null. */
function whenAbsent(stay: Stay): number | null {
	if (callOf(stay) === null || stay.startedAt !== null) return null;
	if (stay.end === 'no_show') return NO_SHOW;
	return stay.end === 'abandoned' ? ABANDONED : null;
}
