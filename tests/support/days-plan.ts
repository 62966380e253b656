import { Random } from '#lib/domain/random.ts';
import type { Restart } from './lone-branch.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Something that happens: `ran` in true milliseconds since the beginning. */
export type Happening = { ran: number } & (
	| { kind: 'tell'; type: string; subject: string; data: object }
	| { kind: 'step'; ms: number }
	| { kind: 'restart'; restart: Restart }
);

/** Somebody with a ticket. Instants in true milliseconds; null: never. */
export interface Visit {
	number: string;
	form: boolean;
	tags: string[];
	vip: boolean;
	issued: number;
	formChecked: number | null;
	/** When somebody takes the prompt about them, if there is one to take. */
	accepted: number | null;
	called: number | null;
}

/** Days by chance, always the same for the same seed. */
export interface Plan {
	visits: Visit[];
	/** When somebody looks at the one item of a list. */
	checked: { list: 'opening' | 'closing'; ran: number }[];
	/** In order. */
	steps: { ran: number; ms: number }[];
	/** In order, none within another. */
	restarts: { ran: number; restart: Restart }[];
}

/** A delay that is often right at an instant at which a rule speaks. Milliseconds since the ticket. */
function delay(random: Random): number {
	if (random.chance(0.5)) return Math.round(random.between(0, 40 * MINUTE));
	const edges = [10_000, 30_000, 60_000, 600_001, 1_200_001, 1_800_001];
	const edge = edges[Math.floor(random.next() * edges.length)] as number;
	return Math.max(0, edge + Math.round(random.between(-2, 2)));
}

/** `mornings`: midnight of each day in true milliseconds, where no clock is ever set. */
export function planOf(seed: number, mornings: readonly number[]): Plan {
	const random = new Random(seed);
	const plan: Plan = { visits: [], checked: [], steps: [], restarts: [] };
	let offset = 0;
	for (const midnight of mornings) {
		const at = (low: number, high: number) =>
			midnight + Math.round(random.between(low, high) * HOUR);
		const restarts = Array.from({ length: random.chance(0.6) ? 1 : random.chance(0.3) ? 3 : 0 });
		for (const ran of restarts.map(() => at(0, 23.5)).sort((a, b) => a - b)) {
			const last = plan.restarts.at(-1);
			if (last !== undefined && last.ran + last.restart.off >= ran) continue;
			const off = random.chance(0.3) ? 0 : Math.round(random.between(0, 90_000));
			const restart = { off, snapshot: random.chance(0.5), reopens: random.chance(0.15) };
			plan.restarts.push({ ran, restart });
		}
		for (const ran of Array.from({ length: random.chance(0.4) ? 2 : 0 })
			.map(() => at(8, 19))
			.sort((a, b) => a - b)) {
			const to = random.chance(0.4) ? 0 : Math.round(random.between(-2, 2) * HOUR);
			const ms = Math.max(-2 * HOUR, Math.min(2 * HOUR, to - offset));
			offset += ms;
			if (ms !== 0) plan.steps.push({ ran, ms });
		}
		const many = 3 + Math.floor(random.next() * 6);
		for (let nth = 1; nth <= many; nth += 1) {
			const issued = at(9, 17);
			const form = random.chance(0.4);
			const called = random.chance(0.9) ? issued + delay(random) : null;
			plan.visits.push({
				number: `A${nth}`,
				form,
				tags: ['outflow', 'large_amount'].filter(() => random.chance(0.25)),
				vip: random.chance(0.2),
				issued,
				formChecked:
					form && random.chance(0.5) ? issued + Math.round(random.between(0, 120_000)) : null,
				accepted: random.chance(0.4) ? issued + delay(random) : null,
				called
			});
		}
		if (random.chance(0.6)) plan.checked.push({ list: 'opening', ran: at(7, 10) });
		if (random.chance(0.6)) plan.checked.push({ list: 'closing', ran: at(16, 18.5) });
	}
	return held(plan);
}

/** While nobody is there people wait: what they do then they do as soon as somebody is. */
function held({ visits, checked, steps, restarts }: Plan): Plan {
	const shift = (ran: number) => {
		for (const { ran: from, restart } of restarts) {
			if (ran > from && ran < from + restart.off) return from + restart.off;
		}
		return ran;
	};
	const orNull = (ran: number | null) => (ran === null ? null : shift(ran));
	return {
		visits: visits.map((visit) => ({
			...visit,
			issued: shift(visit.issued),
			formChecked: orNull(visit.formChecked),
			accepted: orNull(visit.accepted),
			called: orNull(visit.called)
		})),
		checked: checked.map((each) => ({ ...each, ran: shift(each.ran) })),
		steps: steps.map((each) => ({ ...each, ran: shift(each.ran) })),
		restarts
	};
}
