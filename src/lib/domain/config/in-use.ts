import type { Fault } from '../../protocol/file-fault.ts';
import { tasksInHand } from '../duty/duty.ts';
import { isOver, serviceOf } from '../queue/ticket.ts';
import type { BranchState } from '../state.ts';
import type { Config } from './config.ts';

/**
 * All that stands in the way of new settings: nobody may be left waiting for a service that is gone, and nothing in the
 * hands of somebody who is. A product may go at any time: cards suggest another, and what was sold of it stays.
 */
export function inUse(state: BranchState, config: Config): Fault<'in_use'>[] {
	const faults: Fault<'in_use'>[] = [];
	const used = hasBeenUsed(state);
	if (used && config.timeZone !== state.config.timeZone) {
		faults.push({ path: '/timeZone', code: 'in_use', params: { what: 'time_zone' } });
	}
	if (used && config.clock !== state.config.clock) {
		faults.push({ path: '/clock', code: 'in_use', params: { what: 'clock' } });
	}
	const wanted = new Set<string>();
	for (const ticket of state.today?.tickets.values() ?? []) {
		const id = serviceOf(ticket);
		if (isOver(ticket) || config.services.has(id) || wanted.has(id)) continue;
		wanted.add(id);
		const params = { what: 'service' as const, id, ticket: ticket.number };
		faults.push({ path: '/services', code: 'in_use', params });
	}
	for (const { id, tickets } of state.counters.values()) {
		const ticket = tickets.at(-1);
		if (ticket === undefined || config.counters.has(id)) continue;
		const params = { what: 'counter' as const, id, ticket };
		faults.push({ path: '/counters', code: 'in_use', params });
	}
	for (const id of state.config.staff.keys()) {
		const tasks = config.staff.has(id) ? 0 : tasksInHand(state, id);
		if (tasks === 0) continue;
		faults.push({ path: '/staff', code: 'in_use', params: { what: 'person', id, tasks } });
	}
	return faults;
}

/** Whether anything is counted by its days. */
function hasBeenUsed({ today, yesterday }: BranchState): boolean {
	if (yesterday !== null) return true;
	return (
		today !== null &&
		today.tickets.size + today.referrals.size + today.sales.size + today.engagements.length > 0
	);
}
