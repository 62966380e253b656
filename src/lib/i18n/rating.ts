/** The pad at a counter on which a customer says how it was. Both languages stand there; the page's own comes first. */
export const zh = {
	title: '好评器',
	which: '这台好评器放在哪个窗口？',
	change: '换窗口',
	keep: '不换',
	noCounters: '这个网点还没有窗口',
	welcome: '欢迎光临',
	howWasIt: '这次服务怎么样？',
	of: (number: string) => `${number} 号，请点一下`,
	scores: ['很不满意', '不满意', '一般', '满意', '很满意'] as readonly string[],
	thanks: '谢谢您的评价',
	unsent: (n: number) => `${n} 个评价等着发送`
};

export const en: typeof zh = {
	title: 'Rating pad',
	which: 'Which counter does this pad stand at?',
	change: 'Another counter',
	keep: 'Keep it',
	noCounters: 'This branch has no counters yet',
	welcome: 'Welcome',
	howWasIt: 'How was the service?',
	of: (number) => `Ticket ${number}: one tap, please`,
	scores: ['Very bad', 'Bad', 'Fair', 'Good', 'Very good'],
	thanks: 'Thank you for telling us',
	unsent: (n) => (n === 1 ? '1 rating waits to be sent' : `${n} ratings wait to be sent`)
};

export type RatingWords = typeof zh;
