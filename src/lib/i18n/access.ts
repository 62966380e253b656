import * as names from './names.ts';

/** What is said of people and their accounts, wherever it is said. */
export const zh = {
	username: '用户名',
	password: '密码',
	showPassword: '显示',
	hidePassword: '隐藏',
	signOut: '退出登录',
	roles: names.zh.roles as Record<string, string>,
	allBranches: '所有网点',
	rules: {
		length: (shortest: number) => `至少 ${shortest} 个字符`,
		username: '不含用户名',
		same: '两次一样'
	},
	tooMany: (minutes: number) => `试得太多了，请 ${minutes} 分钟后再试`,
	refusals: {
		wrong_credentials: '用户名或密码不对',
		wrong_code: '验证码不对。请看清手机上现在的六位数字',
		sign_in_again: '验证时间已过，请重新输入用户名和密码',
		password_expired: '这个一次性密码过期了，请找管理员再要一个',
		provider: '行内统一登录没有成功。若一直如此，请找管理员确认您的账号',
		provider_silent: '行内统一登录现在连不上，请先用密码登录',
		wrong_password: '现在的密码不对',
		password_short: '密码至少 10 个字符',
		password_long: '密码最多 128 个字符',
		password_common: '这个密码太常见，请换一个',
		password_username: '密码里不能有用户名',
		password_same: '新密码不能和现在的一样',
		password_differs: '两次输入的密码不一样',
		username_taken: '这个用户名已经有人用了',
		invalid_username: '用户名要 2 到 40 个字母、数字或汉字，中间可以有 . - _',
		name_long: '姓名最多 60 个字',
		unknown_session: '这个登录已经结束了',
		unauthenticated: '请先登录',
		forbidden: '您的岗位不包含这一项',
		unavailable: '现在存不了数据，请稍后再试',
		other: '没有成功，请稍后再试'
	} as Record<string, string>
};

export const en: typeof zh = {
	username: 'Username',
	password: 'Password',
	showPassword: 'Show',
	hidePassword: 'Hide',
	signOut: 'Sign out',
	roles: names.en.roles as Record<string, string>,
	allBranches: 'All branches',
	rules: {
		length: (shortest) => `At least ${shortest} characters`,
		username: 'Without the username',
		same: 'Both the same'
	},
	tooMany: (minutes) => `Too many attempts. Try again in ${minutes} min`,
	refusals: {
		wrong_credentials: 'Username or password is wrong',
		wrong_code: 'This code is wrong. Type the six digits that the app shows now',
		sign_in_again: 'That took too long. Type username and password again',
		password_expired: 'This one-time password has expired; ask the administrator for a new one',
		provider:
			'The bank’s sign-in did not let you in. If it stays so, ask the administrator about your account',
		provider_silent: 'The bank’s sign-in cannot be reached now. Use your password instead',
		wrong_password: 'The present password is wrong',
		password_short: 'A password has at least 10 characters',
		password_long: 'A password has at most 128 characters',
		password_common: 'This password is among the first that are tried. Choose another',
		password_username: 'A password must not contain the username',
		password_same: 'Choose another password than the present one',
		password_differs: 'The two passwords differ',
		username_taken: 'Somebody has this username already',
		invalid_username: '2 to 40 letters or digits; between them may stand . - and _',
		name_long: 'A name has at most 60 characters',
		unknown_session: 'This session has ended already',
		unauthenticated: 'Sign in first',
		forbidden: 'Your role does not include this',
		unavailable: 'Nothing can be stored right now. Try again in a moment',
		other: 'That did not work. Try again in a moment'
	}
};

export type AccessWords = typeof zh;

/** The sentence of a refusal. `wait`: seconds. */
export function refusalIn(
	t: AccessWords,
	{ code, wait = 0 }: { code: string; wait?: number | undefined }
): string {
	if (code === 'too_many_attempts') return t.tooMany(Math.max(1, Math.ceil(wait / 60)));
	return t.refusals[code] ?? (t.refusals['other'] as string);
}
