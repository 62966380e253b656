/** The administrator's page of devices: one is added, and its probe tried while it is typed. */
export const zh = {
	title: '设备',
	count: (n: number) => `${n} 台`,
	about: '网点里的设备，和服务器怎么看它在不在。没有探测的设备，由人或设备自己的程序说它怎么样。',
	none: '还没有设备。',
	add: '添加设备',
	addSubmit: '添加',
	another: '再加一台',
	save: '保存',
	saved: '已保存，马上生效。',
	columns: { device: '设备', kind: '类型', probe: '探测', now: '现在' },
	works: '正常',
	unheard: '没有消息',
	kind: '类型',
	nameZh: '名称（中文）',
	nameEn: '名称（英文）',
	id: '编号',
	idHint: '设备的程序用它说自己是谁，建好后不改。',
	idFixed: '建好后不在这里改；要改去“网点设置”。',
	probe: '探测',
	type: '方式',
	noProbe: '不探测',
	noProbeHint: '由人或设备自己的程序说它怎么样。',
	typeHints: {
		tcp: '端口能连上就算在，不写端口是 9100。',
		http: '网页打得开，上面有要找的字。',
		icmp: '对 ping 有回答，只知道连着网。',
		snmp: '打印机自己说纸、墨粉和卡纸。',
		sip: '电话或交换机对 OPTIONS 有回答。',
		xfs4iot: '自助机自己说每个部件怎么样。'
	} as Record<string, string>,
	ofKind: {
		does: '能做',
		parts: '部件',
		supplies: '余量',
		silence: '没有消息',
		silent: (stale: number, offline: number) => `${stale} 秒状态不明，${offline} 秒算离线`,
		takesOver: '分流',
		perHour: (n: number) => `每小时约 ${n} 位客户`,
		unknown: '网点自己的类型，它说什么就是什么。'
	},
	parts: {
		dispenser: '出钞口',
		acceptor: '入钞口',
		recycler: '循环机芯',
		cash_units: '钞箱',
		card_reader: '读卡器',
		card_dispenser: '发卡器',
		card_printer: '制卡机',
		id_reader: '身份证读卡器',
		pin_pad: '密码键盘',
		receipt_printer: '凭条打印机',
		printer: '打印机',
		screen: '屏幕',
		sound: '声音',
		controller: '控制卡',
		feeder: '进钞口',
		sensor: '传感器',
		browser: '浏览器',
		sign_in_page: '登录页',
		line: '线路',
		paper: '纸',
		toner: '墨粉',
		cover: '盖板',
		network: '网络'
	} as Record<string, string>,
	trial: {
		incomplete: '填完就试一下',
		asking: '正在试',
		ok: (ms: number) => `答了，${ms} 毫秒`,
		says: (what: string) => `它说：${what}`,
		bad: {
			wrong_answer: '答了，但不对',
			no_answer: '没有回答',
			refused: '拒绝连接',
			unknown_host: '找不到这个主机名',
			unreachable: '连不上',
			probe_not_allowed: '地址不在允许的名单里',
			probe_unavailable: '这台服务器试不了这种方式'
		},
		advice: {
			wrong_answer: '看看方式、路径和要找的字对不对。',
			no_answer: '看看设备开着没有、地址对不对、中间有没有防火墙。',
			refused: '那台机器在，这个端口没有程序听：看看端口。',
			unknown_host: '看看主机名，或者直接写地址。',
			unreachable: '看看地址和网线，服务器和它是不是通的。',
			probe_not_allowed: '请管服务器的人加进 FOYER_PROBE_HOSTS，再重启。现在可以先保存。',
			probe_unavailable: '服务器上没有 ping；装上，或换一种方式。'
		},
		faults: {
			busy: '试得太快，等一下自己再试。',
			offline: '连不上服务器，不影响已经填的。',
			forbidden: '你没有这个权限。',
			unauthenticated: '登录已失效，重新登录后再试。',
			other: '现在试不了，可以先保存。'
		} as Record<string, string>
	},
	theirs: {
		changed: '别人刚改过这台设备，现在是：',
		removed: '别人刚删了这台设备。',
		again: '再点一次保存，就用这里填的。'
	},
	refusals: {
		changed: '没有保存：先看看别人改了什么。',
		faults: '没有保存：先改好标红的地方。'
	} as Record<string, string>,
	remove: '删除',
	removeQuestion: (name: string) => `删除 ${name}？以前的记录留着，正在处理的故障就此结束。`,
	uses: {
		keeps: '还删不了，这些地方在用它：',
		kiosk: '取号机用它打小票',
		editor: '去网点设置里改'
	}
};

