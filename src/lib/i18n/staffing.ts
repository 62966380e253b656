/** How many counters each half hour takes, and why. */
export const zh = {
	title: '各时段窗口数',
	today: '今天余下',
	tomorrow: '明天',
	group: '业务',
	existing: '现有',
	and: '、',
	table: (day: string) => `${day}每半小时要几个窗口`,
	enough: '窗口都开就够',
	short: (from: string, until: string, group: string, needed: string, existing: number) =>
		`${from}–${until} ${group}要 ${needed} 个，只有 ${existing} 个`,
	many: '再多也不够的',
	hint: '指着一个数，看为什么。',
	noHistory: '开始有历史后，这里写每半小时要几个窗口，和为什么。',
	nothingLeft: '今天不会再有人来。',
	nobodyComes: '这一天没有人来。',
	faults: {
		busy: '现在问的人多，马上自动再算。',
		unauthenticated: '登录已过期，请重新登录。',
		other: '没有算出来，过一会儿再看。'
	} as Record<string, string>,
	cell: (group: string, from: string, until: string, needed: string) =>
		`${group} ${from}–${until} 要 ${needed} 个窗口`,
	noNumber: '再多窗口也不够',
	stop: '。',
	pause: '；',
	comes: (n: string, minutes: string, load: string) =>
		`预计来 ${n} 人，每人 ${minutes} 分钟，相当于 ${load} 个窗口一直在办`,
	keeps: (counters: number, share: string, minutes: number, goal: string) =>
		`${counters} 个窗口，${share} 在 ${minutes} 分钟内叫到（目标 ${goal}）`,
	now: (counters: number, share: string) => `只开 ${counters} 个，${share} 叫得到`,
	nowToday: (counters: number, share: string) => `照现在开 ${counters} 个，${share} 叫得到`,
	leave: (share: string) => `${share} 会走掉`,
	comma: '，',
	exceeds: (existing: number) => `网点只有 ${existing} 个`,
	noCounter: '没有窗口办这些业务'
};

export const en: typeof zh = {
	title: 'Counters by half hour',
	today: 'Rest of today',
	tomorrow: 'Tomorrow',
	group: 'Services',
	existing: 'Has',
	and: ', ',
	table: (day) => `Counters needed by half hour, ${day}`,
	enough: 'Enough, if all are open',
	short: (from, until, group, needed, existing) =>
		`${from}–${until} ${group}: ${needed} needed, ${existing} there`,
	many: 'more than any number',
	hint: 'Point at a number to see why.',
	noHistory:
		'Once the branch has some history, this says how many counters each half hour takes, and why.',
	nothingLeft: 'Nobody else is expected today.',
	nobodyComes: 'Nobody is expected on this day.',
	faults: {
		busy: 'Many are asking; it tries again by itself.',
		unauthenticated: 'You have been signed out. Sign in again.',
		other: 'It could not be worked out. Look again in a while.'
	},
	cell: (group, from, until, needed) => `${group} ${from}–${until}: ${needed} counters`,
	noNumber: 'no number of counters is enough',
	stop: '.',
	pause: '; ',
	comes: (n, minutes, load) => `${n} expected, ${minutes} min each = ${load} counters busy`,
	keeps: (counters, share, minutes, goal) =>
		`${counters} keep ${share} within ${minutes} min (goal ${goal})`,
	now: (counters, share) => `with ${counters}: ${share}`,
	nowToday: (counters, share) => `with the ${counters} of now: ${share}`,
	leave: (share) => `${share} would leave`,
	comma: ', ',
	exceeds: (existing) => (existing === 1 ? 'there is only 1' : `there are only ${existing}`),
	noCounter: 'no counter does these'
};
