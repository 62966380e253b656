import type { Role } from '../protocol/roles.ts';

/** What roles are called, on every screen alike. */
export const zh = {
	roles: {
		teller: '柜员',
		lobby_manager: '大堂经理',
		wealth_manager: '理财经理',
		branch_head: '网点负责人',
		operations_supervisor: '运营主管',
		administrator: '管理员'
	} as Record<Role, string>
};

export const en: typeof zh = {
	roles: {
		teller: 'Teller',
		lobby_manager: 'Lobby manager',
		wealth_manager: 'Wealth manager',
		branch_head: 'Branch head',
		operations_supervisor: 'Operations supervisor',
		administrator: 'Administrator'
	}
};
