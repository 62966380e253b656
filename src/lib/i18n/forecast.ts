/** The page that tells how good the estimates of waits have been. */
export const zh = {
	title: '等候预计',
	about: '把取号时预计的等候和后来真正的等候放在一起比，看预计能信到几分。',
	counted: (n: number) => `最近等过并叫到的 ${n} 位顾客`,
	nothing: '还没有统计。有顾客等过并叫到以后，这里才有数字。',
	seconds: (n: number) => `${n} 秒`,
	minutes: (n: string) => `${n} 分钟`,
	off: {
		label: '平均差多少',
		better: (share: string) => `比照搬上一位顾客的等候少差 ${share}。`,
		worse: '不比照搬上一位顾客的等候更准，先别靠它安排人手。',
		beside: (other: string) => `照搬上一位：平均差 ${other}。`,
		far: (own: string, other: string) => `差得远的算得更重（均方根）：${own}，照搬上一位 ${other}。`
	},
	within: {
		label: '落在所说范围里',
		aim: (share: string) => `目标 ${share}。`,
		right: '范围说得合适：五位里约有四位在范围里叫到。',
		narrow: '范围说得太窄：范围外叫到的比说好的多。',
		wide: '范围说得太宽：可以说得更准。',
		few: '人还太少，看不出范围合适不合适。'
	},
	precision: {
		label: '预警说中的',
		told: (right: number, raised: number) =>
			`预警 ${raised} 位要久等，${right} 位后来真的超过了上限。`,
		none: '还没有预警过。'
	},
	recall: {
		label: '久等的提前预警到',
		told: (found: number, all: number) =>
			`超过上限的 ${all} 位里，${found} 位提前 2 分钟以上就有预警，来得及去招呼。`,
		none: '还没有人超过上限。'
	}
};

export const en: typeof zh = {
	title: 'Wait estimates',
	about:
		'What was estimated when a number was issued, beside the wait that followed: how far to trust it.',
	counted: (n) => (n === 1 ? 'The last customer who waited' : `The last ${n} customers who waited`),
	nothing:
		'Nothing counted yet. There are figures here once customers who waited have been called.',
	seconds: (n) => `${n} s`,
	minutes: (n) => `${n} min`,
	off: {
		label: 'Off by, on average',
		better: (share) => `${share} less than by repeating the last customer’s wait.`,
		worse: 'No better than repeating the last customer’s wait: do not plan by it yet.',
		beside: (other) => `Repeating the last one’s wait is off by ${other}.`,
		far: (own, other) =>
			`With large misses counting more (root mean square): ${own}, against ${other}.`
	},
	within: {
		label: 'Inside the range told',
		aim: (share) => `The aim is ${share}.`,
		right: 'The ranges are about right: some four of five are called inside theirs.',
		narrow: 'The ranges are too narrow: more are called outside them than they promise.',
		wide: 'The ranges are too wide: they could say more.',
		few: 'Too few yet to tell whether the ranges are right.'
	},
	precision: {
		label: 'Warnings that came true',
		told: (right, raised) =>
			`Of ${raised} customers said to be in for a long wait, ${right} passed the limit.`,
		none: 'Nobody has been warned of yet.'
	},
	recall: {
		label: 'Long waits warned of',
		told: (found, all) =>
			`Of ${all} customers who passed the limit, ${found} were known 2 minutes or more before: time enough to see to them.`,
		none: 'Nobody has passed the limit yet.'
	}
};
