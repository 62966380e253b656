/** What a talk is about, in words: from the rule's name and the branch's catalogue. Pure. */
import { minutesOf, nameIn, spaced } from '#lib/client/format.ts';
import { RULE_NAMES } from '#lib/domain/engagement/rules/names.ts';
import type { Locale } from '#lib/i18n/index.ts';
import type * as lobby from '#lib/i18n/lobby.ts';
import type { CatalogueRow } from '#lib/protocol/index.ts';
import { contentsOf, isOutflow } from './talk.ts';
import type { TalkContents } from './talk.ts';
import type { Task } from './tasks.ts';

type Messages = typeof lobby.zh;

/** Why somebody is asked to talk, in a word: the rule, or after how many minutes where that is the reason. */
function ruleWords(task: Task, now: number, t: Messages, locale: Locale): string {
	const { prompt, limits, since } = task;
	const { rule } = prompt;
	// What was expected has come about.
	const cameTrue = rule === 'likely_long_wait' && now - since > limits.long * 1000;
	if (rule === 'long_wait' || cameTrue) return spaced(t.rule(minutesOf(limits.long)));
	return rule in RULE_NAMES ? nameIn(RULE_NAMES[rule as keyof typeof RULE_NAMES], locale) : '';
}

/** `大额转出 → 挽留`, `大额 → 闲置资金`, `超过 10 分钟`: the reason, and where the talk leads. */
export function headingOf(
	task: Task,
	catalogue: CatalogueRow | undefined,
	now: number,
	t: Messages,
	locale: Locale
): string {
	const need = contentsOf(task, catalogue).need;
	const needName = need && nameIn(need.name, locale);
	const rule = ruleWords(task, now, t, locale);
	if (isOutflow(task)) return t.selling.fits(needName ?? rule, t.selling.retain);
	return needName === undefined || needName === rule ? rule : t.selling.fits(rule, needName);
}

/** `资金 90 天不用 → 稳健三月 (90 天)`: why this product; undefined: there is none. */
export function whyProduct(
	{ need, product, tenor }: TalkContents,
	t: Messages,
	locale: Locale
): string | undefined {
	if (product === undefined || need === undefined) return undefined;
	const { tenorDays } = product;
	const name = nameIn(product.name, locale);
	const told = tenorDays === undefined ? name : t.selling.tenor(name, tenorDays);
	const why = tenor === null ? nameIn(need.name, locale) : t.selling.freeFor(tenor);
	return spaced(t.selling.fits(why, told));
}

/** What an offer's card says after its rule: the first question of the need, or what to begin with. */
export function openingOf(
	task: Task,
	catalogue: CatalogueRow | undefined,
	t: Messages,
	locale: Locale
): string {
	const question = contentsOf(task, catalogue).questions[0];
	return question === undefined ? spaced(t.hint) : nameIn(question, locale);
}
