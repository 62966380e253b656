import { PAPER, USUAL_SILENCE, type Kind } from './kind.ts';

/** Self-service terminal: transfers, statements, bills; no cash. */
export const terminal: Kind = {
	id: 'terminal',
	name: { zh: '自助终端', en: 'Self-service terminal' },
	noun: { zh: '自助终端', en: 'Terminal' },
	functions: ['card', 'receipt', 'network'],
	essential: ['card'],
	components: {
		card_reader: ['card'],
		pin_pad: ['card'],
		screen: ['card'],
		receipt_printer: ['receipt'],
		printer: ['receipt'],
		network: ['network', 'card']
	},
	levels: { paper: PAPER(['receipt']) },
	silence: USUAL_SILENCE,
	takesOver: 12
};
