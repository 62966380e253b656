import { configOf, type Config } from '#lib/domain/config/config.ts';
import {
	ABANDONED,
	crowdOf,
	newFates,
	SERVED,
	VOID,
	type Crowd,
	type Fates
} from '#lib/domain/forecast/whatif/crowd.ts';
import type { Stay } from '#lib/domain/forecast/whatif/stay.ts';
import type { BranchFile } from '#lib/protocol/index.ts';
import { at, smallBranch } from './history.ts';
import type { Customer, Rule } from './second-by-second.ts';

export const DAY = '2026-11-25';
/** When the doors of the tests' day open. */
export const OPENING = at('09:00');

/** A branch with `counters` that all do everything. */
export function pooled(counters: number, changes: Partial<BranchFile> = {}): Config {
	return configOf(
		smallBranch({
			counters: Array.from({ length: counters }, (_, index) => ({
				id: `${index + 1}`,
				name: { zh: `${index + 1}`, en: `${index + 1}` },
				services: ['cash', 'opening']
			})),
			...changes
		})
	);
}

export function ruleOf(config: Config): Rule {
	const { levels, cap, consecutivePriority } = config;
	return { levels, cap, consecutivePriority, ageEvery: config.ageEvery / 1000 };
}

/** A ticket's stay as long as nothing has happened to it. */
export function issued(ticket: string, issuedAt: number, more: Partial<Stay> = {}): Stay {
	return {
		day: DAY,
		ticket,
		service: 'cash',
		segment: 'ordinary',
		tags: [],
		issuedAt,
		enteredAt: issuedAt,
		parked: 0,
		calledAt: null,
		startedAt: null,
		endedAt: null,
		counter: null,
		end: null,
		...more
	};
}

/** A ticket that was called and served. */
export function served(
	ticket: string,
	issuedAt: number,
	calledAt: number,
	endedAt: number,
	counter = '1',
	more: Partial<Stay> = {}
): Stay {
	return issued(ticket, issuedAt, {
		calledAt,
		startedAt: calledAt,
		endedAt,
		counter,
		end: 'finished',
		...more
	});
}

/** Customers as the engine takes them, everything about them known. */
export function known(customers: readonly Customer[], config: Config): [Crowd, Fates] {
	const byNumber = new Map(customers.map((customer) => [customer.number, customer]));
	const crowd = crowdOf(
		customers.map(({ number, at: second, service, segment, tags }) => [
			{
				stay: issued(number, OPENING + second * 1000, { service, segment, tags: tags ?? [] }),
				after: 0,
				called: SERVED,
				left: ABANDONED,
				absent: VOID,
				reaction: 0,
				placedAt: null
			}
		]),
		config
	);
	const fates = newFates(crowd);
	crowd.parts.forEach(({ stay }, index) => {
		const { work, patience } = byNumber.get(stay.ticket)!;
		fates.time[index] = work * 1000;
		fates.patience[index] = patience * 1000;
	});
	return [crowd, fates];
}
