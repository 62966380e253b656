import { Random } from '#lib/domain/random.ts';
import { letPeopleIn } from './arrivals.ts';
import { openDesks } from './desks.ts';
import { Floor } from './floor.ts';
import { FAULTS } from './habits.ts';
import { lakeside } from './lakeside.ts';
import { World } from './world.ts';
import type { DemoEvent } from './world.ts';

export interface DemoDayOptions {
	seed: number;
	/** YYYY-MM-DD, a day on which the branch is open. */
	date: string;
	/** Salaries are paid: two and a half times as many customers. */
	payDay?: boolean;
}

/** Seed 1 is then a day whose busiest hour shows everything that the screens can say. */
const FIRST_SEED = 2_155;

/**
 * A believable day of the Lakeside Branch as the events that its machines and people would send, in time
 * order from 08:55 on. The same seed and date give the same day. What lobby managers do about prompts is part
 * of it: a prompt's id and instant follow from the ticket.
 */
export function demoDay({ seed, date, payDay = false }: DemoDayOptions): DemoEvent[] {
	const world = new World(date, new Random(seed + FIRST_SEED).fork(date));
	watchDevices(world);
	new Floor(world);
	openDesks(world, payDay);
	letPeopleIn(world, payDay);
	world.agenda.runUntil(world.time('23:00'));
	return world.events;
}

/** Every device says how it is in the morning, and what goes wrong later. */
function watchDevices(world: World): void {
	(lakeside.devices ?? []).forEach(({ id }, index) => {
		world.agenda.at(world.time('08:55') + 4000 + index * 700, () => {
			world.emit('devices', 'device.status', id, { state: 'ok' });
		});
	});
	for (const { device, at, minutes, ...status } of FAULTS) {
		world.agenda.at(world.time(at), () => {
			world.emit('devices', 'device.status', device, status);
			world.agenda.in(minutes * 60, () => {
				world.emit('devices', 'device.status', device, { state: 'ok' });
			});
		});
	}
}
