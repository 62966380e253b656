import type { Referral } from '#lib/domain/sales/referral.ts';
import { LOST, REFERRALS } from './habits.ts';
import { sell } from './sales.ts';
import { OnShift } from './shift.ts';

/** A wealth manager: sees what is offered, takes most of it between two customers, meets them, and mostly says why not. */
export class WealthManager extends OnShift {
	/** Referrals that were looked at, and left to the next one. */
	readonly #left = new Set<string>();

	protected override pause(): number {
		return this.random.between(10, 50);
	}

	protected override begin(): boolean {
		const { world, random, staff } = this;
		if (this.#hasCustomer()) return false;
		const referral = [...world.mirror.state.referrals.values()].find(
			({ id, state, offer }) =>
				state === 'made' && (offer.to ?? staff) === staff && !this.#left.has(id)
		);
		if (referral === undefined) return false;
		const { id } = referral;
		world.emit('wealth', 'referral.seen', id, { staff });
		if (!random.chance(REFERRALS.accepted)) {
			this.#left.add(id);
			return false;
		}
		world.agenda.in(random.between(6, 40), () => {
			const taken = world.emit('wealth', 'referral.accepted', id, { staff });
			if (taken) world.agenda.in(random.between(120, 700), () => this.#meet(referral));
			this.free();
		});
		return true;
	}

	/** At the desk with somebody: the screen can wait. */
	#hasCustomer(): boolean {
		return [...this.world.mirror.state.counters.values()].some(
			(counter) => counter.staff === this.staff && counter.tickets.length > 0
		);
	}

	#meet(referral: Referral): void {
		const { world, random, staff } = this;
		const { id } = referral;
		if (!random.chance(REFERRALS.met)) {
			const data = { staff, outcome: 'lost' as const, reason: 'no_show' };
			world.emit('wealth', 'referral.closed', id, data);
			return;
		}
		world.emit('wealth', 'referral.met', id, { staff });
		world.agenda.in(random.between(300, 1100), () => this.#close(referral));
	}

	#close({ id, product, number }: Referral): void {
		const { world, random, staff } = this;
		const won = product !== null && random.chance(REFERRALS.won);
		if (won) {
			// Whoever was referred yesterday has no number today.
			const known = world.visitor(number) === undefined ? {} : { number: number as string };
			const data = { product, staff, channel: 'wealth' as const, referral: id, ...known };
			sell(world, 'wealth', data);
		}
		const outcome = won
			? { outcome: 'won' as const }
			: { outcome: 'lost' as const, reason: random.weighted(LOST) };
		world.emit('wealth', 'referral.closed', id, { staff, ...outcome });
	}
}
