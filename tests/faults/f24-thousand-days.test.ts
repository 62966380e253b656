import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { calendarOf, expectedOf, History, promptsOf } from '../support/days-expected.ts';
import { planOf } from '../support/days-plan.ts';
import type { Happening, Plan, Visit } from '../support/days-plan.ts';
import { AT_LENGTH, howMany, report } from '../support/fault.ts';
import { smallBranch } from '../support/history.ts';
import { LoneBranch } from '../support/lone-branch.ts';
import { SimulatedClock } from '../support/simulated-clock.ts';

/**
 * A thousand simulated days of a branch in four time zones, with clocks that change for summer and winter, that are set
 * wrong and right again by hours, and with servers that end at any moment: whoever must be told something is told it
 * once, at the instant that the rules say.
 */
const DAYS = howMany(3, 250);
/** With the first day of the short form, over which the zone's clocks change, or the month has a 29th of February. */
const ZONES: readonly [string, string][] = [
	['Asia/Shanghai', '2028-02-28'],
	['Europe/Berlin', '2027-10-30'],
	['America/New_York', '2028-03-11'],
	['Australia/Lord_Howe', '2027-10-02']
];
/** Over autumn, winter and spring: both changes, and 29 February. */
const FIRST = AT_LENGTH ? '2027-09-20' : null;
const HOUR = 3_600_000;

const told = new Set(['prompt.raised', 'prompt.escalated', 'checklist.overdue', 'day.closed']);

function happeningsOf(plan: Plan, history: History, dayOf: (visit: Visit) => string): Happening[] {
	const all: Happening[] = [];
	const tell = (ran: number, type: string, subject: string, data: object) =>
		all.push({ kind: 'tell', ran, type, subject, data });
	for (const { ran, restart } of plan.restarts) all.push({ kind: 'restart', ran, restart });
	for (const { ran, ms } of plan.steps) all.push({ kind: 'step', ran, ms });
	for (const visit of plan.visits) {
		const { number, form, tags, vip, issued, formChecked, accepted, called } = visit;
		const until = called ?? Infinity;
		const service = form ? 'opening' : 'cash';
		tell(issued, 'ticket.issued', number, { service, tags, segment: vip ? 'vip' : 'ordinary' });
		if (formChecked !== null && formChecked <= until) {
			tell(formChecked, 'form.checked', number, { ok: true });
		}
		const { window } = promptsOf(history, visit);
		if (window !== null && accepted !== null && accepted >= window.ran && accepted <= until) {
			const id = `${window.rule}/${number}/${dayOf(visit)}`;
			tell(accepted, 'prompt.accepted', id, { staff: 'wang' });
		}
		if (called === null) continue;
		tell(called, 'ticket.called', number, { counter: '1' });
		tell(called, 'ticket.finished', number, {});
	}
	for (const { list, ran } of plan.checked) {
		tell(ran, 'checklist.checked', 'look', { list, ok: true, staff: 'wang' });
	}
	// At one instant the clock is set first; the sort is stable.
	const rank = ({ kind }: Happening) => (kind === 'restart' ? 0 : kind === 'step' ? 1 : 2);
	return all.sort((a, b) => a.ran - b.ran || rank(a) - rank(b));
}

const item = { id: 'look', name: { zh: '看一看', en: 'Look' } };
const list = (id: string, due: object) => ({ id, role: 'lobby_manager', items: [item], ...due });

