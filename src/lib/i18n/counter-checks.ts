/** A teller's own checks, at the counter's console. */
export const zh = {
	toGo: (n: number) => `还差 ${n} 项`,
	progress: (checked: number, of: number) => `${checked}/${of}`,
	unsigned: '查完了，还没签名',
	signed: (name: string, time: string) => `${name} ${time} 已签名`,
	due: (time: string) => `${time} 前查完`,
	late: (time: string) => `已过 ${time}`,
	fine: '正常',
	wrong: '有问题',
	hints: { ok: '设备显示正常', failed: '设备显示有故障', unknown: '设备没有消息，请看一眼' },
	note: '哪里不对',
	noteHint: '写几个字，别人才知道怎么办',
	keep: '记下',
	sign: '签名，都查过了',
	leave: '关闭',
	notYet: (n: number) => `还差 ${n} 项，查完再签`,
	kept: '没有连上，先记在这台电脑上，连上就送出',
	failed: (n: number) => `${n} 项有问题`,
	refused: {
		wrong_role: '这张清单不是您的岗位的',
		checklist_signed: '这张清单今天已经签过名，不能再改，有变化请告诉网点负责人',
		checklist_open: '还有没查的项，查完再签',
		note_missing: '请写几个字：哪里不对',
		unknown_checklist: '没有这张清单，可能刚改过，请关掉再打开',
		unknown_item: '清单里没有这一项了，可能刚改过，请关掉再打开',
		forbidden: '只能做自己的检查'
	} as Record<string, string>,
	refusedOther: (code: string) => `系统没有接受（${code}），请再按一次`
};

export const en: typeof zh = {
	toGo: (n) => `${n} to go`,
	progress: (checked, of) => `${checked}/${of}`,
	unsigned: 'all looked at, not signed yet',
	signed: (name, time) => `${name}, signed ${time}`,
	due: (time) => `to be done by ${time}`,
	late: (time) => `past ${time}`,
	fine: 'Fine',
	wrong: 'Problem',
	hints: {
		ok: 'the device says it is fine',
		failed: 'the device says it is faulty',
		unknown: 'nothing heard of the device: please look'
	},
	note: 'What is wrong',
	noteHint: 'A few words, so that others know what to do',
	keep: 'Save',
	sign: 'Sign: all looked at',
	leave: 'Close',
	notYet: (n) => `${n} to go before you sign`,
	kept: 'No connection: kept on this computer, sent once connected',
	failed: (n) => (n === 1 ? '1 problem' : `${n} problems`),
	refused: {
		wrong_role: 'This list is not for your role',
		checklist_signed:
			'This list is signed for today and stays as it is; tell the branch head what changed',
		checklist_open: 'Not everything has been looked at: finish before you sign',
		note_missing: 'Write a few words: what is wrong',
		unknown_checklist:
			'There is no such list; it may have been changed: close it and open it again',
		unknown_item:
			'The list has no such item now; it may have been changed: close it, open it again',
		forbidden: 'You can only do your own checks'
	},
	refusedOther: (code) => `Not accepted (${code}): press again`
};
