import { Random } from '#lib/domain/random.ts';
import { letPeopleIn } from './arrivals.ts';
import { openDesks } from './desks.ts';
import { letChecksHappen } from './checks.ts';
import { SHIFTS } from './habits.ts';
import { lakeside } from './lakeside.ts';
import { watchDevices } from './machines.ts';
import { LobbyManager } from './lobby-manager.ts';
import { Mirror } from '../mirror.ts';
import { letSalesHappen } from './sales.ts';
import { WealthManager } from './wealth-manager.ts';
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
const FIRST_SEED = 2_119;

/** Days of one branch, one after the other: what it learned on one decides about prompts on the next. */
export class DemoDays {
	readonly #seed: number;
	readonly #mirror = new Mirror(lakeside);

	constructor(seed: number) {
		this.#seed = seed;
	}

	/**
	 * A believable day of the Lakeside Branch as the events that its machines and people would send, in time order from
	 * 08:20 on. The same seed, date and days before give the same day. Later days than the one before alone.
	 */
	next(date: string, payDay = false): DemoEvent[] {
		const random = new Random(this.#seed + FIRST_SEED).fork(date);
		const world = new World(date, random, this.#mirror);
		watchDevices(world);
		letChecksHappen(world);
		for (const shift of SHIFTS) {
			if (shift.role === 'lobby_manager') new LobbyManager(world, shift);
			else new WealthManager(world, shift);
		}
		openDesks(world, payDay);
		letPeopleIn(world, payDay);
		letSalesHappen(world);
		world.agenda.runUntil(world.time('23:00'));
		return world.events;
	}
}

/** A day of a branch that has lived through none before. */
export function demoDay({ seed, date, payDay = false }: DemoDayOptions): DemoEvent[] {
	return new DemoDays(seed).next(date, payDay);
}
