import type { Duty } from './timetable.ts';

/** Instants in epoch milliseconds; `until` is not part of the span. */
interface During {
	from: number;
	until: number;
}

export interface MoreCounters extends During {
	counters: number;
	/** Null: all of the branch's. */
	services: readonly string[] | null;
}

/** A counter works by another profile, while it works. */
export interface OtherProfile extends During {
	counter: string;
	services: readonly string[];
}

/** A share of the tickets issued then leaves the line at once: those with the tag, of the service, or both. */
export interface Diversion extends During {
	tag: string | null;
	service: string | null;
	/** 0 to 1. */
	share: number;
}

/** What would be different. */
export interface Scenario {
	more: readonly MoreCounters[];
	profiles: readonly OtherProfile[];
	divert: readonly Diversion[];
}

export const AS_IT_WAS: Scenario = { more: [], profiles: [], divert: [] };

/** Nobody asks what a hundred counters more would do, and a slip of the finger shall not take minutes. */
const MOST = 100;

/** The counters' duties as the scenario has them. */
export function dutiesIn(
	scenario: Scenario,
	duties: readonly Duty[],
	services: readonly string[]
): Duty[] {
	let changed = [...duties];
	for (const profile of scenario.profiles) {
		changed = changed.flatMap((duty) => withProfile(duty, profile));
	}
	for (const more of scenario.more) {
		const counters = Math.min(MOST, Math.floor(more.counters) || 0);
		if (!(more.from < more.until)) continue;
		for (let index = 0; index < counters; index += 1) {
			const counter = `+${changed.length}`;
			changed.push({
				counter,
				from: more.from,
				until: more.until,
				services: more.services ?? services
			});
		}
	}
	return changed;
}

function withProfile(duty: Duty, profile: OtherProfile): Duty[] {
	const from = Math.max(duty.from, profile.from);
	const until = Math.min(duty.until, profile.until);
	if (duty.counter !== profile.counter || !(from < until)) return [duty];
	return [
		{ ...duty, until: from },
		{ ...duty, from, until, services: profile.services },
		{ ...duty, from: until }
	].filter((part) => part.from < part.until);
}
