import type { Rule } from './rule.ts';

/** Off unless the branch wants it: most of whom it names are prompted about at their limit anyway. */
export const likelyLongWait: Rule = {
	id: 'likely_long_wait',
	kind: 'engage',
	name: { zh: '预计等候过长', en: 'Likely long wait' },
	explanation: {
		zh: '预计会超过长等候时限，且已等了{after}：趁还没着急，先去聊一聊。',
		en: 'Expected to pass the limit, after {after} of waiting: talk before they grow impatient.'
	},
	defaults: { on: false, after: 300, value: 1 },
	dueAt({ ticket, after }) {
		if (ticket.likelySince === null) return undefined;
		return Math.max(ticket.issuedAt + after, ticket.likelySince);
	},
	examples: [
		{
			name: { zh: '取号时就预计要等半小时', en: 'Half an hour expected from the start' },
			customer: { expectedWait: 1800 },
			raisedAfter: 300
		},
		{
			name: { zh: '马上轮到', en: 'Next in line' },
			customer: { expectedWait: 0, calledAfter: 400 },
			raisedAfter: null
		}
	]
};
