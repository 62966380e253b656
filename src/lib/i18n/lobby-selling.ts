/** What the lobby manager's tablet says of a talk's contents, of referrals and of sales. */
export const zh = {
	retain: '挽留',
	another: '换一句',
	freeFor: (days: number) => `资金 ${days} 天不用`,
	fits: (why: string, product: string) => `${why} → ${product}`,
	tenor: (product: string, days: number) => `${product} (${days} 天)`,
	guards: {
		risk_unknown: '风险等级未知，只介绍不推荐',
		recording: '要买请到销售专区双录'
	},
	askFirst: (name: string) => `先问${name}`,
	outcomes: {
		kept: '留住了',
		lost: '没留住',
		refer: '转介理财',
		sold: '成交'
	},
	outflow: {
		kept: (number: string) => `${number} 留住了多少`,
		lost: (number: string) => `${number} 没留住多少`,
		hint: '按元输入，客户没说就跳过',
		skip: '没说多少'
	},
	keypad: {
		amount: '金额',
		none: '0',
		back: '退格',
		tenThousand: '万',
		confirm: (what: string) => `登记${what}`
	},
	refer: {
		title: (number: string) => `${number} 转介理财`,
		hint: '客户需要什么，点一下就转',
		nobody: '理财经理都不在岗，先记下，有人到岗就问',
		without: '直接转介',
		suggested: '按特征'
	},
	handshake: {
		made: (time: string) => `${time} 转介`,
		asked: (name: string) => `在问${name}`,
		nobody: '等理财经理到岗',
		next: (seconds: number) => `${seconds} 秒后问下一位`,
		seen: (time: string) => `${time} 已看`,
		unseen: '还没看',
		accepted: (name: string, time: string) => `${time} ${name}接了`,
		led: (time: string) => `${time} 起在路上`,
		met: (time: string) => `${time} 见到了`,
		won: (time: string) => `${time} 落单`,
		lost: (time: string) => `${time} 没成`,
		undone: (time: string) => `${time} 撤回`,
		title: '我的转介',
		about: (number: string, need: string) => (need ? `${number} ${need}` : number)
	},
	mine: {
		button: (referrals: number, sales: number) => `我今天的转介 ${referrals} · 成交 ${sales}`,
		title: '我今天的转介和成交',
		referrals: '转介',
		credit: (percent: string) => `落单后 ${percent} 记给你`,
		credited: (percent: string) => `记你 ${percent}`,
		noReferrals: '今天还没有转介',
		sales: '成交',
		here: '只列这台平板上记的',
		noSales: '这台平板今天还没有记成交',
		record: '记一笔成交',
		cancelled: '已取消',
		correct: '更正',
		cancel: '取消这笔',
		why: '为什么取消',
		reasons: {
			customer_withdrew: '客户不买了',
			recorded_twice: '记重了',
			mistake: '记错了'
		} as Record<string, string>,
		corrections: {
			wrong_amount: '金额记错',
			wrong_product: '产品记错',
			changed: '客户改了'
		} as Record<string, string>
	},
	sale: {
		title: '记成交',
		of: (number: string) => `${number} 成交`,
		correct: '更正成交',
		product: '什么产品',
		key: '重点',
		amount: '多少金额',
		why: '为什么更正',
		none: '网点还没有产品，请管理员先加',
		choose: '先选产品和金额',
		chooseWhy: '先选原因',
		confirm: (product: string, amount: string) => `登记 ${product} ${amount}`,
		recording: '这个产品要在销售专区双录'
	},
	undo: {
		said: (what: string) => `已记 ${what}`,
		take: (seconds: number) => `撤回 ${seconds}`,
		taken: (what: string) => `已撤回 ${what}`
	},
	errand: {
		divertible: '引导自助',
		small: '小额现金，有正常的自助设备',
		lead: '去引导',
		done: '不用了',
		with: (name: string) => `${name}在办`
	},
	presence: {
		title: '在岗',
		since: (time: string) => `自 ${time} 在岗，新商机会问到`,
		away: '不在岗，新商机不会问到',
		arrive: '到岗',
		leave: '离岗'
	},
	did: {
		kept: (number: string) => `${number} 留住了`,
		lost: (number: string) => `${number} 没留住`,
		undone: (number: string) => `${number} 撤回结果`,
		referred: (number: string) => `${number} 转介理财`,
		unreferred: '撤回转介',
		sold: (product: string, amount: string) => `成交 ${product} ${amount}`,
		soldTo: (number: string, product: string, amount: string) =>
			`${number} 成交 ${product} ${amount}`,
		corrected: '更正成交',
		cancelled: '取消成交',
		arrived: '到岗',
		left: '离岗'
	},
	refusals: {
		nothing_to_undo: '这里没有可撤回的',
		undo_too_late: '超过十秒，不能撤回，直接记正确的结果',
		unknown_product: '网点没有这个产品，请管理员先加',
		unknown_need: '网点没有这个需求，请管理员先加',
		referral_exists: '这个转介已经记过',
		referral_taken: '理财经理已经接了，不能撤回',
		not_yours: '只有转介的人能撤回',
		sale_exists: '这笔成交已经记过',
		unknown_sale: '没有这笔成交，可能是昨天以前的',
		sale_cancelled: '这笔成交已经取消',
		unknown_person: '网点没有这位同事'
	} as Record<string, string>
};

