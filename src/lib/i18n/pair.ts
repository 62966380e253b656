/** Pairing a display: what it shows itself, and the page on which somebody approves it. */
export const zh = {
	title: '配对屏幕',
	screens: { wall: '后台大屏', display: '叫号屏', kiosk: '取号机', rating: '好评器' },
	show: {
		/** Both languages stand on the display: nobody has chosen one there yet. */
		scan: '用手机扫码，或在已登录的平板上打开下面的地址，输入这个代码',
		left: (minutes: number) => `代码还有 ${minutes} 分钟有效，到时自动换新`,
		away: '服务器没有回应，正在重试',
		wait: (minutes: number) => `换码太频繁，${minutes} 分钟后自动再来`,
		approved: '已批准，正在打开',
		signIn: '改用账号登录',
		qr: '批准这个屏幕的二维码'
	},
	approve: {
		title: '批准屏幕',
		code: '屏幕上的代码',
		codeHint: '六位字母和数字，大小写都行',
		look: '继续',
		shows: (screen: string) => `要批准的是：${screen}`,
		compare: '请对一下，屏幕上是不是这个代码',
		branch: '放在哪个网点',
		name: '给它起个名字',
		nameHint: '写它挂在哪里，以后好认',
		suggested: {
			wall: '后台大屏',
			display: '大厅叫号屏',
			kiosk: '门口取号机',
			rating: '窗口好评器'
		},
		submit: '批准',
		other: '不是这个代码',
		done: '批准好了',
		doneDetail: (name: string) => `“${name}”几秒内会自己打开画面，不用碰它。`,
		doneRevoke: '以后要停用，可以在管理页面撤销。',
		another: '再批准一个'
	},
	refusals: {
		unknown_code: '没有屏幕在显示这个代码。请对一遍，或等屏幕换出新代码',
		unknown_branch: '没有这个网点',
		missing_name: '请写它挂在哪里',
		forbidden: '您的岗位不能批准这个网点的屏幕'
	} as Record<string, string>
};

export const en: typeof zh = {
	title: 'Pair a screen',
	screens: {
		wall: 'Back-office wall',
		display: 'Call display',
		kiosk: 'Kiosk',
		rating: 'Rating pad'
	},
	show: {
		scan: 'Scan with a phone, or open the address below on a signed-in tablet and type this code',
		left: (minutes) => `Good for ${minutes} more min, then a new one by itself`,
		away: 'The server does not answer; trying again',
		wait: (minutes) => `Too many codes asked for; again by itself in ${minutes} min`,
		approved: 'Approved, opening',
		signIn: 'Sign in instead',
		qr: 'QR code to approve this screen'
	},
	approve: {
		title: 'Approve a screen',
		code: 'Code on the screen',
		codeHint: 'Six letters and digits, in capitals or not',
		look: 'Continue',
		shows: (screen) => `To be approved: ${screen}`,
		compare: 'Compare: is this the code on the screen?',
		branch: 'Which branch it is in',
		name: 'A name for it',
		nameHint: 'Where it hangs, to know it again',
		suggested: {
			wall: 'Back-office wall',
			display: 'Hall display',
			kiosk: 'Kiosk at the door',
			rating: 'Pad at a counter'
		},
		submit: 'Approve',
		other: 'Not this code',
		done: 'Approved',
		doneDetail: (name) => `“${name}” opens by itself within seconds. No need to touch it.`,
		doneRevoke: 'To stop it later, revoke it on the administration pages.',
		another: 'Approve another'
	},
	refusals: {
		unknown_code:
			'No screen shows this code. Compare it again, or wait until the screen shows a new one',
		unknown_branch: 'There is no such branch',
		missing_name: 'Say where it hangs',
		forbidden: 'Your role cannot approve screens of this branch'
	}
};

export type PairWords = typeof zh;
