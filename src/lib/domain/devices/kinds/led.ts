import type { Kind } from './kind.ts';

/** LED screen with rates and messages. */
export const led: Kind = {
	id: 'led',
	name: { zh: 'LED 屏', en: 'LED screen' },
	functions: ['show', 'network'],
	essential: ['show'],
	components: { screen: ['show'], controller: ['show'], network: ['network'] },
	levels: {},
	silence: { stale: 300, offline: 900 },
	takesOver: null
};
