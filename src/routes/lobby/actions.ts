/** What can be done about somebody's ticket from the lobby, in the order in which it is offered. Pure. */
import type { BranchRow, DeviceRow, TicketRow } from '#lib/protocol/index.ts';
import { isFit } from '#lib/client/fit.ts';

export type Action =
	| 'resume'
	| 'check'
	| 'divert'
	| 'refer'
	| 'sell'
	| 'park'
	| 'transfer'
	| 'requeue'
	| 'complain'
	| 'abandon';

/** Whoever is being served is the counter's: they are not sent elsewhere, and have not left. */
const BY_STATE: Record<TicketRow['state'], readonly Action[]> = {
	waiting: ['check', 'divert', 'refer', 'sell', 'park', 'transfer', 'complain', 'abandon'],
	parked: ['resume', 'check', 'divert', 'refer', 'sell', 'transfer', 'complain', 'abandon'],
	called: [
		...['check', 'divert', 'refer', 'sell', 'park', 'transfer', 'requeue'],
		...['complain', 'abandon']
	] as Action[],
	serving: ['refer', 'sell', 'park', 'transfer', 'requeue', 'complain']
};

export function actionsFor(
	ticket: Pick<TicketRow, 'state' | 'service' | 'form'>,
	branch: Pick<BranchRow, 'forms'>
): Action[] {
	const hasForm = ticket.form !== null || (branch.forms[ticket.service]?.length ?? 0) > 0;
	return BY_STATE[ticket.state].filter((action) => action !== 'check' || hasForm);
}

/** The devices that can do a service, those that work first; nobody is sent to any other. */
export function devicesFor(
	service: string,
	branch: Pick<BranchRow, 'selfService'>,
	devices: Readonly<Record<string, DeviceRow>>
): DeviceRow[] {
	const kinds = branch.selfService[service] ?? [];
	const rank = (device: DeviceRow) => (isFit(device) ? 0 : 1);
	return Object.values(devices)
		.filter(({ kind }) => kinds.includes(kind))
		.sort((a, b) => rank(a) - rank(b));
}
