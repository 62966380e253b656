/** What the lobby manager's tablet says of the checks before opening and after closing. */
export const zh = {
	label: '检查',
	open: '去检查',
	left: (n: number) => `还差 ${n} 项`,
	due: (time: string) => `${time} 前完成`,
	wasDue: (time: string) => `${time} 应完成`,
	late: (minutes: number) => `迟 ${minutes} 分钟`,
	overdue: (list: string, left: number) => `${list}还差 ${left} 项`,
	of: (name: string, list: string) => `${name}的${list}`,
	toSign: '都看过了，还没签收',
	signed: (name: string, time: string) => `${name} ${time} 签收`,
	failed: (n: number) => `${n} 项有问题`,
	found: (name: string, time: string) => `${name} ${time} 发现`,
	take: '我去',
	handBack: '交还',
	done: '已处理',
	device: '看设备',
	progress: '进度',
	ready: '就绪',
	noLists: '网点没有大堂经理的检查清单',
	ok: '正常',
	problem: '有问题',
	by: (name: string, time: string) => `${name} ${time}`,
	hint: {
		ok: '设备自报正常，看一眼确认',
		failed: (cause: string) => `设备自报${cause}，去看一眼`,
		fault: '有故障',
		unknown: '设备没有消息，去看一眼'
	},
	against: {
		ok: '设备自报有问题，以你看到的为准',
		failed: '设备自报正常，以你看到的为准'
	},
	note: {
		title: '哪里有问题',
		ready: ['坏了', '缺少', '过期', '破损', '不干净', '位置不对', '内容不对', '没开机'],
		label: '写几个字，同事看得到',
		confirm: '记下',
		photo: '拍照',
		again: '重拍',
		sending: '正在传照片',
		has: '照片已存',
		look: '看照片',
		failed: '照片没传上，可以先只记文字',
		unusable: '这张照片用不了，换一张'
	},
	sign: '签收',
	signWhy: (left: number) => `还差 ${left} 项，看完再签收`,
	signHint: '签收以后不能再改',
	did: {
		ok: (item: string) => `${item} 正常`,
		failed: (item: string) => `${item} 有问题`,
		signed: (list: string) => `${list} 签收`
	}
};

export const en: typeof zh = {
	label: 'Checks',
	open: 'Check',
	left: (n) => `${n} to go`,
	due: (time) => `by ${time}`,
	wasDue: (time) => `was due ${time}`,
	late: (minutes) => `${minutes} min late`,
	overdue: (list, left) => `${list}: ${left} to go`,
	of: (name, list) => `${name}: ${list}`,
	toSign: 'all looked at, to be signed',
	signed: (name, time) => `signed by ${name} ${time}`,
	failed: (n) => (n === 1 ? '1 problem' : `${n} problems`),
	found: (name, time) => `found by ${name} ${time}`,
	take: 'I’ll go',
	handBack: 'Hand back',
	done: 'Seen to',
	device: 'Device',
	progress: 'Progress',
	ready: 'ready',
	noLists: 'This branch has no checklist for the lobby manager',
	ok: 'Fine',
	problem: 'Problem',
	by: (name, time) => `${name} ${time}`,
	hint: {
		ok: 'It says it works: look and confirm',
		failed: (cause) => `It says ${cause}: go and look`,
		fault: 'that it has a fault',
		unknown: 'Nothing heard from it: go and look'
	},
	against: {
		ok: 'It says it has a problem; what you see counts',
		failed: 'It says it works; what you see counts'
	},
	note: {
		title: 'What is wrong',
		ready: [
			'Broken',
			'Missing',
			'Expired',
			'Damaged',
			'Not clean',
			'Wrong place',
			'Wrong contents',
			'Not on'
		],
		label: 'A few words that colleagues see',
		confirm: 'Keep it',
		photo: 'Photo',
		again: 'Another photo',
		sending: 'Sending the photo',
		has: 'Photo kept',
		look: 'See the photo',
		failed: 'The photo did not get through; words alone will do',
		unusable: 'This photo cannot be used; take another'
	},
	sign: 'Sign',
	signWhy: (left) => `${left} to go: sign once all are looked at`,
	signHint: 'Once signed nothing can be changed',
	did: {
		ok: (item) => `${item}: fine`,
		failed: (item) => `${item}: problem`,
		signed: (list) => `${list}: signed`
	}
};
