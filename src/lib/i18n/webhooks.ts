import type { WebhookKind } from '../protocol/webhooks.ts';

/** The page of webhooks. */
export const zh = {
	title: '事件推送',
	about: '提醒、转介和成交一写进系统，就推送给行里的其他程序。内容没有客户姓名和备注。',
	create: '新建推送地址',
	count: (n: number) => `${n} 个`,
	none: '还没有推送地址。',
	off: '推送没有开',
	offDetail:
		'请管服务器的人把允许推送的主机写进 FOYER_WEBHOOK_HOSTS（例如 hooks.bank.lan），再重启。名单以外的主机，系统一律不发。',
	columns: {
		url: '地址',
		kinds: '内容',
		branch: '网点',
		state: '状态',
		delivered: '最近送达'
	},
	kinds: { prompt: '提醒', engagement: '交谈', referral: '转介', sale: '成交' } as Record<
		WebhookKind,
		string
	>,
	aboutKinds: {
		prompt: '提醒的产生、指派、升级、接下、退回、没聊上',
		engagement: '跟客户谈过的结果',
		referral: '转介的发出、承接、到访、结束',
		sale: '成交的登记、更正、撤销'
	} as Record<WebhookKind, string>,
	url: '地址',
	urlHint: (hosts: string) => `以 https:// 开头。允许的主机：${hosts}`,
	branch: '网点',
	which: '推送哪些事件',
	createSubmit: '新建推送地址',
	secretTitle: (host: string) => `${host} 的签名密钥`,
	secretDetail: '请填进接收的程序，用它核对每条推送的签名。',
	created: '新建时间',
	state: '状态',
	states: {
		on: '正常',
		failing: '送不到',
		paused: '已暂停',
		gone: '对方说不再接收',
		stopped: '几天送不到，已停',
		notAllowed: '主机不在名单里'
	},
	sinceTime: (time: string) => `${time} 起`,
	stoppedDetail: {
		paused: '暂停期间的事件都留着，恢复以后补发。',
		gone: '对方回答 410。事件都留着，跟对方说好以后可以恢复。',
		failing: '三天以上一条也没有送到。事件都留着，对方修好以后请点恢复。'
	},
	waiting: '等着发',
	waitingCount: (n: number) => `${n} 条等着发`,
	dead: '没送到',
	deadCount: (n: number) => `${n} 条没送到`,
	deadDetail: '不再自动重试，可以手动重发。',
	delivered: '最近送达',
	test: '发一条测试',
	testSent: (status: string) => `收到了，对方回答 ${status}。`,
	pause: '暂停',
	resume: '恢复',
	rotate: '更换密钥',
	rotateConfirm: '生成新密钥？新旧两个一起签名，一周后旧的失效，接收的程序可以从容更换。',
	remove: '删除',
	removeConfirm: (host: string) => `删除到 ${host} 的推送？没发的不再发，不能恢复。`,
	last: '最近的推送',
	noDeliveries: '还没有推送过。',
	again: '重发',
	allAgain: '全部重发',
	sentAgain: (n: number) => `${n} 条马上重发。`,
	replay: '从某个时间起重发',
	replayDetail: '编号不变，接收的程序认得出是重发的。',
	since: '从什么时候起',
	replaySubmit: '重发',
	lookedAgain: (n: number) => `往回看了 ${n} 个事件，要推送的马上重发。`,
	statuses: { waiting: '等着发', delivered: '已送达', dead: '没送到' },
	event: (seq: number) => `第 ${seq} 号事件`,
	attempts: (n: number) => `试了 ${n} 次`,
	nextAt: (time: string) => `${time} 再试`,
	answered: (status: number) => `对方回答 ${status}`,
	errors: {
		unreachable: '连不上对方的主机，请看地址和网络。',
		timed_out: '对方 10 秒没有回答。',
		certificate: '对方的证书不受信任，或者不是 HTTPS。',
		interrupted: '连接断了，没有收到回答。',
		redirected: '对方要转到别的地址，系统不跟。请写最终的地址。',
		refused: '对方没有接受，请看它的日志。',
		compacted: '这个事件已过保存期，日志里没有了。'
	} as Record<string, string>
};

