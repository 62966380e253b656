import { DEFAULTS } from '#lib/domain/config/config.ts';
import { RULES } from '#lib/domain/engagement/rules/index.ts';
import { nobodyTakesIt } from '#lib/domain/engagement/rules/nobody-takes-it.ts';
import type { PassingExample, PassingRule } from '#lib/domain/engagement/rules/passing.ts';
import type { Example, Rule } from '#lib/domain/engagement/rules/rule.ts';
import type { zh } from '#lib/i18n/prompts.ts';
import type { Locale } from '#lib/i18n/index.ts';

type Words = typeof zh;

export type AnyRule = Rule | PassingRule;

/** Every rule that has settings, in the order of the page: when, then who. */
export const ALL_RULES: readonly AnyRule[] = [...RULES, nobodyTakesIt];

export function ruleById(id: string): AnyRule | undefined {
	return ALL_RULES.find((rule) => rule.id === id);
}

export function isPassing(rule: AnyRule): rule is PassingRule {
	return rule.id === 'nobody_takes_it';
}

/** One rule as the branch has it; `after` in seconds, for the long wait its limit. `value`: null where it has none. */
export interface RuleNow {
	on: boolean;
	after: number;
	/** The same, as the examples were written for it. */
	written: number;
	value: number | null;
}

/** Of a file, what rules are set by. It may be a draft: what cannot be read counts as left out. */
export interface RuleFile {
	longWait?: unknown;
	prompts?: unknown;
}

export type Settings = (rule: AnyRule) => RuleNow;

export function settingsOf({ longWait, prompts }: RuleFile): Settings {
	return (rule) => {
		const own = entry(entry(prompts)[rule.id]);
		const isLongWait = rule.id === 'long_wait';
		const written = isLongWait ? DEFAULTS.longWait : rule.defaults.after;
		const after = isLongWait ? entry(longWait).seconds : own.after;
		const { on, value } = own;
		return {
			on: typeof on === 'boolean' ? on : rule.defaults.on,
			after: typeof after === 'number' ? after : written,
			written,
			value: isPassing(rule) ? null : typeof value === 'number' ? value : rule.defaults.value
		};
	};
}

/** The explanation with the branch's own number in it. */
export function explained(rule: AnyRule, now: RuleNow, t: Words, locale: Locale): string {
	return rule.explanation[locale].replaceAll('{after}', duration(now.after, t));
}

/** `45 seconds`, `5 minutes`, `1 min 30 s`. */
export function duration(seconds: number, t: Words): string {
	if (seconds < 60) return t.seconds(seconds);
	const [minutes, rest] = [Math.floor(seconds / 60), Number((seconds % 60).toFixed(3))];
	return rest === 0 ? t.minutes(minutes) : t.minutesAnd(minutes, rest);
}

/** One moment of an example: when, as `m:ss` since the ticket or the prompt; null: never. */
export interface Moment {
	at: string | null;
	what: string;
	/** What the rule itself does. */
	own: boolean;
}

/** An example as moments in order. */
export function momentsOf(example: Example | PassingExample, t: Words): Moment[] {
	const moments = 'asked' in example ? askedMoments(example, t) : raisedMoments(example, t);
	return moments
		.sort((a, b) => a.after - b.after)
		.map(({ after, what, own = false }) => ({ at: mss(after), what, own }));
}

interface Timed {
	after: number;
	what: string;
	own?: boolean;
}

function raisedMoments({ customer, raisedAfter }: Example, { steps }: Words): Timed[] {
	const { formCheckedAfter, machineWorksAfter, calledAfter } = customer;
	const told = (after: number | undefined, what: string): Timed[] =>
		after === undefined ? [] : [{ after, what }];
	return [
		{ after: 0, what: steps.issued },
		...told(formCheckedAfter, steps.formChecked),
		...told(machineWorksAfter, steps.machineWorks),
		...told(calledAfter, steps.called),
		raisedAfter === null
			? { after: Infinity, what: steps.never, own: true }
			: { after: raisedAfter, what: steps.raised, own: true }
	];
}

function askedMoments({ lobby, asked }: PassingExample, { steps }: Words): Timed[] {
	const { takenAfter, secondComesAfter } = lobby;
	return [
		...(asked.length === 0 ? [{ after: 0, what: steps.nobodyAsked, own: true }] : []),
		...(secondComesAfter === undefined ? [] : [{ after: secondComesAfter, what: steps.comes(2) }]),
		...asked.map(({ after, who }) => ({
			after,
			what: who === null ? steps.everybody : steps.asks(who),
			own: true
		})),
		...(takenAfter === undefined ? [] : [{ after: takenAfter, what: steps.taken }])
	];
}

/** `10:00`, `10:00.001`; null of what never comes. */
function mss(seconds: number): string | null {
	if (seconds === Infinity) return null;
	const whole = Math.floor(seconds);
	const rest = Math.round((seconds - whole) * 1000);
	const clock = `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
	return rest === 0 ? clock : `${clock}.${String(rest).padStart(3, '0')}`;
}

function entry(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
