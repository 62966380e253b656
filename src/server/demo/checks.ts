import type { ChecklistConfig } from '#lib/protocol/index.ts';
import { CLOSING_ROUND, DESKS, FOUND, OPENING_ROUND, SHIFTS } from './habits.ts';
import { lakeside } from './lakeside.ts';
import type { Source, World } from './world.ts';

/** Before the doors open and after they close, somebody walks round with each list and signs it. */
export function letChecksHappen(world: World): void {
	for (const list of lakeside.checklists ?? []) {
		const round = list.dueAfterClosing === undefined ? OPENING_ROUND : CLOSING_ROUND;
		if (list.role === 'teller') {
			const tellers = DESKS.filter(({ services }) => !services.includes('wealth'));
			for (const { staff } of tellers) walk(world, 'counters', list, staff, round.teller);
		} else {
			const first = SHIFTS.find(({ role }) => role === list.role)?.staff;
			if (first !== undefined) walk(world, 'lobby', list, first, round.lobby);
		}
	}
}

function walk(
	world: World,
	source: Source,
	{ id: list, items }: ChecklistConfig,
	staff: string,
	from: string
): void {
	const random = world.random.fork(`${list}/${staff}`);
	let at = world.time(from) + random.between(0, 180) * 1000;
	let until = at;
	const look = (item: string, ok: boolean, note?: string) =>
		world.emit(source, 'checklist.checked', item, {
			...{ list, staff, ok },
			...(note === undefined ? {} : { note })
		});
	for (const { id } of items) {
		at += random.between(25, 70) * 1000;
		const found = FOUND[id];
		world.agenda.at(at, () => look(id, found === undefined, found?.note));
		until = at + (found?.mendedAfter ?? 0) * 1000;
		if (found !== undefined) world.agenda.at(until, () => look(id, true));
	}
	world.agenda.at(Math.max(at, until) + 60_000, () =>
		world.emit(source, 'checklist.signed', list, { staff })
	);
}
