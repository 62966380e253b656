/** The customer's own phone: one ticket, until it is over. */
export const zh = {
	yourNumber: '您的号码',
	ahead: (n: number) => (n === 0 ? '下一位就是您' : `前面 ${n} 位`),
	left: (low: number, high: number) =>
		low === 0 ? `${high} 分钟内会叫到您` : `大约还有 ${low}–${high} 分钟`,
	noCounter: '这项业务现在没有窗口在办，请留意叫号',
	stayNear: '请不要走远，也请看大厅的叫号屏',
	parked: '已为您暂停排队，办好手续后工作人员会接着叫您',
	goTo: (counter: string) => `请到${counter}`,
	callAgain: (times: number) => (times === 2 ? '再次叫号' : `第 ${times} 次叫号`),
	calledNow: '叫到您了',
	serving: (counter: string) => `正在${counter}办理`,
	servingNow: '正在为您办理',
	missed: '叫过您了，您没有到',
	missedDo: (more: number) =>
		more === 0
			? '请找大堂经理，看能不能接着办'
			: `请尽快找大堂经理：再叫过 ${more} 位之前回来，下一个就办您`,
	diverted: '您已改用自助设备，不用再等叫号',
	gone: '这个号已经作废',
	askStaff: '如果还要办理，请重新取号或找大堂经理',
	finished: '办完了',
	howWasIt: '办得怎么样？点一下就好',
	scores: ['很不满意', '不满意', '一般', '满意', '很满意'] as readonly string[],
	thanks: '谢谢您的评价',
	notSent: '没有发出去，请再点一次',
	ring: '叫到时响铃、振动',
	ringing: '叫到时会响。请让这个页面开着',
	updated: (time: string) => `${time} 更新`,
	stale: (time: string) => `${time} 起没有新消息，请看叫号屏。正在重连`,
	expired: '这里没有可以看的号',
	expiredDetail: '排队页面只在取号当天有效。需要办理请重新取号，或找工作人员。',
	away: '现在连不上网点',
	awayDetail: '请看大厅的叫号屏，过一会儿再打开。',
	noScript: '页面不会自己更新，请刷新，或看叫号屏'
};

export const en: typeof zh = {
	yourNumber: 'Your number',
	ahead: (n) => (n === 0 ? 'You are next' : `${n} ahead of you`),
	left: (low, high) =>
		low === 0 ? `You are called within ${high} min` : `About ${low}–${high} min left`,
	noCounter: 'No counter is open for this yet; please listen for your number',
	stayNear: 'Please stay near, and watch the call display too',
	parked: 'Your place is on hold; staff will call you when your papers are done',
	goTo: (counter) => `Please go to ${counter}`,
	callAgain: (times) => (times === 2 ? 'Second call' : `Call ${times}`),
	calledNow: 'It is your turn',
	serving: (counter) => `Being served at ${counter}`,
	servingNow: 'You are being served',
	missed: 'You were called and did not come',
	missedDo: (more) =>
		more === 0
			? 'Please ask the lobby manager whether you can still be served'
			: `Please see the lobby manager soon: if you are back before ${more} more are called, you are next`,
	diverted: 'You were shown to a machine; there is no call to wait for',
	gone: 'This number is no longer good',
	askStaff: 'If you still need us, take a new number or ask the lobby manager',
	finished: 'All done',
	howWasIt: 'How was it? One tap is enough',
	scores: ['Very bad', 'Bad', 'Fair', 'Good', 'Very good'],
	thanks: 'Thank you for telling us',
	notSent: 'That did not go out; please tap again',
	ring: 'Ring and vibrate when called',
	ringing: 'It rings when you are called. Keep this page open',
	updated: (time) => `Updated ${time}`,
	stale: (time) => `No news since ${time}; watch the call display. Reconnecting`,
	expired: 'There is no number to see here',
	expiredDetail:
		'A page like this is good on the day of the ticket. Take a new number, or ask a member of staff.',
	away: 'The branch cannot be reached now',
	awayDetail: 'Watch the call display in the hall, and open this again in a while.',
	noScript: 'This page does not update itself: load it anew, or watch the call display'
};
