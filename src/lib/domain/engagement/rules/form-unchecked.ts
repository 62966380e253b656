import { serviceOf } from '../../queue/ticket.ts';
import type { Rule } from './rule.ts';

/** A fault that is found at the counter costs the customer the whole wait again. */
export const formUnchecked: Rule = {
	id: 'form_unchecked',
	kind: 'operate',
	name: { zh: '填单待预审', en: 'Form not looked at' },
	explanation: {
		zh: '要填单的业务，取号{after}后还没人看过单子：叫号前先预审。',
		en: 'Nobody has looked at the form {after} after the ticket: check it before the call.'
	},
	defaults: { on: true, after: 60, value: 1 },
	dueAt({ ticket, config, after }) {
		const needed = config.services.get(serviceOf(ticket))?.needsForm === true;
		return needed && ticket.form === null ? ticket.issuedAt + after : undefined;
	},
	examples: [
		{
			name: { zh: '转账单一分钟没人看', en: 'A transfer form for a minute' },
			customer: { needsForm: true },
			raisedAfter: 60
		},
		{
			name: { zh: '半分钟就预审通过', en: 'Passed after half a minute' },
			customer: { needsForm: true, formCheckedAfter: 30, calledAfter: 300 },
			raisedAfter: null
		}
	]
};
