import type { Role } from '#lib/protocol/roles.ts';

interface DemoUser {
	username: string;
	name: string;
	role: Role;
	branch: string | null;
	staff: string | null;
}

/** One person of each role in the demonstration branch; the administrator is one of all branches. */
export const DEMO_USERS: readonly DemoUser[] = [
	{ username: 'zhang.qian', name: '张倩', role: 'teller', branch: 'lakeside', staff: 't01' },
	{ username: 'wang.min', name: '王敏', role: 'lobby_manager', branch: 'lakeside', staff: 'm01' },
	{ username: 'zhou.lan', name: '周岚', role: 'wealth_manager', branch: 'lakeside', staff: 'w01' },
	{ username: 'shen.tao', name: '沈涛', role: 'branch_head', branch: 'lakeside', staff: 'h01' },
	{
		username: 'gao.feng',
		name: '高峰',
		role: 'operations_supervisor',
		branch: 'lakeside',
		staff: 'o01'
	},
	{ username: 'su.yun', name: '苏云', role: 'administrator', branch: null, staff: null }
];