/** Plays a plan on a real branch; returns what it told, and when it recorded that. */
async function play(
	zone: string,
	startAt: number,
	happenings: readonly Happening[],
	until: number
): Promise<{ told: string; punctual: boolean }[]> {
	const folder = mkdtempSync(join(tmpdir(), 'foyer-f24-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	const clock = new SimulatedClock(startAt);
	const file = smallBranch({
		timeZone: zone,
		clock: 'wall',
		hours: { 'mon-sun': ['09:00', '17:00'] },
		prompts: {},
		checklists: [
			list('opening', { dueBeforeOpening: 600 }),
			list('closing', { dueAfterClosing: 1200 })
		]
	});
	const branch = await LoneBranch.open(folder, clock, file);
	for (const happening of happenings) {
		await clock.to(happening.ran, branch.settle);
		if (happening.kind === 'step') clock.step(happening.ms);
		else if (happening.kind === 'restart') await branch.restart(happening.restart);
		else {
			const { type, subject, data } = happening;
			const outcome = await branch.tell(type, subject, data);
			if (outcome.kind !== 'accepted') {
				throw new Error(`${type} ${subject} at ${clock.now()}: ${JSON.stringify(outcome)}`);
			}
		}
	}
	await clock.to(until, branch.settle);
	const log = branch.log();
	await branch.close();
	return log
		.filter(({ type, subject }) => told.has(type) && !/^(checklist|help)\//.test(subject))
		.map(({ type, subject, at, recordedAt }) => ({
			told: `${type} ${subject} ${at}`,
			punctual: recordedAt === at
		}));
}

const byText = (a: { told: string }, b: { told: string }) =>
	a.told < b.told ? -1 : a.told > b.told ? 1 : 0;

test(`F24: ${DAYS * ZONES.length} of a thousand days, with clock steps, summer time and restarts: nobody is prompted twice, nobody is missed`, async () => {
	const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
	console.log(`F24: seed ${seed}`);
	const sum = {
		prompts: 0,
		told: 0,
		punctual: 0,
		steps: 0,
		restarts: 0,
		lengths: new Set<number>()
	};
	const branch = async (index: number, zone: string, short: string) => {
		const days = calendarOf(zone, FIRST ?? short, DAYS);
		const startAt = days[0]!.midnight + 60_000;
		const mornings = days.slice(0, -1).map(({ midnight }) => Math.max(0, midnight - startAt));
		const plan = planOf(seed + index, mornings);
		const history = new History(startAt, plan);
		const dayOf = ({ issued }: Visit) => {
			const clock = history.clockAt(issued);
			return days.findLast(({ midnight }) => midnight <= clock)!.day;
		};
		const expected = expectedOf(history, plan, days, dayOf).sort(byText);
		const until = days.at(-1)!.midnight - startAt + 3 * HOUR;
		const got = (await play(zone, startAt, happeningsOf(plan, history, dayOf), until)).sort(byText);
		expect(got.map((each) => each.told)).toEqual(expected.map((each) => each.told));
		// And at once, where the server was there and its clock went on evenly.
		const late = expected.filter(({ punctual }, nth) => punctual && !got[nth]!.punctual);
		expect(late).toEqual([]);
		sum.told += got.length;
		sum.prompts += got.filter((each) => each.told.startsWith('prompt.')).length;
		sum.punctual += expected.filter(({ punctual }) => punctual).length;
		sum.steps += plan.steps.length;
		sum.restarts += plan.restarts.length;
		days.slice(1).forEach(({ midnight }, nth) => {
			sum.lengths.add((midnight - days[nth]!.midnight) / HOUR);
		});
	};
	// At the same time: most of it is waiting for the disk.
	await Promise.all(ZONES.map(([zone, short], index) => branch(index, zone, short)));
	// Days of one length only, or without a prompt, would prove nothing.
	expect(sum.lengths.size).toBeGreaterThanOrEqual(4);
	expect(sum.prompts).toBeGreaterThan(DAYS * ZONES.length);
	report(
		'F24',
		`${DAYS * ZONES.length} days of ${[...sum.lengths].sort((a, b) => a - b).join(', ')} h, ${sum.steps} clock steps, ` +
			`${sum.restarts} restarts: ${sum.told} told (${sum.prompts} prompts), 0 missed, 0 doubled, ` +
			`${sum.punctual} at their very millisecond and the rest as soon as the server could; seed ${seed}`
	);
}, 600_000);
