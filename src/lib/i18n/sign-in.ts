/** Signing in, on its own page and over a screen whose session has ended. */
export const zh = {
	title: '登录',
	submit: '登录',
	provider: '用行内统一登录',
	or: '或者',
	clear: '这个连接没有加密，同一网络里的人可能看到您的密码。请用 https 地址打开。',
	forgot: '忘了密码？管理员可以给您一个一次性密码。',
	codeTitle: '还要一个验证码',
	code: '验证码',
	codeHint: '手机验证器上的六位数字；手机不在身边，就输一个备用码',
	codeSubmit: '继续',
	back: '换一个账号',
	ended: {
		title: '登录已到期',
		detail: '请重新登录。画面和没写完的内容都还在。',
		other: (name: string) => `换别的账号登录，${name}没写完的内容会丢掉。`,
		leave: '离开这个画面'
	}
};

export const en: typeof zh = {
	title: 'Sign in',
	submit: 'Sign in',
	provider: 'Use the bank’s sign-in',
	or: 'or',
	clear:
		'This connection is not encrypted: others on the network may read your password. Use the https address.',
	forgot: 'Forgot the password? The administrator can give you a one-time password.',
	codeTitle: 'One more code',
	code: 'Code',
	codeHint: 'The six digits in your authenticator app; without it, one of your backup codes',
	codeSubmit: 'Continue',
	back: 'Use another account',
	ended: {
		title: 'Your session has ended',
		detail: 'Sign in again. The page and what you have not finished are still here.',
		other: (name) => `With another account, what ${name} has not finished is lost.`,
		leave: 'Leave this page'
	}
};
