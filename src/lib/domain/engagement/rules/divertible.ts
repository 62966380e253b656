import { serviceOf } from '../../queue/ticket.ts';
import type { Rule } from './rule.ts';

/** Nobody is sent to a machine that might work: one of the service's kinds must have said that it does. */
export const divertible: Rule = {
	id: 'divertible',
	kind: 'operate',
	name: { zh: '可引导自助', en: 'Could use a machine' },
	explanation: {
		zh: '小额现金，而且有正常的自助设备能办：取号{after}后提示引导。',
		en: 'Small cash while a machine that does it works: {after} after the ticket, guide them there.'
	},
	defaults: { on: true, after: 15, value: 1 },
	dueAt({ ticket, config, devices, after }) {
		if (!ticket.tags.includes('small_cash')) return undefined;
		const kinds = config.services.get(serviceOf(ticket))?.selfService ?? [];
		const since = [...devices.values()]
			.filter(
				({ id, state }) => state === 'ok' && kinds.includes(config.devices.get(id)?.kind ?? '')
			)
			.map((device) => device.changedAt);
		return since.length === 0 ? undefined : Math.max(ticket.issuedAt + after, Math.min(...since));
	},
	examples: [
		{
			name: { zh: '取五千元，取款机正常', en: 'A small withdrawal, the ATM works' },
			customer: { tags: ['small_cash'], machine: 'ok' },
			raisedAfter: 15
		},
		{
			name: { zh: '取款机离线', en: 'The ATM is offline' },
			customer: { tags: ['small_cash'], machine: 'offline', calledAfter: 300 },
			raisedAfter: null
		},
		{
			name: { zh: '取款机五分钟后恢复', en: 'The ATM works again after five minutes' },
			customer: { tags: ['small_cash'], machine: 'offline', machineWorksAfter: 300 },
			raisedAfter: 300
		},
		{
			name: { zh: '取款机没有消息', en: 'Nothing is heard of the ATM' },
			customer: { tags: ['small_cash'], machine: 'unknown', calledAfter: 300 },
			raisedAfter: null
		}
	]
};
