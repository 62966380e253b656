import * as estimate from './estimate.ts';
import * as names from './names.ts';
import * as reasons from './reasons.ts';

/** The lobby manager's tablet. */
export const zh = {
	title: '大堂经理',
	and: '，',
	colon: '：',
	header: {
		tasks: '任务',
		load: (n: number, of: number) => `手上 ${n} 件，一共放 ${of} 件`,
		waiting: '等候',
		over: (minutes: number) => `超 ${minutes} 分钟`,
		nobody: '无人接',
		more: (n: number) => `另有 ${n} 台`
	},
	holder: {
		choose: '我是谁',
		change: (name: string) => `${name}，换人`,
		menu: (name: string) => `${name}，账号与退出`,
		title: '谁拿着这台平板？',
		detail: '选一次，这台平板会记住',
		others: '其他同事',
		close: '不换',
		nobody: '这个网点还没有登记同事，先在网点文件里加上 staff',
		roles: names.zh.roles as Record<string, string>
	},
	sound: {
		off: '声音 关',
		armed: '点一下开声音',
		on: '声音 开',
		what: '提示音和震动'
	},
	mine: '我在跟进',
	offers: '可接商机',
	longestFirst: '等得最久的在前',
	byTimeLeft: '按剩余时间排列',
	following: (name: string, numbers: string) => `${name}在跟 ${numbers}`,
	waitedBefore: '已等',
	waitedAfter: '分钟',
	leftBefore: '剩',
	leftAfter: '分钟',
	rule: (minutes: number) => `超过 ${minutes} 分钟`,
	hint: '先致意，再问还需要什么',
	hintAlone: '先致意，再问还需要什么',
	apologyHint: '先致歉，说清还要多久，不推销',
	greetingHint: '马上叫号，只够一句问候',
	askFirst: '先问',
	sayFirst: '先说',
	question: '让您久等了，今天要办的事，有哪里我能先帮上忙吗？',
	apology: '真对不起，让您等了这么久，我这就去问还要多久，马上回来告诉您。',
	afterListening: '听完再说',
	howWasIt: '谈得怎样？点一下就好',
	calledTo: (counter: string) => `已叫 ${counter}`,
	called: '已叫号',
	leftLobby: '已离开',
	deeds: {
		accept: '我来',
		interested: '有意向',
		talked: '聊过了',
		declined: '不需要',
		do_not_disturb: '勿打扰',
		hand_back: '交还同事',
		not_reached: '没聊上'
	},
	talkedShort: '聊过',
	go: '我去',
	greet: '去问候',
	sending: '登记中',
	sendingDetail: '等服务器确认',
	accepted: '已接',
	handedBack: '已交还',
	kept: '网络断了，已记在平板上，连上后再送',
	sendAgain: '再送一次',
	recorded: '已登记',
	departed: {
		taken: (name: string) => `${name}先接了`,
		takenOver: (name: string) => `${name}接过去了`,
		called: '已叫号',
		left: '已不在等候',
		settled: '已登记结果'
	},
	leavesSoon: '3 秒后收起',
	refused: {
		taken: (name: string) => `${name}先接了`,
		takenBySomebody: '同事先接了',
		prompt_closed: '这个提示已经结束',
		prompt_not_taken: '还没有人接，先点我来',
		unknown_prompt: '没有这个提示，可能是昨天的',
		unknown_ticket: '没有这个号',
		stale: '数据停了，连上以后再点，先看现场',
		who: '先选谁拿着这台平板',
		other: (code: string) => `没有登记上（${code}）`
	} as {
		taken(name: string): string;
		other(code: string): string;
	} & Record<
		| 'takenBySomebody'
		| 'prompt_closed'
		| 'prompt_not_taken'
		| 'unknown_prompt'
		| 'unknown_ticket'
		| 'stale'
		| 'who',
		string
	>,
	notDone: (what: string) => `${what} 没有登记上`,
	nothing: '没有待办',
	nextToPass: (number: string, minutes: number, limit: number) =>
		minutes <= 0
			? `${number} 马上满 ${limit} 分钟`
			: `${number} 再过 ${minutes} 分钟满 ${limit} 分钟`,
	nobodyWaits: '现在没有人等候',
	search: '找号码',
	clear: '清除',
	all: '全部',
	services: '按业务看',
	list: '等候的人',
	columns: { number: '号码与排位原因', waited: '已等', left: '离叫号' },
	estimate: estimate.zh,
	listEmpty: '没有人在等',
	notFound: (number: string) => `等候和窗口都没有 ${number}`,
	justCalled: '刚叫号',
	noCalls: '没有正在叫的号',
	reasons: reasons.zh,
	reveal: {
		button: (number: string, masked: string) => `看 ${number} 的姓名，现在显示 ${masked}`,
		title: (number: string) => `看 ${number} 的姓名`,
		why: '为什么要看？原因会记下来',
		reasons: ['当面称呼', '核对身份', '处理投诉'],
		other: (n: number) => `其他原因，至少 ${n} 个字`,
		show: '看姓名',
		cancel: '不看了',
		name: '姓名',
		ref: '客户号',
		hidesIn: (seconds: number) => `${seconds} 秒后自动收起`,
		hide: '收起',
		refused: {
			offline: '连不上，等一下再点',
			unauthenticated: '登录已失效，重新登录后再看',
			forbidden: '你没有看姓名的权限，找网点负责人',
			unknown_customer: '没有登记姓名，或者已经删除',
			unknown_branch: '没有这个网点',
			invalid_reason: '原因写 4 到 200 个字',
			too_many: '看得太多太快，等一下再点',
			unavailable: '现在记不下原因，所以不能看，等一下再点',
			closing: '系统正在重启，等一下再点'
		} as Record<string, string>,
		refusedOther: (code: string) => `没有看到（${code}）`
	},
	newPrompt: (number: string, minutes: number) => `新商机 ${number}，已等 ${minutes} 分钟`,
	newPrompts: (n: number) => `${n} 个新商机`,
	escalated: (number: string, minutes: number) => `${number} 已等 ${minutes} 分钟，先去致歉`
};

