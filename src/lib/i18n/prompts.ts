/** The page of the rules that prompt somebody, and of what a card says. */
export const zh = {
	title: '提示规则',
	about: '什么时候提示、先问谁、卡片上会说什么。一位客户同一时间只有一条聊天提示，聊过就不再提示。',
	change: '去改设置',
	kinds: { engage: '去聊一聊', operate: '先办的事', passing: '问谁' },
	on: '启用',
	off: '停用',
	value: (n: number) => `排序分量 ${n} 倍`,
	examples: '例子',
	byDefault: (after: string) => `例子按默认的 ${after}`,
	seconds: (n: number) => `${n} 秒`,
	minutes: (n: number) => `${n} 分钟`,
	minutesAnd: (minutes: number, seconds: number) => `${minutes} 分 ${seconds} 秒`,
	steps: {
		issued: '取号',
		formChecked: '有人看过单子',
		machineWorks: '设备恢复',
		raised: '提示',
		called: '叫号',
		never: '不提示',
		asks: (nth: number) => `问第 ${nth} 位`,
		everybody: '给所有人看',
		nobodyAsked: '不问谁，所有人都看得到',
		taken: '接了',
		comes: (nth: number) => `第 ${nth} 位上岗`
	},
	card: {
		title: '卡片会说什么',
		about: '选一位客户的情况，看卡片和窗口上会出现哪些话。什么都不会保存。',
		service: '业务',
		signals: '带着的标记',
		tenor: '钱有多少天不用',
		risk: '客户风险等级',
		unknown: '不知道',
		lobby: '大堂的卡片',
		counter: '窗口的一句话',
		noNeed: '还不知道需求：先问，不推荐产品。',
		need: (need: string, signal: string) => `需求：${need}，因为带着“${signal}”`,
		noProduct: '没有合适的产品：只问，只听。',
		product: (name: string) => `可以介绍：${name}`,
		tenorWhy: (product: number, free: number) => `期限 ${product} 天，客户的钱 ${free} 天不用`,
		guards: {
			risk_unknown: '不知道客户的风险等级：只介绍，不推荐',
			recording: '要买，请到销售专区双录'
		},
		questions: '先问',
		points: '再说',
		retention: '挽留',
		pitchWhy: {
			need: '合这位客户的需求',
			service: '这项业务的一句话',
			any: '所有业务都用的一句话'
		},
		noPitch: '没有人写过合适的一句话。',
		broken: '需求、产品、一句话里有要改的地方，改好再看。'
	}
};

export const en: typeof zh = {
	title: 'Prompt rules',
	about:
		'When somebody is prompted, who is asked first, and what a card says. A customer has one prompt for a talk at a time, and none after a talk.',
	change: 'Change settings',
	kinds: { engage: 'Go and talk', operate: 'To be done first', passing: 'Who is asked' },
	on: 'On',
	off: 'Off',
	value: (n) => `Weight ${n} in the order`,
	examples: 'Examples',
	byDefault: (after) => `Examples with the default of ${after}`,
	seconds: (n) => (n === 1 ? '1 second' : `${n} seconds`),
	minutes: (n) => (n === 1 ? '1 minute' : `${n} minutes`),
	minutesAnd: (minutes, seconds) => `${minutes} min ${seconds} s`,
	steps: {
		issued: 'ticket',
		formChecked: 'form looked at',
		machineWorks: 'the machine works again',
		raised: 'prompt',
		called: 'call',
		never: 'no prompt',
		asks: (nth) => `person ${nth} is asked`,
		everybody: 'everybody is asked',
		nobodyAsked: 'nobody in particular: everybody sees it',
		taken: 'taken',
		comes: (nth) => `person ${nth} comes to work`
	},
	card: {
		title: 'What a card says',
		about:
			'Choose a customer, and see what stands on the card and at the counter. Nothing is saved.',
		service: 'Service',
		signals: 'Marks on the ticket',
		tenor: 'Days that the money is free',
		risk: 'Customer’s risk level',
		unknown: 'Unknown',
		lobby: 'Card in the lobby',
		counter: 'Sentence at the counter',
		noNeed: 'No need is known yet: ask, and name no product.',
		need: (need, signal) => `Need: ${need}, for the mark “${signal}”`,
		noProduct: 'No product fits: ask and listen.',
		product: (name) => `May be named: ${name}`,
		tenorWhy: (product, free) => `Its tenor is ${product} days, the money is free for ${free}`,
		guards: {
			risk_unknown: 'The customer’s risk level is unknown: introduce, do not recommend',
			recording: 'To buy, go to the sales zone; it is recorded'
		},
		questions: 'Ask first',
		points: 'Then say',
		retention: 'To keep them',
		pitchWhy: {
			need: 'For this customer’s need',
			service: 'The sentence of this service',
			any: 'The sentence for every service'
		},
		noPitch: 'Nobody has written a sentence that fits.',
		broken: 'Something in needs, products or pitches has to be mended first.'
	}
};
