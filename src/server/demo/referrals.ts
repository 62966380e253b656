import type { Visitor, World } from './world.ts';

const made = new WeakMap<World, number>();

/** A customer handed on: whoever is at work among the wealth managers is asked, one after the other. */
export function refer(
	world: World,
	{
		from,
		visitor,
		need,
		product
	}: { from: string; visitor: Visitor; need?: string | undefined; product?: string | undefined }
): void {
	const count = (made.get(world) ?? 0) + 1;
	made.set(world, count);
	// Referrals outlive their day, and so do their numbers.
	const id = `R${world.date.slice(5).replace('-', '')}-${String(count).padStart(3, '0')}`;
	world.emit('lobby', 'referral.made', id, {
		from,
		number: visitor.number,
		...(need === undefined ? {} : { need }),
		...(product === undefined ? {} : { product })
	});
}
