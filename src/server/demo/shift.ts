import type { Random } from '#lib/domain/random.ts';
import type { SHIFTS } from './habits.ts';
import type { World } from './world.ts';

export type Shift = (typeof SHIFTS)[number];

/** Somebody who comes to work, eats and goes home, and in between looks at a screen whenever their hands are free. */
export abstract class OnShift {
	protected readonly world: World;
	protected readonly random: Random;
	protected readonly staff: string;
	readonly #source: 'lobby' | 'wealth';
	readonly #until: number;
	#lunch: { at: number; minutes: number } | null;

	constructor(world: World, { staff, role, from, to, lunch }: Shift) {
		this.world = world;
		this.random = world.random.fork(staff);
		this.staff = staff;
		this.#source = role === 'lobby_manager' ? 'lobby' : 'wealth';
		this.#until = world.time(to);
		this.#lunch = lunch === null ? null : { at: world.time(lunch.from), minutes: lunch.minutes };
		world.agenda.at(world.time(from), () => this.#arrive());
	}

	/** Something to do is begun, which ends in `free`; false: there is nothing. */
	protected abstract begin(): boolean;

	/** Seconds until the next look when there was nothing to do, or after something was done. */
	protected abstract pause(): number;

	protected free(): void {
		this.world.agenda.in(this.pause(), () => this.#look());
	}

	#arrive(): void {
		this.world.emit(this.#source, 'staff.arrived', this.staff, {});
		this.free();
	}

	#look(): void {
		const { now } = this.world;
		if (now > this.#until) {
			this.#leave();
		} else if (this.#lunch !== null && now > this.#lunch.at) {
			const { minutes } = this.#lunch;
			this.#lunch = null;
			this.#leave();
			const length = minutes * this.random.between(54, 69);
			this.world.agenda.in(length, () => this.#arrive());
		} else if (!this.begin()) {
			this.free();
		}
	}

	#leave(): void {
		this.world.emit(this.#source, 'staff.left', this.staff, {});
	}
}
