import { appendFileSync } from 'node:fs';

/** A line of the table that `npm run faults` ends with. */
export interface FaultFigure {
	/** As in the title of its test: `F1`. */
	fault: string;
	/** What was measured, in words and numbers. */
	figures: string;
	/** Present where this machine does not allow the fault: what is missing, and what ran in its place. */
	skipped?: string;
}

/** Whether the faults run at their whole length (`npm run faults`), or in the short form of `npm test`. */
export const AT_LENGTH = process.env['FOYER_FAULTS'] === 'whole';

/** How many of something: few in `npm test`, all of them in `npm run faults`. */
export function howMany(short: number, whole: number): number {
	return AT_LENGTH ? whole : short;
}

/** Prints what a fault's test measured, and keeps it for the table. */
export function report(fault: string, figures: string): void {
	keep({ fault, figures });
}

/** Says that this machine does not allow a fault; the test's own skip says it to the runner. */
export function reportSkipped(fault: string, skipped: string): void {
	keep({ fault, figures: '', skipped });
}

function keep(line: FaultFigure): void {
	console.log(`${line.fault}: ${line.skipped ?? line.figures}`);
	const file = process.env['FOYER_FAULTS_TABLE'];
	if (file !== undefined) appendFileSync(file, `${JSON.stringify(line)}\n`);
}
