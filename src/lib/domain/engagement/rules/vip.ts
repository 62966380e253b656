import type { Rule } from './rule.ts';

export const vip: Rule = {
	id: 'vip',
	kind: 'engage',
	name: { zh: '贵宾到店', en: 'VIP customer' },
	explanation: {
		zh: '贵宾取号{after}后提示：先去问候。',
		en: 'A VIP customer, {after} after the ticket: go and greet them.'
	},
	defaults: { on: true, after: 30, value: 3 },
	dueAt: ({ ticket, after }) => (ticket.segment === 'vip' ? ticket.issuedAt + after : undefined),
	examples: [
		{
			name: { zh: '贵宾坐下等候', en: 'A VIP customer sits down' },
			customer: { segment: 'vip' },
			raisedAfter: 30
		},
		{
			name: { zh: '优先客户不算贵宾', en: 'Priority is not VIP' },
			customer: { segment: 'priority', calledAfter: 300 },
			raisedAfter: null
		}
	]
};
