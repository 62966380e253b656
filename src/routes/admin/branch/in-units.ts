import { keysOf } from '#lib/protocol/check/pointer.ts';
import type { Fault } from '#lib/protocol/file-fault.ts';
import type { Field } from './fields.ts';
import { hintFor } from './hints.ts';
import { shown } from './units.ts';
import type { Words } from './words.ts';

/** A mistake whose bounds are in the unit that the form shows: nobody writes minutes as seconds. */
export function inUnits(fault: Fault, { t }: Pick<Words, 't'>, fields: readonly Field[]): Fault {
	if (fault.code !== 'out_of_range') return fault;
	const { unit = 'none' } = hintFor(placeOf(fault.path, fields));
	const { min, max } = fault.params;
	const bound = (value: number) => Number(shown(value, unit));
	const word = t.units[unit];
	const params = {
		// Half a minute may be written; a round least number is easier to keep to.
		...(min !== undefined && { min: Math.ceil(bound(min)) }),
		...(max !== undefined && { max: bound(max) }),
		...(word !== '' && { unit: word })
	};
	return { ...fault, params };
}

/** The place of a setting that a JSON pointer leads to or into. */
function placeOf(pointer: string, fields: readonly Field[]): string {
	let place = '';
	let level = fields;
	for (const key of keysOf(pointer)) {
		const field = level.find((each) => each.key === key);
		if (field) ({ place, fields: level } = field);
	}
	return place;
}
