/** Today's faults as the branch head reads them, from rows. Pure. */
import { ownerOf } from '#lib/client/trouble.ts';
import { businessDayAt } from '#lib/domain/time/business-day.ts';
import type { BranchRow, DeviceRow, IncidentRow, PromptRow } from '#lib/protocol/index.ts';

type Records<R> = Readonly<Record<string, R>>;

export interface Fault {
	incident: IncidentRow;
	/** Undefined: the branch has it no more. */
	device: DeviceRow | undefined;
	/** `watched`: it works again, and is not over yet. */
	state: 'open' | 'watched' | 'over';
	/** How long it lasted, or has so far; milliseconds. */
	lasted: number;
	owner: string | null;
	/** It serves nobody, and nobody has it. */
	untaken: boolean;
}

interface Rows {
	branch: Pick<BranchRow, 'timeZone' | 'businessDay'>;
	devices: Records<DeviceRow>;
	incidents: Records<IncidentRow>;
	prompts: Records<PromptRow>;
}

const ORDER: Record<Fault['state'], number> = { open: 0, watched: 1, over: 2 };

/**
 * What is open, the longest first, then what is over by its end, the latest first; of earlier days only what went on
 * into this one.
 */
export function faultsOf({ branch, devices, incidents, prompts }: Rows, now: number): Fault[] {
	const isToday = ({ endedAt }: IncidentRow) =>
		endedAt === undefined || businessDayAt(endedAt, branch.timeZone).day === branch.businessDay;
	return Object.values(incidents)
		.filter(isToday)
		.map((incident): Fault => {
			const { openedAt, fineSince, endedAt, severity } = incident;
			const over = endedAt !== undefined;
			const state = over ? 'over' : fineSince === undefined ? 'open' : 'watched';
			const owner = ownerOf(incident, prompts);
			return {
				...{ incident, device: devices[incident.device], state, owner },
				lasted: Math.max(0, (endedAt ?? fineSince ?? now) - openedAt),
				untaken: state === 'open' && severity === 'down' && owner === null
			};
		})
		.sort(
			(a, b) =>
				ORDER[a.state] - ORDER[b.state] ||
				(a.state === 'over'
					? (b.incident.endedAt ?? 0) - (a.incident.endedAt ?? 0)
					: a.incident.openedAt - b.incident.openedAt)
		);
}
