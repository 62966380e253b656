import { CASH, PAPER, USUAL_SILENCE, type Kind } from './kind.ts';

/** Gives cash. Without its receipt printer it still does. */
export const atm: Kind = {
	id: 'atm',
	name: { zh: '取款机', en: 'ATM' },
	functions: ['dispense', 'card', 'receipt', 'network'],
	essential: ['dispense'],
	components: {
		dispenser: ['dispense'],
		cash_units: ['dispense'],
		card_reader: ['card', 'dispense'],
		pin_pad: ['card', 'dispense'],
		receipt_printer: ['receipt'],
		printer: ['receipt'],
		network: ['network', 'dispense', 'card']
	},
	levels: { cash: CASH(['dispense']), paper: PAPER(['receipt']) },
	silence: USUAL_SILENCE,
	takesOver: 20
};
