import * as steps from './device-steps.ts';

/** What the lobby manager's tablet says of devices and their faults. */
export const zh = {
	steps: steps.zh,
	button: '设备',
	more: (n: number) => `另有 ${n} 台`,
	title: '设备',
	troubles: (n: number) => `要处理 ${n}`,
	watched: '刚恢复，再看一会儿',
	resting: '停用维护',
	working: (n: number) => `其余 ${n} 台`,
	allWell: (n: number) => `设备 ${n} 台正常`,
	empty: '网点还没有登记设备',
	works: '正常',
	since: (time: string) => `自 ${time}`,
	seen: (time: string) => `${time} 有消息`,
	neverSeen: '还没有消息',
	level: (supply: string, share: string) => `${supply} ${share}`,
	nobody: '没人处理',
	effect: {
		/** 现金业务 is the line for cash. */
		more: (service: string, n: number) => `${service.replace(/业务$/, '')}多 ${n} 人`,
		all: (n: number) => `窗口多 ${n} 人`,
		wait: (minutes: number) => `等候 +${minutes} 分钟`
	},
	send: (to: string) => `引导到${to}`,
	label: '设备',
	take: '我去',
	handle: '我来处理',
	handBack: '交还',
	pass: '报修',
	note: '记一笔',
	fixed: '修好了',
	rest: '停用维护',
	resume: '恢复使用',
	report: '报故障',
	done: '完成',
	doFirst: '先做这几步',
	worksSince: (time: string) => `${time} 恢复，再看一会儿`,
	passForm: {
		title: (device: string) => `${device} 报修`,
		hint: '打完电话再点。厂商和单号可以不填，以后再补',
		vendor: '厂商',
		reference: '单号',
		confirm: '已报修',
		again: '补记'
	},
	noteForm: {
		title: (device: string) => `${device} 记一笔`,
		label: '看到什么、做了什么',
		confirm: '记下'
	},
	fixedForm: {
		title: (device: string) => `${device} 修好了`,
		hint: '试一次，能用再点',
		label: '怎么修好的，可以不写',
		confirm: '试过，能用了'
	},
	reportForm: {
		title: (device: string) => `${device} 报故障`,
		still: '还能用吗',
		out: '不能用',
		partly: '还能用一部分',
		what: '哪里不对'
	},
	log: {
		title: '经过',
		opened: (cause: string) => `开始：${cause}`,
		acknowledged: (name: string) => `${name}去处理`,
		passed: (vendor: string, reference: string) =>
			`已报修${vendor && ` ${vendor}`}${reference && `，单号 ${reference}`}`,
		note: (name: string, text: string) => `${name}：${text}`,
		flaps: (n: number) => `好了又坏 ${n} 次`,
		fine: '恢复',
		fixedBy: (name: string) => `${name}说修好了`
	},
	writeFirst: '先写几个字',
	did: {
		acknowledged: (device: string) => `${device} 我来处理`,
		passed: (device: string) => `${device} 已报修`,
		noted: (device: string) => `${device} 记一笔`,
		resolved: (device: string) => `${device} 修好了`,
		told: (device: string, state: string) => `${device} ${state}`
	}
};

export const en: typeof zh = {
	steps: steps.en,
	button: 'Devices',
	more: (n) => `${n} more`,
	title: 'Devices',
	troubles: (n) => `To see to ${n}`,
	watched: 'Just back, being watched',
	resting: 'Out of use',
	working: (n) => `The other ${n}`,
	allWell: (n) => `All ${n} devices work`,
	empty: 'This branch has no devices yet',
	works: 'works',
	since: (time) => `since ${time}`,
	seen: (time) => `heard ${time}`,
	neverSeen: 'not heard from yet',
	level: (supply, share) => `${supply} ${share}`,
	nobody: 'Nobody yet',
	effect: {
		more: (service, n) => `${n} more for ${service}`,
		all: (n) => `${n} more at the counters`,
		wait: (minutes) => `wait +${minutes} min`
	},
	send: (to) => `send to ${to}`,
	label: 'Device',
	take: 'I’ll go',
	handle: 'I’ll see to it',
	handBack: 'Hand back',
	pass: 'Call vendor',
	note: 'Note',
	fixed: 'Fixed',
	rest: 'Out of use',
	resume: 'Back in use',
	report: 'Report a fault',
	done: 'Done',
	doFirst: 'Do this first',
	worksSince: (time) => `works again since ${time}, being watched`,
	passForm: {
		title: (device) => `${device}: vendor called`,
		hint: 'Call first, then tap. Vendor and reference may follow later',
		vendor: 'Vendor',
		reference: 'Reference',
		confirm: 'Vendor called',
		again: 'Add it'
	},
	noteForm: {
		title: (device) => `${device}: note`,
		label: 'What you saw or did',
		confirm: 'Keep note'
	},
	fixedForm: {
		title: (device) => `${device}: fixed`,
		hint: 'Try it once; tap if it works',
		label: 'What it was, if you like',
		confirm: 'Tried it: works'
	},
	reportForm: {
		title: (device) => `${device}: report a fault`,
		still: 'Can it be used',
		out: 'Not at all',
		partly: 'In part',
		what: 'What is wrong'
	},
	log: {
		title: 'So far',
		opened: (cause) => `began: ${cause}`,
		acknowledged: (name) => `${name} sees to it`,
		passed: (vendor, reference) =>
			`vendor called${vendor && `: ${vendor}`}${reference && `, reference ${reference}`}`,
		note: (name, text) => `${name}: ${text}`,
		flaps: (n) => (n === 1 ? 'came back once' : `came back ${n} times`),
		fine: 'works again',
		fixedBy: (name) => `${name} says it is fixed`
	},
	writeFirst: 'Write a few words first',
	did: {
		acknowledged: (device) => `${device}: I’ll see to it`,
		passed: (device) => `${device}: vendor called`,
		noted: (device) => `${device}: note`,
		resolved: (device) => `${device}: fixed`,
		told: (device, state) => `${device}: ${state}`
	}
};