export const en: typeof zh = {
	title: 'Webhooks',
	about:
		"Prompts, referrals and sales are told to other programs of the bank as soon as they are recorded, without customers' names or notes.",
	create: 'New webhook',
	count: (n) => (n === 1 ? '1 webhook' : `${n} webhooks`),
	none: 'No webhook yet.',
	off: 'Webhooks are off',
	offDetail:
		'Whoever runs the server writes the hosts that may be sent to into FOYER_WEBHOOK_HOSTS, such as hooks.bank.lan, and starts it again. No other host is ever sent to.',
	columns: {
		url: 'Address',
		kinds: 'Tells of',
		branch: 'Branch',
		state: 'State',
		delivered: 'Last delivered'
	},
	kinds: { prompt: 'prompts', engagement: 'talks', referral: 'referrals', sale: 'sales' },
	aboutKinds: {
		prompt: 'Prompts raised, offered, escalated, accepted, handed back, not reached',
		engagement: 'What came of talking to a customer',
		referral: 'Referrals made, accepted, met, closed',
		sale: 'Sales recorded, corrected, cancelled'
	},
	url: 'Address',
	urlHint: (hosts) => `With https:// in front. Hosts that may be sent to: ${hosts}`,
	branch: 'Branch',
	which: 'Tell of',
	createSubmit: 'Create webhook',
	secretTitle: (host) => `The secret of ${host}`,
	secretDetail:
		'Put it into the program that receives: it checks the signature of each message with it.',
	created: 'Made',
	state: 'State',
	states: {
		on: 'On',
		failing: 'Failing',
		paused: 'Paused',
		gone: 'Says it is gone',
		stopped: 'Failed for days, stopped',
		notAllowed: 'Host not allowed'
	},
	sinceTime: (time) => `since ${time}`,
	stoppedDetail: {
		paused: 'What happens meanwhile is kept, and sent when you resume.',
		gone: 'It answered 410. Everything is kept; resume when you have agreed with whoever runs it.',
		failing:
			'For more than three days nothing was delivered. Everything is kept; resume when the receiver is mended.'
	},
	waiting: 'Waiting',
	waitingCount: (n) => `${n} waiting`,
	dead: 'Not delivered',
	deadCount: (n) => `${n} not delivered`,
	deadDetail: 'Given up: sent again only when you say so.',
	delivered: 'Last delivered',
	test: 'Send a test',
	testSent: (status) => `It arrived; the answer was ${status}.`,
	pause: 'Pause',
	resume: 'Resume',
	rotate: 'New secret',
	rotateConfirm:
		'Make a new secret? Both sign for a week, so that the receiver changes over without a gap; then the old one stops.',
	remove: 'Remove',
	removeConfirm: (host) =>
		`Remove the webhook to ${host}? What waits is not sent any more, for good.`,
	last: 'Last messages',
	noDeliveries: 'Nothing was sent yet.',
	again: 'Send again',
	allAgain: 'Send all again',
	sentAgain: (n) => (n === 1 ? '1 message is sent again.' : `${n} messages are sent again.`),
	replay: 'Send again from a time on',
	replayDetail: 'Ids stay the same: the receiver knows that it is told again.',
	since: 'Since',
	replaySubmit: 'Send again',
	lookedAgain: (n) =>
		n === 1
			? '1 event is looked through again.'
			: `${n} events are looked through again, and sent where they are of these kinds.`,
	statuses: { waiting: 'Waiting', delivered: 'Delivered', dead: 'Not delivered' },
	event: (seq) => `event ${seq}`,
	attempts: (n) => (n === 1 ? 'tried once' : `tried ${n} times`),
	nextAt: (time) => `again at ${time}`,
	answered: (status) => `answered ${status}`,
	errors: {
		unreachable: 'Its host could not be reached; look at the address and the network.',
		timed_out: 'It did not answer within 10 seconds.',
		certificate: 'Its certificate is not trusted, or it does not speak HTTPS.',
		interrupted: 'The connection broke before it answered.',
		redirected: 'It wants to send us elsewhere, which is never followed; write the final address.',
		refused: 'It did not accept the message; look into its log.',
		compacted: 'The log no longer has this event: the branch keeps them for so many days.'
	}
};
