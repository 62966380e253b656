/** Why so many counters, in a sentence made of the answer's reasons. */
import { spaced } from '#lib/client/format.ts';
import type * as messages from '#lib/i18n/staffing.ts';
import type { StaffingReason, StaffingRow } from '#lib/protocol/forecast.ts';

type Words = typeof messages.zh;
type Reasons = { [Code in StaffingReason['code']]?: Extract<StaffingReason, { code: Code }> };

export interface Told {
	/** The branch's limit in minutes. */
	minutes: number;
	/** The row is of today: those at work are at work now. */
	today: boolean;
}

export function whyText(row: StaffingRow, { minutes, today }: Told, t: Words): string {
	const why: Reasons = Object.fromEntries(row.reasons.map((reason) => [reason.code, reason]));
	const parts: string[] = [];
	if (why.arrivals && why.mean_service && why.load) {
		const each = decimal(why.mean_service.seconds / 60);
		parts.push(t.comes(decimal(why.arrivals.n), each, decimal(why.load.erlangs)));
	}
	if (row.counters === null) parts.push(t.noNumber);
	else if (why.within_target) {
		const { share, goal } = why.within_target;
		parts.push(t.keeps(row.counters, percents(share), minutes, percents(goal)));
	}
	const now = why.within_target_now;
	if (now && now.counters > 0 && now.counters !== row.counters) {
		const say = today ? t.nowToday : t.now;
		const leave = why.abandon_now?.share ?? 0;
		const most = why.abandon?.most ?? 0;
		parts.push(
			say(now.counters, percents(now.share)) +
				(leave > most ? t.comma + t.leave(percents(leave)) : '')
		);
	}
	if (why.no_counter) parts.push(t.noCounter);
	else if (why.exceeds) parts.push(t.exceeds(why.exceeds.counters));
	return spaced(parts.join(t.pause) + t.stop);
}

/** `2.4`, and from ten on whole: what is expected is not known better. */
function decimal(value: number): string {
	return value < 9.95 ? String(Math.round(value * 10) / 10) : String(Math.round(value));
}

/** Of what is worked out, not counted: whole percents. */
function percents(share: number): string {
	return `${Math.round(share * 100)}%`;
}
