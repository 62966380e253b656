/** The day as a row of half hours, from opening to closing: empty ones keep their place. */
import { hhmm } from '#lib/client/format.ts';
import type { BranchRow, HalfHourRow, KpiRow, TicketRow } from '#lib/protocol/index.ts';

export const HALF = 1_800_000;
const HOUR = 3_600_000;
const MINUTE = 60_000;
/** Of a branch that has no hours and no figures yet. */
const SHORTEST = 8 * HOUR;

/** A half hour of the day. `row` is missing where nothing was counted. */
export interface Half {
	from: number;
	to: number;
	/** `9:30` */
	label: string;
	row: HalfHourRow | undefined;
	state: 'over' | 'current' | 'ahead';
	/** People who came in it and are waiting now: its waits are not all known. */
	waiting: number;
}

export function halvesOf(
	branch: BranchRow,
	kpis: Record<string, KpiRow>,
	tickets: Record<string, TicketRow>,
	now: number
): Half[] {
	const rows = Object.values(kpis).filter(isHalf);
	const zone = branch.timeZone;
	const firsts = rows.map(({ from }) => from);
	const start = hourOf(Math.min(branch.opensAt ?? Infinity, ...firsts, Infinity), zone, now);
	const ends = [branch.closesAt ?? start + SHORTEST, ...firsts.map((from) => from + HALF)];
	const end = start + Math.ceil((Math.max(...ends) - start) / HOUR) * HOUR;
	const byStart = new Map(rows.map((row) => [row.from, row]));
	const waiting = Object.values(tickets).filter(isInLobby);
	const halves: Half[] = [];
	for (let from = start; from < end; from += HALF) {
		const to = from + HALF;
		halves.push({
			from,
			to,
			label: hhmm(from, zone).replace(/^0/, ''),
			row: byStart.get(from),
			state: now >= to ? 'over' : now >= from ? 'current' : 'ahead',
			waiting: waiting.filter(({ issuedAt }) => issuedAt >= from && issuedAt < to).length
		});
	}
	return halves;
}

export function isInLobby(ticket: TicketRow): boolean {
	return ticket.state === 'waiting' || ticket.state === 'parked';
}

function isHalf(row: KpiRow): row is HalfHourRow {
	return row.id.startsWith('half/');
}

/** The whole hour of the branch's own clock at or before an instant; of the present where there is none. */
function hourOf(instant: number, timeZone: string, now: number): number {
	const at = Number.isFinite(instant) ? instant : now;
	const minutes = Number(hhmm(at, timeZone).slice(3));
	return Math.floor(at / MINUTE) * MINUTE - minutes * MINUTE;
}
