import type { Rule } from './rule.ts';
import { signalDueAt } from './signal.ts';

export const outflow: Rule = {
	id: 'outflow',
	kind: 'engage',
	name: { zh: '资金外流', en: 'Money leaving' },
	explanation: {
		zh: '准备把大额资金转走，取号{after}后提示：先问打算，再讲三条挽留理由。',
		en: 'About to move money away, {after} after the ticket: ask about the plan first, then the three arguments.'
	},
	defaults: { on: true, after: 10, value: 5 },
	dueAt: signalDueAt('outflow'),
	examples: [
		{
			name: { zh: '要把钱转去他行买理财', en: 'Moves money to buy elsewhere' },
			customer: { tags: ['outflow'] },
			raisedAfter: 10
		},
		{
			name: { zh: '一取号就被叫到', en: 'Called at once' },
			customer: { tags: ['outflow'], calledAfter: 5 },
			raisedAfter: null
		}
	]
};
