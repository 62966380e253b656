import { serviceOf } from '../../queue/ticket.ts';
import type { Rule, Scene } from './rule.ts';

/** The first millisecond at which a ticket's wait is more than its service's limit. */
export function limitPassedAt({ ticket, config }: Pick<Scene, 'ticket' | 'config'>): number {
	const limit = config.services.get(serviceOf(ticket))?.longWait ?? config.longWait.seconds;
	return ticket.issuedAt + limit * 1000 + 1;
}

/** The branch's own limit, or the service's: more than that is a long wait. It cannot be switched off. */
export const longWait: Rule = {
	id: 'long_wait',
	kind: 'engage',
	name: { zh: '等候过长', en: 'Long wait' },
	explanation: {
		zh: '等候超过网点的时限{after}，就提示去聊一聊；业务可以有自己的时限。',
		en: 'Waited longer than the branch’s limit of {after}: go and talk to them. A service may have its own limit.'
	},
	defaults: { on: true, after: 0, value: 1 },
	dueAt: limitPassedAt,
	examples: [
		{
			name: { zh: '等到第 10 分钟过一毫秒', en: 'A millisecond past ten minutes' },
			customer: {},
			raisedAfter: 600.001
		},
		{
			name: { zh: '正好 10 分钟被叫到', en: 'Called at ten minutes sharp' },
			customer: { calledAfter: 600 },
			raisedAfter: null
		}
	]
};
