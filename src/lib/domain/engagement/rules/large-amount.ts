import type { Rule } from './rule.ts';
import { signalDueAt } from './signal.ts';

export const largeAmount: Rule = {
	id: 'large_amount',
	kind: 'engage',
	name: { zh: '大额', en: 'Large amount' },
	explanation: {
		zh: '办理大额业务，取号{after}后提示：可能是重点客户。',
		en: 'A large amount, {after} after the ticket: likely a key prospect.'
	},
	defaults: { on: true, after: 60, value: 3 },
	dueAt: signalDueAt('large_amount'),
	examples: [
		{
			name: { zh: '来办大额存款', en: 'Comes with a large deposit' },
			customer: { tags: ['large_amount'] },
			raisedAfter: 60
		},
		{
			name: { zh: '坐下之前就被叫到', en: 'Called before sitting down' },
			customer: { tags: ['large_amount'], calledAfter: 30 },
			raisedAfter: null
		}
	]
};
