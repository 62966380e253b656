import { configOf, type Config } from '#lib/domain/config/config.ts';
import { factsOf, type DayNumbers, type Fact } from '#lib/domain/figures/facts.ts';
import { openingHours } from '#lib/domain/time/business-day.ts';
import { dayPlus } from '#lib/domain/time/calendar-day.ts';
import type { ConversionReport } from '#lib/protocol/conversion.ts';
import type { HuddleReport } from '#lib/protocol/huddle.ts';
import type { Access, Caller, Principal } from '../access/access.ts';
import type { Branch } from '../branch.ts';
import type { Foresight } from '../forecast/foresight.ts';
import type { Read } from '../reading.ts';
import type { Reports } from '../reports/reports.ts';
import { catalogueRow } from '../views/rows.ts';
import { goalLines } from './goals.ts';
import { numbersOf } from './numbers.ts';
import { peaksOf } from './peaks.ts';

export interface HuddleParts {
	branches: { get(id: string): Branch | undefined };
	access: Pick<Access, 'denies'>;
	reports: Pick<Reports, 'conversion' | 'stats'>;
	foresight: Pick<Foresight, 'staffing'>;
}

/** The same weekday of so many weeks before says what is usual. */
const WEEKS = 4;
/** A branch that was closed for longer begins anew. Days. */
const LONGEST_PAUSE = 14;

/** What is read out in the morning and looked back on in the evening, from the same figures as every screen. */
export class Huddle {
	readonly #parts: HuddleParts;
	/** Days that are over do not change any more; by branch and day. */
	readonly #known = new Map<string, DayNumbers | null>();

	constructor(parts: HuddleParts) {
		this.#parts = parts;
	}

	async read({ principal }: Caller, id: string): Promise<Read<HuddleReport>> {
		const { access, branches } = this.#parts;
		const denied = access.denies(principal, 'read_huddle', id);
		if (denied !== undefined) return { ok: false, ...denied };
		const branch = branches.get(id);
		if (branch === undefined) {
			return { ok: false, code: 'unknown_branch', detail: `There is no branch "${id}".` };
		}
		const config = configOf(branch.file);
		const day = branch.today();
		const { view } = branch.view('head');
		const hours = await this.#parts.reports.conversion(principal, id, {
			from: day,
			to: day,
			by: 'hour'
		});
		if (!hours.ok) return hours;
		const names = access.denies(principal, 'read_staff_stats', id) === undefined;
		const own = principal.kind === 'person' ? principal.person.staff : null;
		const staff = Object.values(view.staff ?? {});
		const prompts = Object.values(view.prompts ?? {});
		const { total } = hours.value;
		const numbers = await this.#numbers(principal, branch, day, hours.value);
		const today = view.kpis?.['today'] as { amount: number; currency: string | null } | undefined;
		return {
			ok: true,
			value: {
				branch: id,
				name: branch.file.name,
				timeZone: config.timeZone,
				day,
				closed: isClosed(config, day, branch.now()),
				names,
				before: await this.#before(principal, branch, config),
				today: {
					facts: numbers === null ? [] : await this.#facts(principal, branch, config, numbers),
					figures: total,
					missedByHour: hours.value.rows
						.filter(({ windowsMissed }) => windowsMissed > 0)
						.map(({ key, windowsMissed }) => ({ hour: key, missed: windowsMissed })),
					openReferrals: Object.values(view.referrals ?? {}).filter(
						({ state }) => state === 'made' || state === 'accepted'
					).length,
					openComplaints: prompts.filter(({ rule }) => rule === 'complaint').length
				},
				catalogue: catalogueRow(config),
				goals: goalLines(config, staff, names ? null : (own ?? '')),
				amount: {
					goal: config.goals.amountPerDay,
					sold: today?.amount ?? 0,
					currency: today?.currency ?? null
				},
				peaks: await this.#peaks(principal, id),
				staff: staff.map(({ id: each, name, role, onDuty }) => ({
					id: each,
					name,
					role,
					present: onDuty !== undefined
				}))
			}
		};
	}

	/** The last day with customers, and what stood out of it. */
	async #before(principal: Principal, branch: Branch, config: Config) {
		const today = branch.today();
		for (let back = 1; back <= LONGEST_PAUSE; back += 1) {
			const numbers = await this.#numbers(principal, branch, dayPlus(today, -back));
			if (numbers === null) continue;
			const facts = await this.#facts(principal, branch, config, numbers);
			return { day: numbers.day, facts };
		}
		return null;
	}

	async #facts(
		principal: Principal,
		branch: Branch,
		{ goals }: Config,
		numbers: DayNumbers
	): Promise<Fact[]> {
		const past: DayNumbers[] = [];
		for (let week = 1; week <= WEEKS; week += 1) {
			const each = await this.#numbers(principal, branch, dayPlus(numbers.day, -7 * week));
			if (each !== null) past.push(each);
		}
		return factsOf(numbers, past, {
			windows: goals.windowsUsed,
			in_time: goals.withinTarget,
			coverage: goals.pitchCoverage,
			conversion: goals.conversion
		});
	}

	/** Null: nobody came, or it could not be read just now. `byHour`: the day's report, where somebody has it. */
	async #numbers(
		principal: Principal,
		branch: Branch,
		day: string,
		byHour?: ConversionReport
	): Promise<DayNumbers | null> {
		const key = `${branch.id} ${day}`;
		const known = this.#known.get(key);
		if (known !== undefined) return known;
		const { reports } = this.#parts;
		const days = { from: day, to: day };
		const stats = await reports.stats(principal, branch.id, { ...days, by: 'day' });
		// What could not be read is not known to be nothing.
		if (!stats.ok) return null;
		const [row] = stats.value.rows;
		let numbers: DayNumbers | null = null;
		if (row !== undefined) {
			const read =
				byHour === undefined
					? await reports.conversion(principal, branch.id, { ...days, by: 'hour' })
					: { ok: true as const, value: byHour };
			if (!read.ok) return null;
			numbers = numbersOf(day, row, read.value.total, read.value.rows);
		}
		// Yesterday's facts may still come in late.
		if (day < dayPlus(branch.today(), -1)) this.#known.set(key, numbers);
		return numbers;
	}

	async #peaks(principal: Principal, id: string) {
		const staffing = await this.#parts.foresight.staffing(principal, id, null);
		return staffing.ok ? peaksOf(staffing.value.rows) : [];
	}
}

function isClosed({ file, timeZone }: Config, day: string, now: number): boolean {
	const hours = openingHours(day, file.hours ?? {}, timeZone);
	return hours !== null && now >= hours.closesAt;
}
