import type { BranchFile } from '#lib/protocol/index.ts';

type Part = 'currency' | 'needs' | 'products' | 'pitches' | 'retention' | 'targets' | 'referrals';

/** What the demonstration's branch says and sells. Every product and every word of it is made up. */
export const catalogue: Required<Pick<BranchFile, Part>> = {
	currency: 'CNY',
	needs: [
		{
			id: 'keep_here',
			name: { zh: '大额转出', en: 'Money leaving' },
			signals: ['outflow'],
			questions: [
				{
					zh: '转过去以后，这笔钱打算怎么安排？',
					en: 'Once it is over there, what is the money for?'
				},
				{ zh: '这笔钱多久以后要用？', en: 'When will you need the money?' }
			]
		},
		{
			id: 'maturing',
			name: { zh: '定期到期', en: 'Deposit matures' },
			signals: ['maturing'],
			questions: [
				{ zh: '到期以后，您有什么打算？', en: 'What would you like to do once it matures?' },
				{ zh: '接下来多久用不到这笔钱？', en: 'How long will you not need it?' }
			]
		},
		{
			id: 'idle_cash',
			name: { zh: '闲置资金', en: 'Idle money' },
			signals: ['large_amount'],
			questions: [
				{ zh: '这笔钱近期有安排吗？', en: 'Is the money for anything soon?' },
				{
					zh: '平时您更看重随时能用，还是收益？',
					en: 'Which matters more: to have it at hand, or the yield?'
				}
			]
		},
		{
			id: 'protection',
			name: { zh: '家庭保障', en: 'Protection' },
			signals: ['family'],
			questions: [
				{
					zh: '家里的保障，最近有没有整理过？',
					en: 'When did you last look through the family’s cover?'
				}
			]
		}
	],
	products: [
		{
			id: 'steady-3m',
			name: { zh: '稳健三月', en: 'Steady 3M' },
			key: true,
			risk: 'R2',
			tenorDays: 90,
			minimum: 1_000_000,
			needs: ['keep_here', 'maturing', 'idle_cash'],
			points: [
				{ zh: '三个月，一万元起', en: 'Three months, from 10,000 yuan' },
				{ zh: '到期自动回到卡里', en: 'Comes back to the card when it ends' }
			],
			leaflet: { zh: '折页在 2 号展架', en: 'Leaflet on stand 2' }
		},
		{
			id: 'growth-1y',
			name: { zh: '成长一年', en: 'Growth 1Y' },
			risk: 'R3',
			tenorDays: 365,
			minimum: 5_000_000,
			needs: ['keep_here', 'maturing', 'idle_cash'],
			points: [
				{ zh: '一年，五万元起，收益会变动', en: 'One year, from 50,000 yuan; the yield varies' }
			],
			leaflet: { zh: '折页在 2 号展架', en: 'Leaflet on stand 2' }
		},
		{
			id: 'family-cover',
			name: { zh: '家庭保障', en: 'Family cover' },
			risk: 'R1',
			needs: ['protection'],
			points: [{ zh: '一份保单，一家人', en: 'One policy for the whole family' }],
			leaflet: { zh: '折页在 3 号展架', en: 'Leaflet on stand 3' }
		}
	],
	pitches: [
		{
			service: 'cash',
			product: 'steady-3m',
			sentence: {
				zh: '卡里剩下的钱要是三个月不用，可以看看稳健三月，折页给您带一份。',
				en: 'If you won’t need what is left on the card for three months, have a look at Steady 3M: here is the leaflet.'
			}
		},
		{
			service: 'transfer',
			product: 'steady-3m',
			sentence: {
				zh: '转完以后，剩下的钱可以看看稳健三月，折页给您带一份。',
				en: 'Once this is sent, what remains could go into Steady 3M: here is the leaflet.'
			}
		},
		{
			service: 'opening',
			product: 'family-cover',
			sentence: {
				zh: '新开的账户可以顺便整理一下家里的保障，理财经理能帮您看看。',
				en: 'With a new account it is a good moment to look at the family’s cover: our adviser can help.'
			}
		},
		{
			product: 'growth-1y',
			sentence: {
				zh: '有一年用不到的钱，可以了解一下成长一年，折页给您带一份。',
				en: 'For money that you won’t need for a year there is Growth 1Y: here is the leaflet.'
			}
		}
	],
	retention: [
		{
			zh: '跨行转账有手续费，大额按笔收',
			en: 'A transfer to another bank has a fee, for large ones each time'
		},
		{ zh: '大额跨行不是马上到账', en: 'A large one does not arrive at once' },
		{ zh: '本行有同期限的产品', en: 'There is a product of the same tenor here' }
	],
	referrals: { acceptWithin: 120, credit: 0.5 },
	targets: [
		{ product: 'steady-3m', perDay: 12, staff: { t01: 3, t02: 3, w01: 4 } },
		{ product: 'growth-1y', perDay: 6, staff: { w01: 2, w02: 2 } },
		{ product: 'family-cover', perDay: 3, staff: { t05: 1 } }
	]
};
