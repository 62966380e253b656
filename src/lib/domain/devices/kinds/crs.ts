import { CASH, PAPER, USUAL_SILENCE, type Kind } from './kind.ts';

/** Cash recycler: takes cash in and gives it out again; either alone is worth having. */
export const crs: Kind = {
	id: 'crs',
	name: { zh: '存取款一体机', en: 'Cash recycler' },
	noun: { zh: '存取款一体机', en: 'Recycler' },
	functions: ['dispense', 'deposit', 'card', 'receipt', 'network'],
	essential: ['dispense', 'deposit'],
	components: {
		dispenser: ['dispense'],
		acceptor: ['deposit'],
		recycler: ['dispense', 'deposit'],
		cash_units: ['dispense'],
		card_reader: ['card', 'dispense', 'deposit'],
		pin_pad: ['card', 'dispense', 'deposit'],
		receipt_printer: ['receipt'],
		printer: ['receipt'],
		network: ['network', 'dispense', 'deposit', 'card']
	},
	levels: { cash: CASH(['dispense']), paper: PAPER(['receipt']) },
	silence: USUAL_SILENCE,
	takesOver: 16
};
