import type { Scope } from '../protocol/roles.ts';
import * as names from './names.ts';

/** What all pages of the administration say. */
export const zh = {
	title: '管理',
	sections: {
		branch: '网点设置',
		people: '人员',
		displays: '显示屏',
		keys: '密钥',
		forecast: '等候预计',
		audit: '审计'
	},
	navigation: '管理页面',
	branch: '网点',
	allBranches: '全部网点',
	go: '切换',
	signedInAs: '登录人',
	account: '我的账号',
	roles: names.zh.roles,
	scopes: {
		'events:write': '发送事件',
		'devices:write': '只发设备事件',
		read: '读画面和统计',
		'read:personal': '读客户姓名',
		export: '导出',
		metrics: '运行指标'
	} as Record<Scope, string>,
	close: '关闭',
	save: '保存',
	copy: '复制',
	copied: '已复制',
	selected: '已选中，请按 Ctrl+C',
	onceOnly: '只显示这一次，关掉就再也看不到。',
	none: '无',
	never: '从未',
	refusals: {
		forbidden: '您的权限不包括这一项。',
		unauthenticated: '登录已失效，请重新登录。',
		username_taken: '这个用户名已有人用，请换一个。',
		invalid_username: '用户名要 2 到 40 个字母或数字，中间可以有 . - _。',
		name_long: '姓名最多 60 个字。',
		unknown_role: '请选一个角色。',
		missing_branch: '只有管理员可以不限网点，请选一个网点。',
		unknown_branch: '没有这个网点。',
		unknown_staff: '请从这个网点的员工里选，或选“不对应”。',
		last_administrator: '这是唯一管全部网点的管理员，先再建一个。',
		unknown_person: '没有这个人，或不归您管。',
		unknown_session: '这个登录已经结束了。',
		unknown_scope: '请至少选一项用途。',
		missing_name: '请写一个名称，说清是哪台机器。',
		expired: '请选今天以后的日期。',
		invalid_day: '日期请写成 2026-11-25 这样。',
		invalid_query: '日期请写成 2026-11-25 这样。',
		unknown_key: '这个密钥已经失效。',
		unknown_display: '这块屏已经停用。',
		unavailable: '磁盘写不进去，什么都没改，请稍后再试。',
		other: '没有成功，请稍后再试。'
	} as Record<string, string>
};

export const en: typeof zh = {
	title: 'Administration',
	sections: {
		branch: 'Branch settings',
		people: 'People',
		displays: 'Displays',
		keys: 'Keys',
		forecast: 'Wait estimates',
		audit: 'Audit'
	},
	navigation: 'Administration',
	branch: 'Branch',
	allBranches: 'All branches',
	go: 'Go',
	signedInAs: 'Signed in',
	account: 'My account',
	roles: names.en.roles,
	scopes: {
		'events:write': 'send events',
		'devices:write': 'send device events only',
		read: 'read screens and statistics',
		'read:personal': "read customers' names",
		export: 'export',
		metrics: 'metrics'
	},
	close: 'Close',
	save: 'Save',
	copy: 'Copy',
	copied: 'Copied',
	selected: 'Selected: press Ctrl+C',
	onceOnly: 'Shown this once; after you close it nobody can see it again.',
	none: 'None',
	never: 'Never',
	refusals: {
		forbidden: 'Your role does not include this.',
		unauthenticated: 'You are signed out; sign in again.',
		username_taken: 'Somebody has this username already; choose another.',
		invalid_username: 'A username has 2 to 40 letters or digits; between them may stand . - and _.',
		name_long: 'A name has at most 60 characters.',
		unknown_role: 'Choose one of the roles.',
		missing_branch: 'Only an administrator may have all branches; choose one.',
		unknown_branch: 'There is no such branch.',
		unknown_staff: 'Choose somebody of the staff of this branch, or nobody.',
		last_administrator: 'This is the only administrator of all branches; make another one first.',
		unknown_person: 'There is nobody like that whom you manage.',
		unknown_session: 'This session has ended already.',
		unknown_scope: 'Choose at least one use.',
		missing_name: 'Give it a name that says which machine it is for.',
		expired: 'Choose a day that is still to come.',
		invalid_day: 'Write days like 2026-11-25.',
		invalid_query: 'Write days like 2026-11-25.',
		unknown_key: 'This key no longer works.',
		unknown_display: 'This display is revoked already.',
		unavailable: 'The disk takes nothing, and nothing was changed; try again later.',
		other: 'That did not work; try again later.'
	}
};
