import { atm } from './atm.ts';
import { card } from './card.ts';
import { crs } from './crs.ts';
import { display } from './display.ts';
import { kiosk } from './kiosk.ts';
import { led } from './led.ts';
import { USUAL_SILENCE, type Kind } from './kind.ts';
import { note } from './note.ts';
import { pc } from './pc.ts';
import { phone } from './phone.ts';
import { printer } from './printer.ts';
import { terminal } from './terminal.ts';

/** Every kind that Foyer knows, in the order in which a branch counts them. To add one, add a file and a line here. */
export const KINDS: readonly Kind[] = [
	atm,
	crs,
	terminal,
	printer,
	card,
	note,
	pc,
	kiosk,
	display,
	led,
	phone
];

const BY_ID = new Map(KINDS.map((kind) => [kind.id, kind]));

/** A kind by its id. A branch may write one of its own: of it no part is known, and what it tells is believed. */
export function kindOf(id: string): Kind {
	return BY_ID.get(id) ?? { ...OWN, id, name: { zh: id, en: id } };
}

const OWN: Kind = {
	id: '',
	name: { zh: '', en: '' },
	functions: [],
	essential: [],
	components: {},
	levels: {},
	silence: USUAL_SILENCE,
	takesOver: null
};
