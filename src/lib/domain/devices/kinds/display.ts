import { USUAL_SILENCE, type Kind } from './kind.ts';

/** Shows and says who is called. */
export const display: Kind = {
	id: 'display',
	name: { zh: '叫号屏', en: 'Call display' },
	functions: ['show', 'network'],
	essential: ['show'],
	components: { screen: ['show'], sound: [], network: ['network', 'show'] },
	levels: {},
	silence: USUAL_SILENCE,
	takesOver: null
};
