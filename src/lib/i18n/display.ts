/** The call display in the hall. It shows both languages at once; the page's own comes first. */
export const zh = {
	title: '叫号屏',
	called: (times: number) =>
		times === 1 ? '请到窗口' : times === 2 ? '再次叫号' : `第 ${times} 次叫号`,
	counter: '号窗口',
	serving: '正在办理',
	paused: '暂停',
	closed: '未开',
	waiting: '等候',
	people: '人数',
	about: '约',
	noCounter: '无窗口',
	lastCalls: '刚叫过',
	waitForCall: '请等候叫号',
	opensAt: (time: string) => `${time} 开门`,
	closedToday: '今天的营业已结束',
	moreCounters: (n: number) => `另有 ${n} 个窗口`,
	moreServices: (n: number) => `其他 ${n} 项`,
	missedCall: (n: number) => `过号了？${n} 个号以内回来，下一位就办您的。`,
	soundBlocked: '点一下屏幕打开声音',
	mute: '关掉声音（M）',
	unmute: '打开声音（M）'
};

export const en: typeof zh = {
	title: 'Call display',
	called: (times) => (times === 1 ? 'Now calling' : times === 2 ? 'Second call' : `Call ${times}`),
	counter: 'Counter',
	serving: 'Now serving',
	paused: 'Paused',
	closed: 'Closed',
	waiting: 'Waiting',
	people: 'people',
	about: 'about, min',
	noCounter: 'No counter',
	lastCalls: 'Just called',
	waitForCall: 'Please wait for your number',
	opensAt: (time) => `Opens at ${time}`,
	closedToday: 'Closed for today',
	moreCounters: (n) => `${n} more counters`,
	moreServices: (n) => `${n} others`,
	missedCall: (n) =>
		`Missed your call? Back within ${n === 1 ? '1 number' : `${n} numbers`}, you are next.`,
	soundBlocked: 'Tap once to turn on sound',
	mute: 'Turn the sound off (M)',
	unmute: 'Turn the sound on (M)'
};
