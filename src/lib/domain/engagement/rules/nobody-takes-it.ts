import type { PassingRule } from './passing.ts';

/** A prompt that is on everybody's tablet is on nobody's mind: one is asked, then the next. */
export const nobodyTakesIt: PassingRule = {
	id: 'nobody_takes_it',
	name: { zh: '没人接就问下一位', en: 'Nobody takes it: ask the next' },
	explanation: {
		zh: '先问手上事情最少的人；{after}没接，就问下一位；问过一圈还没人接，就给所有人看。手上满了的人先不问。',
		en: 'Whoever has least in hand is asked first, the next after {after}, and everybody once all were asked. Nobody is asked whose hands are full.'
	},
	defaults: { on: true, after: 60 },
	examples: [
		{
			name: { zh: '两个人都没看见', en: 'Two people, neither looks' },
			lobby: { atWork: 2 },
			asked: [
				{ after: 0, who: 1 },
				{ after: 60, who: 2 },
				{ after: 120, who: null }
			]
		},
		{
			name: { zh: '第一位半分钟就接了', en: 'The first takes it after half a minute' },
			lobby: { atWork: 2, takenAfter: 30 },
			asked: [{ after: 0, who: 1 }]
		},
		{
			name: { zh: '第一位手上满了', en: 'The first has their hands full' },
			lobby: { atWork: 2, full: 1 },
			asked: [
				{ after: 0, who: 2 },
				{ after: 60, who: null }
			]
		},
		{
			name: { zh: '第二位后来才上岗', en: 'The second comes later' },
			lobby: { atWork: 2, secondComesAfter: 90 },
			asked: [
				{ after: 0, who: 1 },
				{ after: 60, who: null },
				{ after: 90, who: 2 },
				{ after: 150, who: null }
			]
		},
		{
			name: { zh: '没有人上岗', en: 'Nobody is at work' },
			lobby: { atWork: 0 },
			asked: []
		}
	]
};
