import { USUAL_SILENCE, type Kind } from './kind.ts';

/** Issues bank cards without a counter. */
export const card: Kind = {
	id: 'card',
	name: { zh: '发卡机', en: 'Card machine' },
	functions: ['issue', 'card', 'network'],
	essential: ['issue'],
	components: {
		card_dispenser: ['issue'],
		card_printer: ['issue'],
		card_reader: ['card'],
		id_reader: ['issue'],
		network: ['network', 'issue']
	},
	levels: {
		cards: {
			carries: ['issue'],
			low: 0.1,
			empty: 0,
			causes: { low: 'cards_low', empty: 'out_of_cards' }
		}
	},
	silence: USUAL_SILENCE,
	takesOver: 6
};
