import { PAPER, type Kind } from './kind.ts';

/** Prints slips, statements, tickets. */
export const printer: Kind = {
	id: 'printer',
	name: { zh: '回单机', en: 'Slip printer' },
	functions: ['print', 'network'],
	essential: ['print'],
	components: {
		printer: ['print'],
		paper: ['print'],
		toner: ['print'],
		cover: ['print'],
		network: ['network', 'print']
	},
	levels: {
		paper: PAPER(['print']),
		toner: {
			carries: ['print'],
			low: 0.1,
			empty: 0,
			causes: { low: 'toner_low', empty: 'out_of_toner' }
		}
	},
	// A printer that sleeps answers late.
	silence: { stale: 120, offline: 300 },
	takesOver: null
};