export const en: typeof zh = {
	retain: 'retain',
	another: 'Another',
	freeFor: (days) => `Money free for ${days} days`,
	fits: (why, product) => `${why} → ${product}`,
	tenor: (product, days) => `${product} (${days} days)`,
	guards: {
		risk_unknown: 'Risk level unknown: introduce, do not recommend',
		recording: 'To buy: in the sales zone, recorded'
	},
	askFirst: (name) => `Ask ${name} first`,
	outcomes: {
		kept: 'Kept here',
		lost: 'Leaves',
		refer: 'Refer',
		sold: 'Sold'
	},
	outflow: {
		kept: (number) => `${number}: how much stays`,
		lost: (number) => `${number}: how much leaves`,
		hint: 'In whole units; skip it if the customer did not say',
		skip: 'Not said'
	},
	keypad: {
		amount: 'Amount',
		none: '0',
		back: 'Delete',
		tenThousand: '000',
		confirm: (what) => `Record: ${what}`
	},
	refer: {
		title: (number) => `Refer ${number}`,
		hint: 'What does the customer need? One tap refers',
		nobody: 'No wealth manager is at work: it is kept, and whoever arrives is asked',
		without: 'Refer',
		suggested: 'by signal'
	},
	handshake: {
		made: (time) => `${time} made`,
		asked: (name) => `asking ${name}`,
		nobody: 'waits for a wealth manager',
		next: (seconds) => `the next one in ${seconds} s`,
		seen: (time) => `${time} seen`,
		unseen: 'not seen yet',
		accepted: (name, time) => `${time} ${name} accepted`,
		led: (time) => `on the way since ${time}`,
		met: (time) => `${time} met`,
		won: (time) => `${time} won`,
		lost: (time) => `${time} lost`,
		undone: (time) => `${time} taken back`,
		title: 'My referrals',
		about: (number, need) => (need ? `${number} ${need}` : number)
	},
	mine: {
		button: (referrals, sales) => `Referrals ${referrals} · sales ${sales} of mine today`,
		title: 'My referrals and sales today',
		referrals: 'Referrals',
		credit: (percent) => `Once won, ${percent} counts for you`,
		credited: (percent) => `${percent} yours`,
		noReferrals: 'No referral yet today',
		sales: 'Sales',
		here: 'Those recorded on this tablet',
		noSales: 'No sale recorded on this tablet today',
		record: 'Record a sale',
		cancelled: 'Cancelled',
		correct: 'Correct',
		cancel: 'Cancel it',
		why: 'Why is it cancelled',
		reasons: {
			customer_withdrew: 'Customer withdrew',
			recorded_twice: 'Recorded twice',
			mistake: 'Mistake'
		},
		corrections: {
			wrong_amount: 'Wrong amount',
			wrong_product: 'Wrong product',
			changed: 'Customer changed it'
		}
	},
	sale: {
		title: 'Record a sale',
		of: (number) => `Sale to ${number}`,
		correct: 'Correct a sale',
		product: 'Product',
		key: 'key',
		amount: 'Amount',
		why: 'Why is it corrected',
		none: 'The branch has no products yet: ask the administrator',
		choose: 'First a product and an amount',
		chooseWhy: 'First a reason',
		confirm: (product, amount) => `Record ${product} ${amount}`,
		recording: 'This product is bought in the sales zone, recorded'
	},
	undo: {
		said: (what) => `Recorded: ${what}`,
		take: (seconds) => `Undo ${seconds}`,
		taken: (what) => `Taken back: ${what}`
	},
	errand: {
		divertible: 'Self-service',
		small: 'Small cash, and a machine that works',
		lead: 'Guide',
		done: 'Not needed',
		with: (name) => `${name} is on it`
	},
	presence: {
		title: 'At work',
		since: (time) => `At work since ${time}: new opportunities come to you`,
		away: 'Not at work: no new opportunities come to you',
		arrive: 'Arrived',
		leave: 'Leaving'
	},
	did: {
		kept: (number) => `${number}: kept here`,
		lost: (number) => `${number}: leaves`,
		undone: (number) => `${number}: outcome taken back`,
		referred: (number) => `${number} referred`,
		unreferred: 'Referral taken back',
		sold: (product, amount) => `Sale: ${product} ${amount}`,
		soldTo: (number, product, amount) => `${number}: sale, ${product} ${amount}`,
		corrected: 'Sale corrected',
		cancelled: 'Sale cancelled',
		arrived: 'At work',
		left: 'Left work'
	},
	refusals: {
		nothing_to_undo: 'There is nothing to take back here',
		undo_too_late: 'More than ten seconds ago: record what is right instead',
		unknown_product: 'The branch no longer has this product: ask the administrator',
		unknown_need: 'The branch no longer has this need: ask the administrator',
		referral_exists: 'This referral was made already',
		referral_taken: 'A wealth manager has accepted it: it cannot be taken back',
		not_yours: 'Only whoever made it can take it back',
		sale_exists: 'This sale was recorded already',
		unknown_sale: 'There is no such sale of today or yesterday',
		sale_cancelled: 'This sale was cancelled already',
		unknown_person: 'The branch has no such colleague'
	}
};
