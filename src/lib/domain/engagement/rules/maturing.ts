import type { Rule } from './rule.ts';
import { signalDueAt } from './signal.ts';

export const maturing: Rule = {
	id: 'maturing',
	kind: 'engage',
	name: { zh: '定期到期', en: 'Deposit matures' },
	explanation: {
		zh: '定期存款即将到期，取号{after}后提示：问问下一步打算。',
		en: 'A deposit matures soon, {after} after the ticket: ask what comes next.'
	},
	defaults: { on: true, after: 60, value: 3 },
	dueAt: signalDueAt('maturing'),
	examples: [
		{
			name: { zh: '三天后到期', en: 'Matures in three days' },
			customer: { tags: ['maturing'] },
			raisedAfter: 60
		},
		{
			name: { zh: '坐下之前就被叫到', en: 'Called before sitting down' },
			customer: { tags: ['maturing'], calledAfter: 30 },
			raisedAfter: null
		}
	]
};