export const en: typeof zh = {
	title: 'Lobby manager',
	and: ', ',
	colon: ': ',
	header: {
		tasks: 'Tasks',
		load: (n, of) => `${n} in hand, room for ${of}`,
		waiting: 'Waiting',
		over: (minutes) => `Over ${minutes} min`,
		nobody: 'Nobody yet',
		more: (n) => `${n} more`
	},
	holder: {
		choose: 'Who am I',
		change: (name) => `${name}, change`,
		menu: (name) => `${name}: account, sign out`,
		title: 'Who holds this tablet?',
		detail: 'Choose once; the tablet remembers',
		others: 'Other colleagues',
		close: 'No change',
		nobody: 'This branch has no staff yet: add `staff` to the branch file',
		roles: names.en.roles as Record<string, string>
	},
	sound: {
		off: 'Sound off',
		armed: 'Tap for sound',
		on: 'Sound on',
		what: 'tone and vibration'
	},
	mine: 'With me',
	offers: 'Opportunities',
	longestFirst: 'longest wait first',
	byTimeLeft: 'by time left',
	following: (name, numbers) => `${name} is with ${numbers}`,
	waitedBefore: '',
	waitedAfter: 'min waited',
	leftBefore: '',
	leftAfter: 'min left',
	rule: (minutes) => `Over ${minutes} minutes`,
	hint: 'greet first, then ask what else is needed',
	hintAlone: 'Greet first, then ask what else is needed',
	apologyHint: 'Apologise, say how long it still takes, no pitch',
	greetingHint: 'Called any moment: only a greeting',
	askFirst: 'Ask first',
	sayFirst: 'Say first',
	question: 'Thank you for waiting. What brings you in today, and can I help with any of it now?',
	apology: 'I am sorry you had to wait so long. I will find out how long it still takes.',
	afterListening: 'Once you have listened',
	howWasIt: 'How did it go? One tap',
	calledTo: (counter) => `Called to ${counter}`,
	called: 'Called',
	leftLobby: 'Has left',
	deeds: {
		accept: 'I’ll go',
		interested: 'Interested',
		talked: 'Talked',
		declined: 'Not needed',
		do_not_disturb: 'Leave alone',
		hand_back: 'Hand back',
		not_reached: 'Not reached'
	},
	talkedShort: 'Talked',
	go: 'I’ll go',
	greet: 'Say hello',
	sending: 'Saving',
	sendingDetail: 'Waiting for the server',
	accepted: 'Yours',
	handedBack: 'Handed back',
	kept: 'No network: kept on this tablet, sent when it is back',
	sendAgain: 'Send again',
	recorded: 'recorded',
	departed: {
		taken: (name) => `${name} was first`,
		takenOver: (name) => `${name} has taken it`,
		called: 'Called',
		left: 'No longer waiting',
		settled: 'Outcome recorded'
	},
	leavesSoon: 'Leaves in 3 s',
	refused: {
		taken: (name) => `${name} was first`,
		takenBySomebody: 'A colleague was first',
		prompt_closed: 'This prompt is closed already',
		prompt_not_taken: 'Nobody has taken it: accept it first',
		unknown_prompt: 'There is no such prompt; it may be yesterday’s',
		unknown_ticket: 'There is no such number',
		stale: 'No data: tap again once connected; go by what you see',
		who: 'First choose who holds this tablet',
		other: (code) => `Not recorded (${code})`
	},
	notDone: (what) => `${what}: not recorded`,
	nothing: 'Nothing to do',
	nextToPass: (number, minutes, limit) =>
		minutes <= 0
			? `${number} is about to pass ${limit} min`
			: `${number} passes ${limit} min in ${minutes} min`,
	nobodyWaits: 'Nobody is waiting',
	search: 'Find a number',
	clear: 'Clear',
	all: 'All',
	services: 'By service',
	list: 'People waiting',
	columns: { number: 'Number, place and reason', waited: 'Waited', left: 'To call' },
	estimate: estimate.en,
	listEmpty: 'Nobody is waiting',
	notFound: (number) => `${number} is neither waiting nor at a counter`,
	justCalled: 'Just called',
	noCalls: 'No number is being called',
	reasons: reasons.en,
	reveal: {
		button: (number, masked) => `Show the name of ${number}, now ${masked}`,
		title: (number) => `Name of ${number}`,
		why: 'Why do you need it? The reason is kept',
		reasons: ['Address in person', 'Check identity', 'Handle a complaint'],
		other: (n) => `Another reason, at least ${n} characters`,
		show: 'Show name',
		cancel: 'Never mind',
		name: 'Name',
		ref: 'Reference',
		hidesIn: (seconds) => `Hides in ${seconds} s`,
		hide: 'Hide',
		refused: {
			offline: 'No connection; tap again in a moment',
			unauthenticated: 'Your sign-in has ended; sign in again first',
			forbidden: 'You may not see names; ask the branch head',
			unknown_customer: 'No name was given, or it has been erased',
			unknown_branch: 'There is no such branch',
			invalid_reason: 'Write 4 to 200 characters',
			too_many: 'Too many at once; tap again in a moment',
			unavailable: 'The reason can’t be kept now, so no name; tap again in a moment',
			closing: 'The system is restarting; tap again in a moment'
		},
		refusedOther: (code) => `Not shown (${code})`
	},
	newPrompt: (number, minutes) => `New: ${number}, waited ${minutes} minutes`,
	newPrompts: (n) => `${n} new opportunities`,
	escalated: (number, minutes) => `${number} has waited ${minutes} minutes: go and apologise`
};
