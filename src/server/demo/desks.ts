import type { Random } from '#lib/domain/random.ts';
import { fillForm } from './arrivals.ts';
import { DESKS, DETOURS, FLEX, RATES, SCORES, SERVICE_TIME } from './habits.ts';
import { pitch, sellAtDesk } from './pitches.ts';
import type { Visitor, World } from './world.ts';

type DeskPlan = (typeof DESKS)[number];

/** A counter and who sits there: calls, serves, pauses and goes home. */
export class Desk {
	readonly plan: DeskPlan;
	readonly #world: World;
	readonly #random: Random;
	readonly #breaks: { at: number; minutes: number; reason: string }[];
	#state: 'closed' | 'free' | 'busy' | 'paused' = 'closed';
	#openedAt = 0;

	constructor(world: World, plan: DeskPlan) {
		this.plan = plan;
		this.#world = world;
		this.#random = world.random.fork(`counter ${plan.counter}`);
		this.#breaks = plan.breaks.map(({ from, ...rest }) => ({ at: world.time(from), ...rest }));
		if (plan.opens !== null) {
			world.agenda.at(world.time(plan.opens) + this.#random.between(0, 50) * 1000, () =>
				this.open()
			);
		}
		for (const { at } of this.#breaks) world.agenda.at(at, () => this.look());
		world.onWaiting.push((visitor) => {
			if (this.#state !== 'free' || !plan.services.includes(visitor.service)) return;
			world.agenda.in(this.#random.between(2, 6), () => this.look());
		});
	}

	get isClosed(): boolean {
		return this.#state === 'closed';
	}

	open(): void {
		this.#state = 'free';
		this.#openedAt = this.#world.now;
		this.#emit('counter.opened');
		this.look();
	}

	/** Whoever is free: goes for a break that is due, calls the next customer, or goes home. */
	look(): void {
		if (this.#state !== 'free') return;
		const world = this.#world;
		const due = this.#breaks[0];
		if (due !== undefined && due.at <= world.now) {
			this.#breaks.shift();
			this.#pause(due.minutes, due.reason);
			return;
		}
		const visitor = world.now < world.time('09:00') ? undefined : world.next(this.plan.services);
		if (visitor !== undefined) this.#call(visitor);
		else if (this.#mayClose()) this.#close();
	}

	#mayClose(): boolean {
		const world = this.#world;
		if (this.plan.counter === FLEX.counter) {
			const rested = world.now - this.#openedAt >= FLEX.atLeast * 1000;
			return rested && world.waiting(this.plan.services).length <= FLEX.close;
		}
		if (world.now < world.time('17:00')) return false;
		// Anybody still in the branch may yet be passed on to the wealth manager, or come back with a form.
		return (
			world.active === 0 ||
			(this.plan.counter !== '8' &&
				!world.visitors.some(
					(visitor) => visitor.state !== 'over' && this.plan.services.includes(visitor.service)
				))
		);
	}

	#pause(minutes: number, reason: string): void {
		this.#state = 'paused';
		this.#emit('counter.paused', reason);
		this.#world.agenda.in(minutes * 60 * this.#random.between(0.9, 1.15), () => {
			this.#state = 'free';
			this.#emit('counter.opened');
			this.look();
		});
	}

	#close(): void {
		this.#state = 'closed';
		this.#emit('counter.closed');
	}

