/** One row of a log of outages. Epoch milliseconds; `to` null: still out. */
export interface Outage {
	machine: string;
	/** As the log has it; may be empty. */
	reason: string;
	from: number;
	to: number | null;
}

/** A time in which a machine was out without a break, and the rows that tell of it. */
export interface MachineFault {
	machine: string;
	from: number;
	outages: readonly Outage[];
}

/** The rows of one machine as its faults, oldest first. Rows that overlap are one; rows that only touch are two. */
export function faultsOf(outages: readonly Outage[]): MachineFault[] {
	// What begins at once and ends at once lies within what goes on from there.
	const sorted = [...outages].sort((a, b) => a.from - b.from || endOf(b) - endOf(a));
	const faults: { machine: string; from: number; outages: Outage[] }[] = [];
	let until = -Infinity;
	for (const outage of sorted) {
		const { machine, from } = outage;
		if (from < until) faults.at(-1)!.outages.push(outage);
		else faults.push({ machine, from, outages: [outage] });
		until = Math.max(until, endOf(outage));
	}
	return faults;
}

/** Two that are still out end together. */
function endOf({ to }: Outage): number {
	return to ?? Number.MAX_SAFE_INTEGER;
}
