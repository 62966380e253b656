/** What somebody who stands before a device of a kind can say is wrong with it, the frequent first. Words: `i18n/devices.ts`. */
const CASH = ['out_of_cash', 'note_jam', 'card_jam', 'out_of_paper', 'network', 'power', 'fraud'];

const BY_KIND: Readonly<Record<string, readonly string[]>> = {
	atm: CASH,
	crs: [...CASH, 'reject_full'],
	terminal: ['card_jam', 'out_of_paper', 'network', 'power', 'fraud'],
	printer: ['out_of_paper', 'paper_jam', 'out_of_toner', 'cover_open', 'network', 'power'],
	card: ['out_of_cards', 'card_jam', 'network', 'power'],
	note: ['note_jam', 'power'],
	pc: ['sign_in', 'network', 'power'],
	kiosk: ['out_of_paper', 'paper_jam', 'network', 'power'],
	display: ['network', 'power'],
	led: ['network', 'power'],
	phone: ['no_answer', 'power']
};

/** What fits no other word. */
const OTHER = 'hardware';

export function causesOf(kind: string): readonly string[] {
	return [...(BY_KIND[kind] ?? ['network', 'power']), OTHER];
}
