import type { PromptRule } from '../../../protocol/index.ts';
import { divertible } from './divertible.ts';
import { formUnchecked } from './form-unchecked.ts';
import { largeAmount } from './large-amount.ts';
import { likelyLongWait } from './likely-long-wait.ts';
import { longWait } from './long-wait.ts';
import { maturing } from './maturing.ts';
import { outflow } from './outflow.ts';
import type { Rule } from './rule.ts';
import { vip } from './vip.ts';

/** Every rule that prompts somebody about a waiting customer. To add one, add a file, a line here and its name. */
export const RULES: readonly Rule[] = [
	longWait,
	likelyLongWait,
	largeAmount,
	outflow,
	maturing,
	vip,
	divertible,
	formUnchecked
];

const BY_ID = new Map<string, Rule>(RULES.map((rule) => [rule.id, rule]));

/** The rule of an id; every id of the protocol has one. */
export function ruleOf(id: PromptRule): Rule {
	const rule = BY_ID.get(id);
	if (rule === undefined) throw new Error(`No rule ${id}`);
	return rule;
}

/** Whether a prompt of this rule asks somebody to talk to the customer; calls for help and complaints do not. */
export function isEngageRule(id: string): boolean {
	return BY_ID.get(id)?.kind === 'engage';
}
