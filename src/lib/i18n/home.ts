/** The start page: what somebody may open. */
export const zh = {
	hello: (name: string) => `${name}，您好`,
	denied: (screen: string) => `您的岗位不包含“${screen}”。需要的话请找管理员。`,
	deniedPage: '您的岗位不包含这个页面。需要的话请找管理员。',
	nothing: '您的岗位现在没有可以打开的画面。请找管理员。',
	noBranch: '还没有网点。管理员登录后会带您建一个。',
	more: '其他',
	approve: '批准屏幕',
	approveDetail: '大屏、叫号屏、取号机或好评器显示六位代码时，在这里输入',
	admin: '管理',
	adminDetail: '网点、人员、屏幕、密钥和审计',
	account: '我的账号',
	accountDetail: '密码、二次验证、登录的设备'
};

export const en: typeof zh = {
	hello: (name) => `Hello, ${name}`,
	denied: (screen) =>
		`Your role does not include “${screen}”. Ask the administrator if you need it.`,
	deniedPage: 'Your role does not include this page. Ask the administrator if you need it.',
	nothing: 'There is no screen for your role to open yet. Ask the administrator.',
	noBranch: 'There is no branch yet. An administrator who signs in is led to make one.',
	more: 'More',
	approve: 'Approve a screen',
	approveDetail: 'When a display shows a code of six, type it here',
	admin: 'Administration',
	adminDetail: 'Branch, people, displays, keys and audit',
	account: 'My account',
	accountDetail: 'Password, second factor, devices signed in'
};
