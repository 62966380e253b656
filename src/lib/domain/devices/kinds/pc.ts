import type { Kind } from './kind.ts';

/** E-banking PC: works as long as a customer can sign in there. */
export const pc: Kind = {
	id: 'pc',
	name: { zh: '网银机', en: 'E-banking PC' },
	functions: ['sign_in', 'network'],
	essential: ['sign_in'],
	components: {
		browser: ['sign_in'],
		sign_in_page: ['sign_in'],
		network: ['network', 'sign_in']
	},
	levels: {},
	silence: { stale: 120, offline: 300 },
	takesOver: 8
};
