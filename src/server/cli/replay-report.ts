import type { ContactReport } from '../replay/contact-report.ts';
import type { OutageReport } from '../replay/outage-report.ts';
import type { Report, StageFigures } from '../replay/report.ts';
import type { Io } from './command.ts';

const seconds = (value: number | null) => (value === null ? '-' : `${value.toFixed(1)} s`);
const percent = (value: number | null, digits = 1) =>
	value === null ? '-' : `${(value * 100).toFixed(digits)} %`;

const hours = (value: number | null) => (value === null ? '-' : `${(value / 3600).toFixed(1)} h`);

type Simulated = NonNullable<Report['simulated']>;
type Fed = Pick<Report, 'events' | 'seconds' | 'eventsPerSecond' | 'rejected'>;

function tellFed(io: Io, branch: string, fed: Fed): void {
	io.out(
		`${branch}: ${fed.events} events in ${fed.seconds.toFixed(1)} s (${Math.round(fed.eventsPerSecond)}/s), ${fed.rejected} refused`
	);
}

/** The report of a log of tickets in a few lines. */
export function tellTickets(io: Io, branch: string, report: Report): void {
	tellFed(io, branch, report);
	const skipped = Object.entries(report.skipped).map(([reason, count]) => `${count} ${reason}`);
	if (skipped.length > 0) io.out(`rows left out: ${skipped.join(', ')}`);
	io.out(
		`${report.tickets} tickets, ${percent(report.abandoned)} abandoned, mean wait ${seconds(report.meanWait)}, ` +
			`over 10 minutes ${percent(report.over600)}, mean service ${seconds(report.meanService)}`
	);
	const { prediction } = report;
	io.out(
		`estimates at issue: ${prediction.scored} scored, off by ${seconds(prediction.mae)} on average ` +
			`(the last customer's wait: ${seconds(prediction.lesMae)}), ${percent(prediction.within)} inside their range`
	);
	if (report.stages !== undefined) tellStages(io, report.stages);
	if (report.simulated !== undefined) tellSimulated(io, report.simulated);
}

function tellStages(io: Io, stages: StageFigures): void {
	const { served, meanWait, overTenMinutes, noShow, passedOn, voided } = stages;
	io.out(
		`${stages.stages} stages: ${served} served (mean wait ${seconds(meanWait)}, ${overTenMinutes} over 10 minutes), ` +
			`${noShow} no-shows, ${passedOn} passed on, ${voided} voided`
	);
}

function tellSimulated(io: Io, { count, seed, prompts }: Simulated): void {
	io.out(`simulated: ${count} lobby managers, seed ${seed}; what follows is none of the log's`);
	for (const [rule, { raised, used, missed }] of Object.entries(prompts)) {
		io.out(`${rule}: ${raised} prompts, ${used} used, ${missed} missed`);
	}
}

/** The report of a log of contacts in a few lines. */
export function tellContacts(io: Io, branch: string, report: ContactReport): void {
	tellFed(io, branch, report);
	if (report.broken > 0) io.out(`lines left out: ${report.broken}, named above`);
	io.out(
		`${report.contacts} contacts, ${report.interested} interested, ${report.sales} sales, ` +
			`conversion ${percent(report.conversion, 2)}`
	);
	for (const [month, { contacts, sales, conversion }] of Object.entries(report.months)) {
		io.out(`${month}: ${sales}/${contacts}, ${percent(conversion)}`);
	}
	if (report.years === 'assumed') {
		io.out(
			'The rows stand in no order of date and tell no years: all were taken to be of one year.'
		);
	}
}

/** The report of a log of outages in a few lines. */
export function tellOutages(io: Io, branch: string, report: OutageReport): void {
	tellFed(io, branch, report);
	const skipped = Object.entries(report.skipped).map(([reason, count]) => `${count} ${reason}`);
	if (skipped.length > 0) io.out(`rows left out: ${skipped.join(', ')}`);
	const { incidents, open, downSeconds, medianDownSeconds, availability, faults } = report;
	io.out(
		`${incidents} outages of ${Object.keys(report.devices).length} machines, ${open} of them still out, ` +
			`${hours(downSeconds)} in all, half of them longer than ${hours(medianDownSeconds)}, availability ${percent(availability, 2)}`
	);
	if (report.overlapping === 0) return;
	io.out(
		`${report.overlapping} began while their machine was out already: ${faults.incidents} faults, ${hours(faults.downSeconds)}`
	);
}
