import type { CatalogueRow } from '../../src/lib/protocol/index.ts';

/** What a made-up branch says and sells. */
export const catalogue: CatalogueRow = {
	id: 'catalogue',
	currency: 'CNY',
	needs: [
		{
			id: 'keep_here',
			name: { zh: '大额转出', en: 'Money leaving' },
			signals: ['outflow'],
			questions: [
				{ zh: '打算怎么安排？', en: 'What is it for?' },
				{ zh: '多久以后要用？', en: 'When will you need it?' }
			]
		},
		{ id: 'idle', name: { zh: '闲置资金', en: 'Idle money' }, signals: ['large_amount'] },
		{ id: 'cover', name: { zh: '定期到期', en: 'Deposit matures' }, signals: ['maturing'] }
	],
	products: [
		{
			id: 'growth',
			name: { zh: '成长一年', en: 'Growth 1Y' },
			risk: 'R3',
			needs: ['idle'],
			points: [{ zh: '<b>一年</b>', en: '<b>one year</b>' }]
		},
		{
			id: 'steady',
			name: { zh: '稳健三月', en: 'Steady 3M' },
			key: true,
			risk: 'R2',
			tenorDays: 90,
			needs: ['keep_here', 'idle'],
			points: [{ zh: '三个月', en: 'Three months' }],
			leaflet: { zh: '折页在 2 号展架', en: 'Leaflet on stand 2' }
		},
		{ id: 'old', name: { zh: '旧产品', en: 'Old' }, withdrawn: true }
	],
	pitches: [],
	retention: [
		{ zh: '有手续费', en: 'There is a fee' },
		{ zh: '不是马上到账', en: 'It does not arrive at once' },
		{ zh: '本行有同期限的产品', en: 'There is such a product here' }
	],
	credit: 0.5
};
