import type { Name, PromptRule } from '../../../protocol/index.ts';

/** What each rule is called: apart from the rules, for screens that say the name and decide nothing. */
export const RULE_NAMES: Readonly<Record<PromptRule, Name>> = {
	long_wait: { zh: '等候过长', en: 'Long wait' },
	likely_long_wait: { zh: '预计等候过长', en: 'Likely long wait' },
	large_amount: { zh: '大额', en: 'Large amount' },
	outflow: { zh: '资金外流', en: 'Money leaving' },
	maturing: { zh: '定期到期', en: 'Deposit matures' },
	vip: { zh: '贵宾到店', en: 'VIP customer' },
	divertible: { zh: '可引导自助', en: 'Could use a machine' },
	form_unchecked: { zh: '填单待预审', en: 'Form not looked at' }
};