export const en: typeof zh = {
	title: 'Devices',
	count: (n) => `${n}`,
	about:
		'The devices of the branch, and how the server looks whether each is there. Of one without a probe, people or its own program say how it is.',
	none: 'No devices yet.',
	add: 'Add a device',
	addSubmit: 'Add',
	another: 'Add another',
	save: 'Save',
	saved: 'Saved, and in use from now on.',
	columns: { device: 'Device', kind: 'Kind', probe: 'Probe', now: 'Now' },
	works: 'works',
	unheard: 'never heard of',
	kind: 'Kind',
	nameZh: 'Name (Chinese)',
	nameEn: 'Name (English)',
	id: 'Id',
	idHint: 'By this the device’s own program says who it is; it stays.',
	idFixed: 'It stays; to change it use Branch settings.',
	probe: 'Probe',
	type: 'How',
	noProbe: 'No probe',
	noProbeHint: 'People or the device’s own program say how it is.',
	typeHints: {
		tcp: 'It is there when it takes a connection; without a port at 9100.',
		http: 'Its page opens and has the text on it.',
		icmp: 'It answers a ping: then it is connected, and no more is known.',
		snmp: 'A printer itself tells of paper, toner and jams.',
		sip: 'A telephone or its exchange answers OPTIONS.',
		xfs4iot: 'A cash machine itself tells how each of its parts is.'
	},
	ofKind: {
		does: 'Does',
		parts: 'Parts',
		supplies: 'Supplies',
		silence: 'Silent for',
		silent: (stale, offline) => `${stale} s: nobody knows; ${offline} s: offline`,
		takesOver: 'Takes over',
		perHour: (n) => `about ${n} customers an hour`,
		unknown: 'A kind of the branch’s own: what it says is believed.'
	},
	parts: {
		dispenser: 'dispenser',
		acceptor: 'acceptor',
		recycler: 'recycler',
		cash_units: 'cash units',
		card_reader: 'card reader',
		card_dispenser: 'card dispenser',
		card_printer: 'card printer',
		id_reader: 'identity card reader',
		pin_pad: 'PIN pad',
		receipt_printer: 'receipt printer',
		printer: 'printer',
		screen: 'screen',
		sound: 'sound',
		controller: 'controller',
		feeder: 'feeder',
		sensor: 'sensor',
		browser: 'browser',
		sign_in_page: 'sign-in page',
		line: 'line',
		paper: 'paper',
		toner: 'toner',
		cover: 'cover',
		network: 'network'
	},
	trial: {
		incomplete: 'Tried once it is filled in',
		asking: 'Trying',
		ok: (ms) => `Answered in ${ms} ms`,
		says: (what) => `It says: ${what}`,
		bad: {
			wrong_answer: 'Answered, but not as it should',
			no_answer: 'No answer',
			refused: 'Connection refused',
			unknown_host: 'No such host name',
			unreachable: 'Cannot be reached',
			probe_not_allowed: 'The address is not on the list of those allowed',
			probe_unavailable: 'This server cannot try it this way'
		},
		advice: {
			wrong_answer: 'Look at the way, the path and the text to be found.',
			no_answer: 'Is the device on, the address right, and is there a firewall between?',
			refused: 'The machine is there, but nothing listens at this port: look at the port.',
			unknown_host: 'Look at the name, or write the address.',
			unreachable: 'Look at the address and the cable: can the server reach it?',
			probe_not_allowed:
				'Whoever runs the server adds it to FOYER_PROBE_HOSTS and starts it again. It can be saved now.',
			probe_unavailable: 'The server has no ping; install it, or use another way.'
		},
		faults: {
			busy: 'Tried too fast; it is tried again in a moment.',
			offline: 'The server cannot be reached; what is filled in stays.',
			forbidden: 'You may not do this.',
			unauthenticated: 'You are signed out; sign in again first.',
			other: 'It cannot be tried now; it can be saved all the same.'
		}
	},
	theirs: {
		changed: 'Somebody else has just changed this device. It now is:',
		removed: 'Somebody else has just removed this device.',
		again: 'Save once more to use what stands here.'
	},
	refusals: {
		changed: 'Not saved: first see what somebody else changed.',
		faults: 'Not saved: first mend what is marked.'
	},
	remove: 'Remove',
	removeQuestion: (name) =>
		`Remove ${name}? What was recorded stays; a fault that is being seen to is over.`,
	uses: {
		keeps: 'It cannot be removed yet; it is used here:',
		kiosk: 'The kiosk prints tickets with it',
		editor: 'Change it in Branch settings'
	}
};
