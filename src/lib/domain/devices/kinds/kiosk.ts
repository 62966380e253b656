import { PAPER, USUAL_SILENCE, type Kind } from './kind.ts';

/** Gives tickets. Out of paper it still shows the number, and customers still stand before it. */
export const kiosk: Kind = {
	id: 'kiosk',
	name: { zh: '取号机', en: 'Ticket kiosk' },
	noun: { zh: '取号机', en: 'Kiosk' },
	functions: ['issue', 'print', 'network'],
	essential: ['issue'],
	components: {
		printer: ['print'],
		receipt_printer: ['print'],
		screen: ['issue'],
		network: ['network', 'issue']
	},
	levels: { paper: PAPER(['print']) },
	silence: USUAL_SILENCE,
	takesOver: null
};
