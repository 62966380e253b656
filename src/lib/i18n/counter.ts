import * as reasons from './reasons.ts';

/** The counter's console, and the list that one chooses a counter from. */
export const zh = {
	title: '柜台',
	and: '，',
	reasons: reasons.zh,
	choose: {
		title: '您在哪个窗口？',
		detail: '点一下就到那里，再开窗叫号',
		nobody: '没有人',
		states: { open: '办理中', paused: '暂停', closed: '未开窗' },
		free: '空闲',
		none: '这个网点没有窗口，请管理员在网点文件里加上',
		own: '您在这里'
	},
	header: {
		waiting: '等候',
		change: '换窗口',
		menu: (name: string) => `${name}，账号与退出`,
		nobody: '没有人',
		profile: '，换业务'
	},
	lead: (name: string) => `您在${name}的窗口上操作，记在窗口名下`,
	elsewhere: (counter: string) => `您已开着${counter}，先在那里关窗`,
	segments: { ordinary: '普通客户', priority: '优先客户', vip: '贵宾' },
	waited: (minutes: number) => `等了 ${minutes} 分钟`,
	serving: '正在办理',
	servedUsual: (minutes: number) => `已办，通常 ${minutes} 分钟`,
	longer: '比通常久，说明原因和还要多久',
	tell: '请告诉客户',
	tellMinutes: (minutes: number) => `大约 ${minutes} 分钟办完`,
	told: '已告知',
	further: (services: string) => `还要办 ${services}`,
	form: {
		needed: '填单还没有预审',
		ok: '填单已预审',
		faults: '预审发现填单有误'
	},
	called: '已叫，等客户过来',
	sinceCall: '叫号以后',
	recallsLeft: (n: number) => `还可重呼 ${n} 次`,
	recallsUsed: '重呼已用完',
	noShowIn: (seconds: number) => `再过 ${seconds} 秒可以过号`,
	noShowNow: '没有来就过号',
	noShowSuggested: (calls: number) => `叫了 ${calls} 次没有来，建议过号，人来了就按开始`,
	idle: '空闲，下一位',
	idleSince: (time: string) => `自 ${time} 空闲`,
	nobodyWaits: '没有人在等',
	nobodyDetail: '窗口开着，有人取号就会出现在这里',
	paused: '暂停叫号',
	pausedFor: (minutes: number) => `已 ${minutes} 分钟`,
	since: (time: string) => `自 ${time}`,
	closed: '还没有开窗',
	closedDetail: '选今天办什么，再开窗',
	standard: '本窗口业务',
	other: (name: string) => `${name}在这个窗口`,
	otherDetail: '这里只有本人能叫号，请换一个窗口',
	moment: {
		sending: '正在登记',
		kept: '已记在这里，连上后再送',
		trying: '没有连上，正在再试'
	},
	/** The next step, as the ink button says it. */
	primary: {
		open: '开窗',
		call: '叫号',
		start: '开始',
		next: '办结，叫下一位',
		finish: '办结',
		keep: '办结，连上后再送',
		keepStart: '开始，连上后再送',
		resume: '继续叫号',
		elsewhere: '换一个窗口',
		nobody: '没有人在等',
		toGo: (n: number) => `还差 ${n} 项检查`
	},
	commands: {
		finish: '只办结',
		details: '办结明细',
		recall: '重呼',
		no_show: '过号',
		park: '挂起',
		transfer: '转移',
		return: '退回改单',
		pause: '暂停',
		help: '呼叫支援',
		profile: '换业务',
		sale: '登记销售',
		undo: '撤销'
	},
	canUndo: (number: string, what: string) => `${number} ${what}，十秒内可撤销`.trim(),
	helpOpen: (time: string) => `已呼叫，自 ${time}`,
	helpTaken: (name: string) => `${name}接了，正过来`,
	acts: {
		'counter.opened': '开窗',
		'counter.paused': '暂停',
		'counter.closed': '关窗',
		'ticket.called': '叫号',
		'ticket.recalled': '重呼',
		'ticket.started': '开始',
		'ticket.finished': '办结',
		'ticket.no_show': '过号',
		'ticket.parked': '挂起',
		'ticket.resumed': '回到队里',
		'ticket.requeued': '退回改单',
		'ticket.transferred': '转移',
		'pitch.made': '一句话',
		'pitch.undone': '撤销一句话',
		'referral.made': '转介理财',
		'referral.undone': '撤回转介',
		'sale.recorded': '销售',
		'sale.corrected': '更正销售',
		'sale.cancelled': '作废销售',
		'checklist.checked': '检查',
		'checklist.signed': '签名',
		'help.called': '呼叫支援'
	} as Record<string, string>,
	doing: {
		'counter.opened': '正在开窗',
		'counter.paused': '正在暂停',
		'counter.closed': '正在关窗',
		'ticket.called': '正在叫号',
		'ticket.recalled': '正在重呼',
		'ticket.started': '正在开始',
		'ticket.finished': '正在办结',
		'ticket.no_show': '正在过号',
		'ticket.parked': '正在挂起',
		'ticket.resumed': '正在放回队里',
		'ticket.requeued': '正在退回',
		'ticket.transferred': '正在转移'
	} as Record<string, string>,
	unsent: (n: number) => `${n} 项没有送出`,
	unsentDetail: '已记在这台电脑上，连上后自动送，只记一次',
	unsentUrgent: '马上连不上就作罢，客户不会被叫来空等',
	line: {
		title: '接下来',
		hint: '↑↓ 选人，空格叫这一位',
		empty: '没有人在等',
		place: (service: string, n: number) => `${service}第 ${n}`,
		callThis: '空格 叫这一位',
		callThisOne: (number: string) => `叫 ${number}，不按顺序`,
		parked: '挂起，位置保留',
		heldHere: '转给本窗口'
	},
	day: {
		pitches: '我的一句话',
		cells: (said: number, skipped: number, missed: number) =>
			`说了 ${said}，合理跳过 ${skipped}，漏说 ${missed}`,
		coverage: '全网点覆盖',
		target: (n: number) => `目标 ${n}`,
		referred: '转介被接',
		credited: '转介与销售计我',
		mean: '平均办理',
		meanOf: (n: number) => `分钟，${n} 人`,
		care: '要关照的客户'
	},
	pitch: {
		title: '一句话',
		later: '开始办理后，说一句话，点一下结果',
		unwritten: '这项业务还没有写好的一句话，请网点负责人在目录里加上',
		handshake: (state: string) => `转介：${state}`,
		results: { interested: '有兴趣', later: '以后再说', declined: '不需要', skipped: '跳过' },
		refer: '转介理财',
		referred: '已转介',
		recorded: (result: string) => `已记下：${result}`,
		skip: '为什么不说？',
		skips: [
			{ id: 'in_a_hurry', name: '客户赶时间' },
			{ id: 'do_not_disturb', name: '客户不愿被打扰' },
			{ id: 'upset', name: '客户不满或投诉' },
			{ id: 'not_suitable', name: '不适合，例如代办或年长' }
		]
	},
	sheets: {
		refer: {
			title: (number: string) => `${number} 转介理财`,
			detail: '客户为什么会感兴趣？理财经理马上看到',
			unclear: '还不清楚'
		},
		park: {
			title: (number: string) => `挂起 ${number}`,
			detail: '号码和取号时间不变，位置保留，回来了在右边叫',
			reasons: [
				{ id: 'form_filling', name: '去填单' },
				{ id: 'fetching_document', name: '去取资料' },
				{ id: 'phone_call', name: '接电话' },
				{ id: 'other', name: '其他' }
			]
		},
		pause: {
			title: '暂停叫号',
			detail: '等候的人由其他窗口叫',
			reasons: [
				{ id: 'lunch', name: '午餐' },
				{ id: 'break', name: '休息' },
				{ id: 'cash', name: '加款、轧账' },
				{ id: 'meeting', name: '开会' },
				{ id: 'equipment', name: '设备故障' },
				{ id: 'other', name: '其他' }
			],
			/** What else machines say. */
			others: { approval: '授权', training: '培训' } as Record<string, string>,
			close: '关窗，今天不再叫'
		},
		call: {
			title: (number: string) => `先叫 ${number}`,
			detail: '不按顺序叫，原因会记下来',
			reasons: [
				{ id: 'small_child', name: '带着小孩' },
				{ id: 'unwell', name: '身体不适' },
				{ id: 'returned', name: '回来的客户' },
				{ id: 'appointment', name: '有预约' },
				{ id: 'other', name: '其他' }
			]
		},
		parked: {
			title: (number: string) => `${number} 回来了？`,
			detail: '叫到本窗口，或放回队里排原来的位置',
			call: '叫到本窗口',
			back: '放回队里'
		},
		profile: {
			title: '换业务',
			detail: '马上按新的业务叫下一位',
			now: '现在'
		},
		further: {
			title: (number: string) => `${number} 还要办别的`,
			detail: '转过去时号码和取号时间不变',
			pass: (service: string) => `转去 ${service}`,
			stay: (service: string) => `就在这里办 ${service}`,
			all: '都办完了，办结'
		},
		finish: {
			title: (number: string) => `办结 ${number}`,
			services: '办了哪些业务',
			outcome: '结果',
			submit: '办结',
			outcomes: [
				{ id: 'done', name: '办成了' },
				{ id: 'document_missing', name: '没办成，缺证件或资料' },
				{ id: 'not_allowed', name: '没办成，不符合规定' },
				{ id: 'system', name: '没办成，系统或设备故障' },
				{ id: 'customer', name: '没办成，客户改主意' },
				{ id: 'referred', name: '转给同事或其他网点' }
			]
		},
		return: {
			title: (number: string) => `${number} 退回改单`,
			detail: '号码和取号时间不变，改好后排回原来的位置，不用重新取号',
			reason: '原因',
			reasons: [
				{ id: 'form_error', name: '单子填错' },
				{ id: 'document_missing', name: '缺证件或资料' },
				{ id: 'other', name: '其他' }
			],
			faults: '哪里不对',
			submit: '退回改单'
		},
		transfer: {
			title: (number: string) => `转移 ${number}`,
			detail: '号码和取号时间不变',
			service: '转到哪项业务',
			counter: '由哪个窗口叫',
			any: '任何窗口',
			submit: '转移'
		}
	},
	notice: {
		got: (got: string) => `您叫到 ${got}`,
		first: (number: string, counter: string) => `${number} 刚被${counter}叫走`,
		gone: (number: string) => `${number} 已不在等候`,
		overtaken: (number: string) => `${number} 前面刚有人排进来`,
		nobody: '没有人在等，窗口空闲',
		notCalled: (number: string) => `${number} 办结已送到；断线太久，没有叫下一位，请再按叫号`,
		done: {
			'ticket.no_show': (number: string) => `${number} 已过号`,
			'ticket.parked': (number: string) => `${number} 已挂起`,
			'ticket.resumed': (number: string) => `${number} 已回到队里`,
			'ticket.requeued': (number: string) => `${number} 已退回改单，原号再排`,
			'ticket.transferred': (number: string) => `${number} 已转移，原号再排`,
			'ticket.recalled': (number: string) => `${number} 已重呼`,
			'ticket.finished': (number: string) => `${number} 已办结`,
			'help.called': () => '已呼叫支援，大堂经理的平板上看得到',
			'sale.recorded': () => '销售已登记',
			'sale.corrected': () => '已更正，原来的登记留在日志里',
			'sale.cancelled': () => '这笔销售已作废',
			'pitch.undone': (number: string) => `${number} 一句话已撤销`,
			'referral.undone': () => '转介已撤回'
		} as Record<string, (number: string) => string>
	},
	bars: {
		closed: '先开窗',
		nobody_here: '窗口前没有客户，先叫号',
		start_first: '客户来了先按开始',
		not_called: '已经在办理，不用重呼或过号',
		recalls_used: (n: number) => `已叫 ${n} 次，不能再呼，没有来就过号`,
		too_early: (seconds: number) => `刚叫过，再等 ${seconds} 秒才能过号`,
		finish_first: (number: string) => `先办结 ${number}`,
		paused: '正在暂停，先继续叫号',
		other: (name: string) => `这是${name}的窗口`,
		busy: '上一步还在登记',
		stale: '数据停了，连上以后再按，先看现场',
		no_staff: '您的账号没有对应的员工，请管理员关联后再登记',
		help_open: '已经呼叫，有人会来',
		nobody_waits: '没有人在等',
		no_undo: '没有可以撤销的，十秒过后请当面改'
	},
	refused: {
		nobody_waiting: '没有人在等',
		counter_busy: '窗口还有客户，先办结',
		ticket_already_called: '这个号别的窗口先叫了',
		ticket_being_served: '这个号正在别的窗口办理',
		ticket_over: '这个号已经结束',
		ticket_not_called: '这个号没有被叫，不能这样做',
		ticket_already_parked: '这个号已经挂起',
		ticket_not_parked: '这个号没有挂起',
		returned_too_late: '过号太久，请重新取号',
		recall_limit: '重呼次数已用完，没有来就过号',
		no_show_too_early: '刚叫过，再等一下才能过号',
		not_sent: '没有连上，没有送出，请当面说',
		tapped_too_long_ago: '按得太早，到的时候已经过时，请再按一次',
		help_called: '已经呼叫，有人会来',
		forbidden: '这个窗口不是您开的，先开自己的窗口',
		unknown_ticket: '没有这个号，可能是昨天的',
		unknown_counter: '没有这个窗口',
		unknown_service: '没有这项业务',
		referral_exists: '已经转介过',
		referral_taken: '理财经理已经接了，撤不回，请当面说',
		referral_closed: '这个转介已经结束',
		undo_too_late: '十秒已过，撤不回',
		nothing_to_undo: '没有可以撤销的',
		not_yours: '不是您登记的',
		unknown_product: '目录里没有这个产品，可能刚下架，请换一个',
		unknown_need: '目录里没有这个需求，请换一个',
		unknown_sale: '没有这笔销售，昨天以前的找网点负责人',
		sale_cancelled: '这笔销售已经作废',
		invalid_data: '金额或内容不对，请重新填写',
		not_watching: '画面没有接上，请再按一次',
		other: (code: string) => `系统没有接受（${code}），请再按一次，仍不行找主管`
	} as { other(code: string): string } & Record<string, string | ((code: string) => string)>,
	notDone: (what: string, number: string) => `${number ? `${number} ` : ''}${what}没有办成`
};