	#emit(type: 'counter.opened' | 'counter.paused' | 'counter.closed', reason?: string): void {
		const { counter, staff } = this.plan;
		this.#world.emit('counters', type, counter, { staff, ...(reason ? { reason } : {}) });
	}

	#call(visitor: Visitor): void {
		const world = this.#world;
		const { counter, staff } = this.plan;
		this.#state = 'busy';
		world.called(visitor);
		world.emit('counters', 'ticket.called', visitor.number, { counter, staff });
		const recalls = visitor.gone ? 2 : this.#random.chance(0.05) ? 1 : 0;
		this.#recall(visitor, recalls);
	}

	#recall(visitor: Visitor, recalls: number): void {
		const world = this.#world;
		const { counter, staff } = this.plan;
		if (recalls > 0) {
			world.agenda.in(this.#random.between(30, 45), () => {
				world.emit('counters', 'ticket.recalled', visitor.number, { counter, staff });
				this.#recall(visitor, recalls - 1);
			});
		} else if (visitor.gone) {
			world.agenda.in(this.#random.between(25, 40), () => {
				world.emit('counters', 'ticket.no_show', visitor.number, {});
				visitor.state = 'over';
				this.#nextSoon();
			});
		} else {
			world.agenda.in(this.#random.between(8, 35), () => this.#serve(visitor));
		}
	}

	#serve(visitor: Visitor): void {
		const world = this.#world;
		const { counter, speed } = this.plan;
		visitor.state = 'serving';
		world.emit('counters', 'ticket.started', visitor.number, { counter });
		if (visitor.faultyForm) {
			world.agenda.in(this.#random.between(50, 140), () => this.#sendBack(visitor));
			return;
		}
		const { median, sigma } = SERVICE_TIME[visitor.service];
		const seconds = Math.max(35, this.#random.logNormal(median, sigma) * speed);
		world.agenda.in(seconds - 15, () => pitch(world, this.plan.staff, visitor));
		world.agenda.in(seconds, () => this.#finish(visitor));
	}

	/** Back to the table with the form: the number and the first issue time stay. */
	#sendBack(visitor: Visitor): void {
		const world = this.#world;
		visitor.faultyForm = false;
		world.emit('counters', 'ticket.requeued', visitor.number, { reason: 'form_error' });
		visitor.state = 'waiting';
		world.agenda.in(1, () => fillForm(world, visitor, 'form_error'));
		this.#nextSoon();
	}

	#finish(visitor: Visitor): void {
		const world = this.#world;
		const { counter } = this.plan;
		const share =
			visitor.service === 'opening'
				? DETOURS.transferAfterOpening
				: visitor.service === 'cash'
					? DETOURS.transferAfterCash
					: 0;
		if (this.#random.chance(share) && world.now < world.time('16:30')) {
			visitor.service = 'wealth';
			world.emit('counters', 'ticket.transferred', visitor.number, { service: 'wealth' });
			world.joinsLine(visitor);
		} else {
			world.emit('counters', 'ticket.finished', visitor.number, { counter, outcome: 'done' });
			visitor.state = 'over';
			if (visitor.service === 'wealth') sellAtDesk(world, this.plan.staff, visitor);
			this.#letRate(visitor);
		}
		this.#nextSoon();
	}

	/** The pad at the counter asks, and some answer. */
	#letRate({ number }: Visitor): void {
		const world = this.#world;
		if (!this.#random.chance(RATES)) return;
		const score = Number(this.#random.weighted(SCORES));
		world.agenda.in(this.#random.between(2, 12), () => {
			world.emit('rating', 'ticket.rated', number, { score });
		});
	}

	#nextSoon(): void {
		this.#world.agenda.in(this.#random.between(4, 16), () => {
			this.#state = 'free';
			this.look();
		});
	}
}

/** All counters of the day, and the flex counter's rule. */
export function openDesks(world: World, payDay: boolean): void {
	const desks = DESKS.map((plan) => new Desk(world, plan));
	const flex = desks.find((desk) => desk.plan.counter === FLEX.counter) as Desk;
	const from = world.time(payDay ? '09:20' : FLEX.from);
	const watch = () => {
		if (flex.isClosed && world.waiting(flex.plan.services).length >= FLEX.open) flex.open();
		for (const desk of desks) desk.look();
		if (world.now < world.time('18:30')) world.agenda.in(60, watch);
	};
	world.agenda.at(from, watch);
}
