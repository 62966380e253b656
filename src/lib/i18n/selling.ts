/** What stations say of products, sentences, referrals and sales. The sentences to customers are the branch's own. */
export const zh = {
	and: '，',
	list: '、',
	tenor: {
		days: (n: number) => `${n} 天`,
		months: (n: number) => `${'零一二三四五六七八九十'[n] ?? n}个月`,
		years: (n: number) => `${'零一二三四五六七八九十'[n] ?? n}年`
	},
	guards: {
		risk_unknown: '风险等级未知，只介绍不推荐',
		recording: '要买请到销售专区双录'
	},
	why: {
		key: '今日重点',
		need: (need: string) => `按需求 ${need}`,
		service: '按业务',
		any: '各业务通用'
	},
	states: {
		made: '等人接',
		accepted: (name: string) => `${name}已接`,
		met: (name: string) => `${name}已见到`,
		won: '成交',
		lost: '未成',
		undone: '已撤回'
	},
	lost: {
		not_interested: '没有兴趣',
		too_risky: '觉得风险高',
		needs_time: '要再想想',
		elsewhere: '已在别处买',
		no_show: '没有来',
		expired: '太久没有来',
		other: '其他'
	} as Record<string, string>,
	credit: (referrer: number, seller: number) =>
		`成交金额转介人计 ${referrer}%，经办人计 ${seller}%`,
	mine: (amount: string) => `计我 ${amount}`,
	noNeed: '还不清楚',
	sale: {
		title: (number: string) => (number ? `${number} 登记销售` : '登记销售'),
		product: '产品',
		amount: (currency: string) => `金额（${currency === 'CNY' ? '元' : currency}）`,
		amountHint: '例如 50000 或 5万',
		currency: '币种，例如 CNY',
		submit: '登记',
		wrongAmount: '金额不对：写数字，最多两位小数，不为零，不超过一百亿',
		wrongCurrency: '币种写三个大写字母',
		noProducts: '产品目录是空的，请管理员在网点文件里加上',
		belowMinimum: (amount: string) => `这个产品 ${amount} 起`,
		today: (n: number) => `我今天的销售 ${n} 笔，更正或作废`,
		list: '我今天的销售',
		none: '今天还没有',
		cancelled: '已作废',
		fix: (product: string) => `更正 ${product}`,
		fixDetail: '原来的登记留在日志里，这里写正确的',
		reason: '原因',
		reasons: [
			{ id: 'mistyped', name: '写错了' },
			{ id: 'duplicate', name: '登记了两次' },
			{ id: 'customer_withdrew', name: '客户不买了' },
			{ id: 'other', name: '其他' }
		],
		correct: '更正',
		cancel: '作废这笔',
		unchanged: '没有改动'
	}
};

export const en: typeof zh = {
	and: ', ',
	list: ', ',
	tenor: {
		days: (n) => `${n} ${n === 1 ? 'day' : 'days'}`,
		months: (n) => `${n} ${n === 1 ? 'month' : 'months'}`,
		years: (n) => `${n} ${n === 1 ? 'year' : 'years'}`
	},
	guards: {
		risk_unknown: 'risk level unknown: introduce, do not recommend',
		recording: 'bought in the sales zone, recorded'
	},
	why: {
		key: 'Key product today',
		need: (need) => `For the need: ${need}`,
		service: 'For this service',
		any: 'For every service'
	},
	states: {
		made: 'waits to be accepted',
		accepted: (name) => `accepted by ${name}`,
		met: (name) => `met by ${name}`,
		won: 'won',
		lost: 'lost',
		undone: 'taken back'
	},
	lost: {
		not_interested: 'not interested',
		too_risky: 'too risky',
		needs_time: 'needs time',
		elsewhere: 'bought elsewhere',
		no_show: 'did not come',
		expired: 'did not come for too long',
		other: 'other'
	},
	credit: (referrer, seller) =>
		`A sale counts ${referrer}% for who referred, ${seller}% for who sold`,
	mine: (amount) => `${amount} counts for me`,
	noNeed: 'Not clear yet',
	sale: {
		title: (number) => (number ? `Sale to ${number}` : 'Record a sale'),
		product: 'Product',
		amount: (currency) => `Amount (${currency === 'CNY' ? 'yuan' : currency})`,
		amountHint: 'for example 50000',
		currency: 'Currency, for example CNY',
		submit: 'Record',
		wrongAmount:
			'This is no amount: digits, at most two decimals, not zero, at most ten thousand million',
		wrongCurrency: 'A currency is three capital letters',
		noProducts: 'The catalogue is empty; the administrator fills it in the branch file',
		belowMinimum: (amount) => `This product begins at ${amount}`,
		today: (n) => `My sales of today: ${n}, to correct or cancel`,
		list: 'My sales of today',
		none: 'None today',
		cancelled: 'cancelled',
		fix: (product) => `Correct ${product}`,
		fixDetail: 'The first entry stays in the log; write here what is right',
		reason: 'Reason',
		reasons: [
			{ id: 'mistyped', name: 'Mistyped' },
			{ id: 'duplicate', name: 'Recorded twice' },
			{ id: 'customer_withdrew', name: 'Customer withdrew' },
			{ id: 'other', name: 'Other' }
		],
		correct: 'Correct',
		cancel: 'Cancel this sale',
		unchanged: 'Nothing is changed'
	}
};
