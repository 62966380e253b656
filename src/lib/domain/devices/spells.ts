import type { Changes } from '../changes.ts';
import type { Device, Spell } from './device.ts';
import type { Health } from './health.ts';

/** A device is in another way from now on: the stretch before ends. */
export function beginSpell(device: Device, health: Health, at: number, changes: Changes): void {
	const before = device.spell;
	if (before !== null && isSame(before, health)) return;
	if (before !== null) {
		before.to = at;
		changes.spells.add(before);
	}
	const spell: Spell = { device: device.id, from: at, to: null, ...health };
	device.spell = spell;
	changes.spells.add(spell);
}

/** A device is no longer the branch's: nothing more is known of it. */
export function endSpell({ spell }: Device, at: number, changes: Changes): void {
	if (spell === null || spell.to !== null) return;
	spell.to = Math.max(spell.from, at);
	changes.spells.add(spell);
}

function isSame(spell: Spell, health: Health): boolean {
	if (spell.state !== health.state || spell.cause !== health.cause) return false;
	if (spell.service !== health.service) return false;
	const names = Object.keys(health.functions) as (keyof Health['functions'])[];
	return names.every((name) => spell.functions[name] === health.functions[name]);
}