export const en: typeof zh = {
	title: 'Counter',
	and: ', ',
	reasons: reasons.en,
	choose: {
		title: 'Which counter are you at?',
		detail: 'One tap leads there; then open it and call',
		nobody: 'Nobody there',
		states: { open: 'At work', paused: 'Paused', closed: 'Closed' },
		free: 'Free',
		none: 'This branch has no counters; the administrator adds them to the branch file',
		own: 'You are here'
	},
	header: {
		waiting: 'Waiting',
		change: 'Other counter',
		menu: (name) => `${name}: account, sign out`,
		nobody: 'Nobody there',
		profile: ': change the profile'
	},
	lead: (name) => `You act at the counter of ${name}; it counts as theirs`,
	elsewhere: (counter) => `You have ${counter} open: close it there first`,
	segments: { ordinary: 'Ordinary', priority: 'Priority', vip: 'VIP' },
	waited: (minutes) => `waited ${minutes} min`,
	serving: 'Serving',
	servedUsual: (minutes) => `so far; usually ${minutes} min`,
	longer: 'longer than usual: why, and how long still',
	tell: 'Please tell the customer',
	tellMinutes: (minutes) => `about ${minutes} minutes`,
	told: 'Told',
	further: (services) => `also wants ${services}`,
	form: {
		needed: 'form not checked yet',
		ok: 'form checked',
		faults: 'form has faults'
	},
	called: 'Called, not here yet',
	sinceCall: 'since the call',
	recallsLeft: (n) => (n === 1 ? '1 recall left' : `${n} recalls left`),
	recallsUsed: 'no recall left',
	noShowIn: (seconds) => `no-show possible in ${seconds} s`,
	noShowNow: 'no-show if nobody comes',
	noShowSuggested: (calls) =>
		`Called ${calls} times, nobody came: mark as no-show, or start if they come`,
	idle: 'Free; next in line',
	idleSince: (time) => `free since ${time}`,
	nobodyWaits: 'Nobody is waiting',
	nobodyDetail: 'The counter is open: whoever takes a number appears here',
	paused: 'Paused',
	pausedFor: (minutes) => `for ${minutes} min`,
	since: (time) => `since ${time}`,
	closed: 'Not open yet',
	closedDetail: 'Choose what you do today, then open',
	standard: 'As set for this counter',
	other: (name) => `${name} is at this counter`,
	otherDetail: 'Only they call here; choose another counter',
	moment: {
		sending: 'Saving',
		kept: 'Kept here, sent once connected',
		trying: 'No connection, trying again'
	},
	primary: {
		open: 'Open',
		call: 'Call',
		start: 'Start',
		next: 'Finish, call next',
		finish: 'Finish',
		keep: 'Finish, sent once connected',
		keepStart: 'Start, sent once connected',
		resume: 'Resume',
		elsewhere: 'Choose another counter',
		nobody: 'Nobody is waiting',
		toGo: (n) => (n === 1 ? '1 check to go' : `${n} checks to go`)
	},
	commands: {
		finish: 'Finish only',
		details: 'Outcome',
		recall: 'Recall',
		no_show: 'No-show',
		park: 'Park',
		transfer: 'Transfer',
		return: 'Return',
		pause: 'Pause',
		help: 'Call for help',
		profile: 'Profile',
		sale: 'Record a sale',
		undo: 'Undo'
	},
	canUndo: (number, what) => `${number} ${what}: ten seconds to take it back`.trim(),
	helpOpen: (time) => `Called at ${time}`,
	helpTaken: (name) => `${name} is coming`,
	acts: {
		'counter.opened': 'opening',
		'counter.paused': 'pause',
		'counter.closed': 'closing',
		'ticket.called': 'call',
		'ticket.recalled': 'recall',
		'ticket.started': 'start',
		'ticket.finished': 'finish',
		'ticket.no_show': 'no-show',
		'ticket.parked': 'parking',
		'ticket.resumed': 'back in line',
		'ticket.requeued': 'return',
		'ticket.transferred': 'transfer',
		'pitch.made': 'pitch',
		'pitch.undone': 'undo of the pitch',
		'referral.made': 'referral',
		'referral.undone': 'undo of the referral',
		'sale.recorded': 'sale',
		'sale.corrected': 'correction of a sale',
		'sale.cancelled': 'cancellation of a sale',
		'checklist.checked': 'check',
		'checklist.signed': 'signature',
		'help.called': 'call for help'
	},
	doing: {
		'counter.opened': 'Opening',
		'counter.paused': 'Pausing',
		'counter.closed': 'Closing',
		'ticket.called': 'Calling',
		'ticket.recalled': 'Recalling',
		'ticket.started': 'Starting',
		'ticket.finished': 'Finishing',
		'ticket.no_show': 'Marking no-show',
		'ticket.parked': 'Parking',
		'ticket.resumed': 'Back in line',
		'ticket.requeued': 'Returning',
		'ticket.transferred': 'Transferring'
	},
	unsent: (n) => `${n} not sent`,
	unsentDetail: 'Kept on this computer, sent once connected, counted once',
	unsentUrgent: 'Dropped unless connected at once, so that nobody is called in vain',
	line: {
		title: 'Next',
		hint: '↑↓ choose, Space calls this one',
		empty: 'Nobody is waiting',
		place: (service, n) => `${service} no. ${n}`,
		callThis: 'Space: call this one',
		callThisOne: (number) => `Call ${number} out of turn`,
		parked: 'Parked, keep their place',
		heldHere: 'passed on to this counter'
	},
	day: {
		pitches: 'My sentences',
		cells: (said, skipped, missed) => `said ${said}, rightly skipped ${skipped}, missed ${missed}`,
		coverage: 'The whole branch',
		target: (n) => `of ${n}`,
		referred: 'Referrals accepted',
		credited: 'Counts for me',
		mean: 'Mean service',
		meanOf: (n) => `min, ${n} served`,
		care: 'Care list'
	},
	pitch: {
		title: 'One sentence',
		later: 'Once service has started: one sentence, one tap for what came of it',
		unwritten: 'No sentence is written for this service; the branch head adds one to the catalogue',
		handshake: (state) => `Referral: ${state}`,
		results: {
			interested: 'Interested',
			later: 'Later',
			declined: 'Not needed',
			skipped: 'Skip'
		},
		refer: 'Refer',
		referred: 'Referred',
		recorded: (result) => `Recorded: ${result}`,
		skip: 'Why not?',
		skips: [
			{ id: 'in_a_hurry', name: 'In a hurry' },
			{ id: 'do_not_disturb', name: 'Wants to be left alone' },
			{ id: 'upset', name: 'Upset, or complains' },
			{ id: 'not_suitable', name: 'Not suitable: on somebody’s behalf, elderly' }
		]
	},
	sheets: {
		refer: {
			title: (number) => `Refer ${number}`,
			detail: 'Why would the customer be interested? The wealth managers see it at once',
			unclear: 'Not clear yet'
		},
		park: {
			title: (number) => `Park ${number}`,
			detail: 'Number, time and place stay; called from the right once back',
			reasons: [
				{ id: 'form_filling', name: 'Filling in a form' },
				{ id: 'fetching_document', name: 'Fetching a document' },
				{ id: 'phone_call', name: 'Phone call' },
				{ id: 'other', name: 'Other' }
			]
		},
		pause: {
			title: 'Pause',
			detail: 'Other counters call whoever waits',
			reasons: [
				{ id: 'lunch', name: 'Lunch' },
				{ id: 'break', name: 'Break' },
				{ id: 'cash', name: 'Cash' },
				{ id: 'meeting', name: 'Meeting' },
				{ id: 'equipment', name: 'Equipment' },
				{ id: 'other', name: 'Other' }
			],
			others: { approval: 'Approval', training: 'Training' },
			close: 'Close: no more calls today'
		},
		call: {
			title: (number) => `Call ${number} first`,
			detail: 'Out of turn; the reason is kept',
			reasons: [
				{ id: 'small_child', name: 'With a small child' },
				{ id: 'unwell', name: 'Unwell' },
				{ id: 'returned', name: 'Returned customer' },
				{ id: 'appointment', name: 'Appointment' },
				{ id: 'other', name: 'Other' }
			]
		},
		parked: {
			title: (number) => `Is ${number} back?`,
			detail: 'Call to this counter, or back to the same place in line',
			call: 'Call to this counter',
			back: 'Back in line'
		},
		profile: {
			title: 'Change the profile',
			detail: 'The next one is called by it at once',
			now: 'now'
		},
		further: {
			title: (number) => `${number} wants something else too`,
			detail: 'Passed on, number and time stay',
			pass: (service) => `Pass on to ${service}`,
			stay: (service) => `Do ${service} here`,
			all: 'All done: finish'
		},
		finish: {
			title: (number) => `Finish ${number}`,
			services: 'What was done',
			outcome: 'Outcome',
			submit: 'Finish',
			outcomes: [
				{ id: 'done', name: 'Done' },
				{ id: 'document_missing', name: 'Not done: document missing' },
				{ id: 'not_allowed', name: 'Not done: rules do not allow it' },
				{ id: 'system', name: 'Not done: system or device fault' },
				{ id: 'customer', name: 'Not done: customer changed their mind' },
				{ id: 'referred', name: 'Referred to a colleague or another branch' }
			]
		},
		return: {
			title: (number) => `Return ${number} for the form`,
			detail: 'Number and time stay; back in the same place, no new number needed',
			reason: 'Reason',
			reasons: [
				{ id: 'form_error', name: 'Form filled in wrongly' },
				{ id: 'document_missing', name: 'Document missing' },
				{ id: 'other', name: 'Other' }
			],
			faults: 'What is wrong',
			submit: 'Return'
		},
		transfer: {
			title: (number) => `Transfer ${number}`,
			detail: 'Number and time stay',
			service: 'To which service',
			counter: 'Called by',
			any: 'Any counter',
			submit: 'Transfer'
		}
	},
	notice: {
		got: (got) => `you have ${got}`,
		first: (number, counter) => `${number} was called by ${counter} a moment ago`,
		gone: (number) => `${number} is no longer waiting`,
		overtaken: (number) => `Somebody has just come in before ${number}`,
		nobody: 'Nobody is waiting: the counter is free',
		notCalled: (number) =>
			`${number} is finished; the connection was away too long to call the next one: press Call`,
		done: {
			'ticket.no_show': (number) => `${number}: no-show`,
			'ticket.parked': (number) => `${number} is parked`,
			'ticket.resumed': (number) => `${number} is back in line`,
			'ticket.requeued': (number) => `${number} returned for the form, same number`,
			'ticket.transferred': (number) => `${number} transferred, same number`,
			'ticket.recalled': (number) => `${number} called again`,
			'ticket.finished': (number) => `${number} is finished`,
			'help.called': () => 'Help is called; the lobby’s tablets show it',
			'sale.recorded': () => 'The sale is recorded',
			'sale.corrected': () => 'Corrected; the first entry stays in the log',
			'sale.cancelled': () => 'This sale is cancelled',
			'pitch.undone': (number) => `${number}: the sentence is taken back`,
			'referral.undone': () => 'The referral is taken back'
		}
	},
	bars: {
		closed: 'Open the counter first',
		nobody_here: 'Nobody is at the counter: call first',
		start_first: 'Press Start when they come',
		not_called: 'Being served already: no recall, no no-show',
		recalls_used: (n) => `Called ${n} times, no more recalls: no-show if nobody comes`,
		too_early: (seconds) => `Just called: wait ${seconds} s before no-show`,
		finish_first: (number) => `Finish ${number} first`,
		paused: 'Paused: resume first',
		other: (name) => `This is the counter of ${name}`,
		busy: 'The last step is still being saved',
		stale: 'No data: press again once connected; go by what you see',
		no_staff: 'Your account is nobody of the staff: ask the administrator to link it',
		help_open: 'Help is called already; somebody comes',
		nobody_waits: 'Nobody is waiting',
		no_undo: 'There is nothing to take back; after ten seconds tell them in person'
	},
	refused: {
		nobody_waiting: 'Nobody is waiting',
		counter_busy: 'There is a customer at this counter: finish first',
		ticket_already_called: 'Another counter called this number first',
		ticket_being_served: 'Another counter serves this number',
		ticket_over: 'This number is over',
		ticket_not_called: 'This number has not been called',
		ticket_already_parked: 'This number is parked already',
		ticket_not_parked: 'This number is not parked',
		returned_too_late: 'Too long since the missed call: take a new number',
		recall_limit: 'No recall left: no-show if nobody comes',
		no_show_too_early: 'Just called: wait a little before no-show',
		not_sent: 'No connection, so it was not sent: say it in person',
		tapped_too_long_ago: 'It arrived too late to count: press again',
		help_called: 'Help is called already; somebody comes',
		forbidden: 'You have not opened this counter: open your own first',
		unknown_ticket: 'There is no such number; it may be yesterday’s',
		unknown_counter: 'There is no such counter',
		unknown_service: 'There is no such service',
		referral_exists: 'Referred already',
		referral_taken: 'A wealth manager has it already; tell them in person',
		referral_closed: 'This referral is over',
		undo_too_late: 'The ten seconds are over',
		nothing_to_undo: 'There is nothing to take back',
		not_yours: 'Somebody else told it',
		unknown_product:
			'The catalogue has no such product; it may have been withdrawn: choose another',
		unknown_need: 'The catalogue has no such need: choose another',
		unknown_sale: 'There is no such sale; for those of earlier days ask the branch head',
		sale_cancelled: 'This sale was cancelled',
		invalid_data: 'The amount or something else does not fit; enter it again',
		not_watching: 'The screen was not connected: press again',
		other: (code) => `Not accepted (${code}): press again, and ask the supervisor if it stays`
	},
	notDone: (what, number) => `${number ? `${number}: ` : ''}${what} not done`
};
