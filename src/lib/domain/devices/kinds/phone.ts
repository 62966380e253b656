import type { Kind } from './kind.ts';

/** The line to customer service. It is asked seldom: each question is a call to the exchange. */
export const phone: Kind = {
	id: 'phone',
	name: { zh: '客服电话', en: 'Service phone' },
	functions: ['call'],
	essential: ['call'],
	components: { line: ['call'], network: ['call'] },
	levels: {},
	silence: { stale: 300, offline: 600 },
	takesOver: null
};
