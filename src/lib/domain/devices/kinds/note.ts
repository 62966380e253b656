import { USUAL_SILENCE, type Kind } from './kind.ts';

/** Note counter: counts and checks customers' cash. Most have no cable: a person says how it is. */
export const note: Kind = {
	id: 'note',
	name: { zh: '点钞机', en: 'Note counter' },
	functions: ['count'],
	essential: ['count'],
	components: { feeder: ['count'], sensor: ['count'], network: [] },
	levels: {},
	silence: USUAL_SILENCE,
	takesOver: null
};
