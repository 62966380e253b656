import type { Day } from '#lib/domain/day.ts';
import { checkOf, dueAt, shownRounds, type Round } from '#lib/domain/opening/checklist.ts';
import { hintOf } from '#lib/domain/opening/hints.ts';
import type { BranchState } from '#lib/domain/state.ts';
import type { ChecklistItem, ChecklistRow } from '#lib/protocol/index.ts';

/** What an item weighs that says nothing else. */
const USUAL_POINTS = 1;

/** Today's checklists, those that are everybody's own with the person in their id, and their blank sheets. */
export function checklistRows(state: BranchState): ChecklistRow[] {
	const { today } = state;
	if (today === null) return [];
	return shownRounds(state, today).map((round) => checklistRow(state, today, round));
}

function checklistRow(state: BranchState, day: Day, round: Round): ChecklistRow {
	const { id, list, owner } = round;
	const items = list.items.map((item): ChecklistItem => {
		const row: ChecklistItem = {
			id: item.id,
			name: item.name,
			points: item.points ?? USUAL_POINTS,
			state: 'open'
		};
		if (item.device !== undefined) {
			row.device = item.device;
			row.hint = hintOf(state.devices.get(item.device));
		}
		const check = checkOf(day, round, item.id);
		if (check === undefined) return row;
		row.state = check.ok ? 'ok' : 'failed';
		row.staff = check.staff;
		row.at = check.at;
		if (check.note !== null) row.note = check.note;
		if (check.photo !== null) row.photo = check.photo;
		return row;
	});
	const sum = (which: (item: ChecklistItem) => boolean) =>
		items.reduce((points, item) => points + (which(item) ? item.points : 0), 0);
	const row: ChecklistRow = {
		id,
		list: list.id,
		name: list.name,
		role: list.role,
		phase: list.phase,
		dueAt: dueAt(state.config, list, day.bounds.day),
		items,
		points: {
			of: sum(() => true),
			ok: sum((item) => item.state === 'ok'),
			failed: sum((item) => item.state === 'failed')
		}
	};
	if (owner !== null) row.staff = owner;
	else if (list.each) row.blank = true;
	if (items.length > 0 && items.every((item) => item.state !== 'open')) {
		row.doneAt = Math.max(...items.map((item) => item.at ?? 0));
	}
	const signature = day.signed.get(id);
	if (signature !== undefined) {
		row.signedBy = signature.staff;
		row.signedAt = signature.at;
	}
	return row;
}
