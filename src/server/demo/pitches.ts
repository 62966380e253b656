import { pitchFor } from '#lib/domain/catalogue/pitch.ts';
import { AFTER_INTEREST, PITCHES, SKIPS, SLIPS } from './habits.ts';
import { refer } from './referrals.ts';
import { sell } from './sales.ts';
import type { Visitor, World } from './world.ts';

/** The one sentence at the counter: the branch's own for this ticket, its result, and what comes of it. */
export function pitch(world: World, staff: string, visitor: Visitor): void {
	const random = world.random.fork(`pitch ${visitor.number} ${world.now}`);
	const { catalogue } = world.mirror.state.config;
	const product = pitchFor(visitor, catalogue)?.pitch.product;
	const result = random.weighted(PITCHES);
	if (result === 'none') return;
	if (result === 'skipped' || product === undefined) {
		// Where nothing fits the customer's risk level, that is the reason.
		const skip = product === undefined ? 'not_suitable' : random.weighted(SKIPS);
		const data = { staff, result: 'skipped' as const, skip, toldWait: true };
		world.emit('counters', 'pitch.made', visitor.number, data);
		return;
	}
	const data = { staff, result, product, leaflet: random.chance(0.4) };
	const say = () => {
		world.emit('counters', 'pitch.made', visitor.number, { ...data, toldWait: true });
	};
	say();
	if (random.chance(SLIPS.undone)) {
		world.agenda.in(4, () => {
			world.emit('counters', 'pitch.undone', visitor.number, { staff });
			world.agenda.in(3, say);
		});
	}
	if (result !== 'interested') return;
	const { refer: referred, sale } = AFTER_INTEREST.counter;
	const need = catalogue.products.get(product)?.needs?.at(-1);
	const { number } = visitor;
	if (random.chance(referred)) {
		world.agenda.in(10, () => refer(world, { from: staff, visitor, need, product }));
	} else if (random.chance(sale / (1 - referred))) {
		world.agenda.in(12, () => {
			sell(world, 'counters', { product, staff, channel: 'counter', number });
		});
	}
}

/** A talk at the wealth manager's own desk, and what was bought there. */
export function sellAtDesk(world: World, staff: string, visitor: Visitor): void {
	const random = world.random.fork(`desk ${visitor.number}`);
	if (!random.chance(AFTER_INTEREST.desk)) return;
	const { catalogue } = world.mirror.state.config;
	const product = pitchFor(visitor, catalogue)?.pitch.product;
	if (product === undefined) return;
	sell(world, 'wealth', { product, staff, channel: 'wealth', number: visitor.number });
}
