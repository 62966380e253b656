/** What a device does for people and what it runs on, in words that fit after "can" and "cannot". */
export const zh = {
	functions: {
		dispense: '取现',
		deposit: '存款',
		card: '读卡',
		receipt: '打凭条',
		print: '打印',
		sign_in: '登录',
		call: '通话',
		show: '显示',
		count: '点钞',
		issue: '出号',
		network: '联网'
	} as Record<string, string>,
	/** Where a kind of device does something else by the same word. */
	ofKind: { card: { issue: '发卡' } } as Record<string, Record<string, string>>,
	can: (names: string[]) => `能${names.join('、')}`,
	cannot: (names: string[]) => `不能${names.join('、')}`,
	both: (can: string, cannot: string) => `${can}，${cannot}`,
	levels: { cash: '钞', paper: '纸', toner: '墨粉', cards: '卡' } as Record<string, string>,
	left: (supply: string, share: string) => `${supply}剩 ${share}`
};

export const en: typeof zh = {
	functions: {
		dispense: 'withdrawals',
		deposit: 'deposits',
		card: 'card reading',
		receipt: 'receipts',
		print: 'printing',
		sign_in: 'sign-in',
		call: 'calls',
		show: 'display',
		count: 'counting',
		issue: 'tickets',
		network: 'network'
	},
	ofKind: { card: { issue: 'new cards' } },
	can: (names) => `${names.join(' and ')} OK`,
	cannot: (names) => `no ${names.join(' or ')}`,
	both: (can, cannot) => `${can}, ${cannot}`,
	levels: { cash: 'cash', paper: 'paper', toner: 'toner', cards: 'cards' },
	left: (supply, share) => `${share} ${supply} left`
};
