/** One's own account. */
export const zh = {
	title: '我的账号',
	role: '岗位',
	branch: '网点',
	username: '用户名',
	first: {
		title: '先换密码',
		detail: '您现在用的是一次性密码，给您密码的人也知道它。换成自己的密码后就可以开始用了。'
	},
	password: {
		title: '修改密码',
		current: '现在的密码',
		oneTime: '一次性密码',
		next: '新密码',
		again: '再输一次新密码',
		submit: '保存新密码',
		note: '保存后，您在其他设备上的登录都会结束。',
		done: '密码换好了'
	},
	factor: {
		title: '二次验证',
		off: '没有开启。开启后，登录时除了密码，还要输手机验证器上的六位数字。',
		on: '已开启。登录时要输手机验证器上的六位数字。',
		confirm: '先输一次密码',
		start: '开启',
		scan: '用手机上的验证器扫这个码（任何验证器都行，不用联网）',
		text: '扫不了就手工输入这个密钥',
		codes: '备用码：手机不在身边时用，每个只能用一次。现在抄下来收好，以后不再显示。',
		code: '验证器上现在的六位数字',
		codeHint: '输对一次，二次验证才算开启',
		finish: '完成',
		cancel: '不开了',
		stop: '关闭二次验证',
		started: '二次验证已开启',
		stopped: '二次验证已关闭',
		qr: '验证器密钥的二维码'
	},
	sessions: {
		title: '我的登录',
		here: '这台设备',
		since: (time: string) => `自 ${time}`,
		unknown: '其他设备',
		end: '结束',
		endOthers: '结束其他所有登录',
		only: '只有这台设备登录着。',
		ended: '已结束'
	}
};

export const en: typeof zh = {
	title: 'My account',
	role: 'Role',
	branch: 'Branch',
	username: 'Username',
	first: {
		title: 'First a password of your own',
		detail:
			'This one-time password is known to whoever gave it to you. Choose your own, then you can begin.'
	},
	password: {
		title: 'Change password',
		current: 'Present password',
		oneTime: 'One-time password',
		next: 'New password',
		again: 'New password once more',
		submit: 'Save new password',
		note: 'Your sessions on other devices then end.',
		done: 'The password is changed'
	},
	factor: {
		title: 'Second factor',
		off: 'Off. With it, signing in also asks for six digits from an app on your phone.',
		on: 'On. Signing in asks for the six digits of your authenticator app.',
		confirm: 'Your password first',
		start: 'Turn on',
		scan: 'Scan this with an authenticator app (any will do, it needs no network)',
		text: 'Or type this key into it',
		codes:
			'Backup codes, for when the phone is not there; each works once. Write them down now: they are not shown again.',
		code: 'The six digits that the app shows now',
		codeHint: 'One right code turns it on',
		finish: 'Finish',
		cancel: 'Leave it off',
		stop: 'Turn second factor off',
		started: 'The second factor is on',
		stopped: 'The second factor is off',
		qr: 'QR code of the authenticator key'
	},
	sessions: {
		title: 'My sessions',
		here: 'this device',
		since: (time) => `since ${time}`,
		unknown: 'Another device',
		end: 'End',
		endOthers: 'End all others',
		only: 'Only this device is signed in.',
		ended: 'Ended'
	}
};
