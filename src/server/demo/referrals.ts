import { PRODUCT_FOR } from './habits.ts';
import type { Visitor, World } from './world.ts';

const made = new WeakMap<World, number>();

/** A customer handed on to a wealth manager: made, mostly accepted, often met, sometimes won. */
export function refer(
	world: World,
	{ from, visitor, need }: { from: string; visitor: Visitor; need: string }
): void {
	const { random } = world;
	const count = (made.get(world) ?? 0) + 1;
	made.set(world, count);
	// Referrals outlive their day, and so do their numbers.
	const id = `R${world.date.slice(5).replace('-', '')}-${String(count).padStart(3, '0')}`;
	const staff = count % 2 === 0 ? 'w01' : 'w02';
	const product = PRODUCT_FOR[need] ?? 'steady-3m';
	world.emit('lobby', 'referral.made', id, {
		from,
		to: staff,
		number: visitor.number,
		need,
		product
	});
	if (!random.chance(0.9)) return;
	world.agenda.in(random.between(30, 150), () => {
		world.emit('wealth', 'referral.accepted', id, { staff });
		if (!random.chance(0.78)) return;
		world.agenda.in(random.between(120, 900), () => meet(world, { id, staff, product, visitor }));
	});
}

function meet(
	world: World,
	deal: { id: string; staff: string; product: string; visitor: Visitor }
): void {
	const { random } = world;
	const { id, staff, product, visitor } = deal;
	world.emit('wealth', 'referral.met', id, { staff });
	world.agenda.in(random.between(300, 1100), () => {
		const won = random.chance(0.55);
		if (won) {
			world.emit('wealth', 'sale.recorded', `S${id.slice(1)}`, {
				product,
				amount: Math.round(random.logNormal(140_000, 0.7) / 10_000) * 1_000_000 + 1_000_000,
				currency: 'CNY',
				staff,
				channel: 'wealth',
				number: visitor.number,
				referral: id
			});
		}
		world.emit('wealth', 'referral.closed', id, {
			staff,
			outcome: won ? 'won' : 'lost',
			...(won ? {} : { reason: random.chance(0.5) ? 'thinking_it_over' : 'other_bank' })
		});
	});
}
