import type { Plan, Visit } from './days-plan.ts';

/**
 * What people must be told, worked out the slow way: from what the rules say in words, the calendar that `Intl` has,
 * and the instants at which things happened. It shares nothing with the program.
 */

/** The delays of the rules that ask somebody to talk, as `docs/prompts.md` has them. Milliseconds. */
const LONG_WAIT = 600_001;
const ESCALATIONS = [1_200_001, 1_800_001];
const VIP = 30_000;
const OUTFLOW = 10_000;
const LARGE_AMOUNT = 60_000;
const FORM = 60_000;
const QUARTER = 900_000;

/** One line of the log. */
export interface Expected {
	/** As the log has it: what, about what, when. */
	told: string;
	/** The server was there and its clock went on evenly: then it is recorded at that very millisecond. */
	punctual: boolean;
}

/** The branch's clock as it was set, over the true milliseconds since the beginning. */
export class History {
	readonly #startAt: number;
	readonly #plan: Plan;

	constructor(startAt: number, plan: Plan) {
		this.#startAt = startAt;
		this.#plan = plan;
	}

	clockAt(ran: number): number {
		let clock = this.#startAt + ran;
		for (const step of this.#plan.steps) if (step.ran <= ran) clock += step.ms;
		return clock;
	}

	/** When the clock first shows `instant` or more, at `from` or later. */
	reaches(instant: number, from: number): number {
		let since = from;
		for (const end of [...this.#plan.steps.map(({ ran }) => ran), Infinity]) {
			if (end <= from) continue;
			const ran = since + Math.max(0, instant - this.clockAt(since));
			if (ran < end) return ran;
			since = end;
		}
		return Infinity;
	}

	/**
	 * Whether it stands at `instant` then, and somebody is there to see: who sleeps until an instant that somebody sets
	 * the clock past looks at it again within a second, which is a minute of the branch.
	 */
	isPunctual(instant: number, ran: number): boolean {
		const set = this.#plan.steps.some((step) => step.ran <= ran && step.ran > ran - 60_000);
		const off = this.#plan.restarts.some(
			({ ran: from, restart }) => ran >= from && ran <= from + restart.off
		);
		return this.clockAt(ran) === instant && !off && !set;
	}
}

/** The calendar day and the time of day of a zone. */
function reading(zone: string): (at: number) => { day: string; time: string } {
	const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
	const day = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, ...parts });
	const hours = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
	const time = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, ...hours });
	return (at) => ({ day: day.format(at), time: time.format(at) });
}

export interface Calendar {
	day: string;
	/** Epoch milliseconds. */
	midnight: number;
	nine: number;
	five: number;
}

/** The days of a zone from a date on, found by looking at its clock every quarter of an hour. */
export function calendarOf(zone: string, from: string, days: number): Calendar[] {
	const read = reading(zone);
	const found: Calendar[] = [];
	const begin = Date.parse(`${from}T00:00:00Z`) - 24 * 3_600_000;
	let before = read(begin - QUARTER).day;
	for (let at = begin; found.length <= days; at += QUARTER) {
		const { day, time } = read(at);
		if (day !== before && day >= from) found.push({ day, midnight: at, nine: NaN, five: NaN });
		before = day;
		const today = found.at(-1);
		if (today !== undefined && time === '09:00') today.nine = at;
		if (today !== undefined && time === '17:00') today.five = at;
	}
	return found;
}

/** Everything of a plan that people must be told. `days`: one more than the plan has, for the end of the last. */
export function expectedOf(
	history: History,
	plan: Plan,
	days: readonly Calendar[],
	dayOf: (visit: Visit) => string
): Expected[] {
	const expected: Expected[] = [];
	const add = (what: string, instant: number, ran: number) =>
		expected.push({ told: `${what} ${instant}`, punctual: history.isPunctual(instant, ran) });
	for (const visit of plan.visits) {
		const { window, form } = promptsOf(history, visit);
		const id = (rule: string) => `${rule}/${visit.number}/${dayOf(visit)}`;
		if (form !== null) add(`prompt.raised ${id('form_unchecked')}`, form.instant, form.ran);
		if (window === null) continue;
		add(`prompt.raised ${id(window.rule)}`, window.instant, window.ran);
		for (const { instant, ran } of window.again) {
			add(`prompt.escalated ${id(window.rule)}`, instant, ran);
		}
	}
	days.slice(0, -1).forEach(({ day, nine, five }, index) => {
		const next = days[index + 1] as Calendar;
		const midnight = history.reaches(next.midnight, 0);
		add(`day.closed ${day}`, next.midnight, midnight);
		for (const [list, due] of [
			['opening', nine - 600_000],
			['closing', five + 1_200_000]
		] as const) {
			const ran = history.reaches(due, 0);
			const looked = plan.checked.some(
				(each) => each.list === list && each.ran < ran && sameDay(history, each.ran, days, day)
			);
			if (!looked) add(`checklist.overdue ${list}`, due, ran);
		}
	});
	return expected;
}

function sameDay(history: History, ran: number, days: readonly Calendar[], day: string): boolean {
	const clock = history.clockAt(ran);
	return days.findLast(({ midnight }) => midnight <= clock)?.day === day;
}

interface Due {
	instant: number;
	ran: number;
}

/** The prompts of one visit: the first window that opens before the call, told again until somebody takes it. */
export function promptsOf(
	history: History,
	{ issued, called, accepted, formChecked, form, tags, vip }: Visit
): { window: (Due & { rule: string; again: Due[] }) | null; form: Due | null } {
	const ticket = history.clockAt(issued);
	const until = called ?? Infinity;
	const due = (after: number): Due => ({
		instant: ticket + after,
		ran: history.reaches(ticket + after, issued)
	});
	const unchecked = due(FORM);
	const needsLook = form && unchecked.ran <= until && !((formChecked ?? Infinity) < unchecked.ran);
	const [rule, after] = tags.includes('outflow')
		? ['outflow', OUTFLOW]
		: vip
			? ['vip', VIP]
			: tags.includes('large_amount')
				? ['large_amount', LARGE_AMOUNT]
				: ['long_wait', LONG_WAIT];
	const first = due(after as number);
	const window =
		first.ran > until
			? null
			: {
					...first,
					rule: rule as string,
					again: ESCALATIONS.map(due).filter(
						({ ran }) =>
							ran <= until && !(accepted !== null && accepted >= first.ran && accepted < ran)
					)
				};
	return { window, form: needsLook ? unchecked : null };
}
