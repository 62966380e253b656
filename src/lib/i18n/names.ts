import type { Role } from '../protocol/roles.ts';

/** What roles and kinds of devices are called, on every screen alike. */
export const zh = {
	roles: {
		teller: '柜员',
		lobby_manager: '大堂经理',
		wealth_manager: '理财经理',
		branch_head: '网点负责人',
		operations_supervisor: '运营主管',
		administrator: '管理员'
	} as Record<Role, string>,
	kinds: {
		atm: '取款机',
		crs: '存取款一体机',
		terminal: '自助终端',
		printer: '回单机',
		card: '发卡机',
		note: '点钞机',
		pc: '网银机',
		kiosk: '取号机',
		display: '叫号屏',
		phone: '客服电话'
	} as Record<string, string>
};

export const en: typeof zh = {
	roles: {
		teller: 'Teller',
		lobby_manager: 'Lobby manager',
		wealth_manager: 'Wealth manager',
		branch_head: 'Branch head',
		operations_supervisor: 'Operations supervisor',
		administrator: 'Administrator'
	},
	kinds: {
		atm: 'ATM',
		crs: 'Cash recycler',
		terminal: 'Self-service terminal',
		printer: 'Slip printer',
		card: 'Card machine',
		note: 'Note counter',
		pc: 'E-banking PC',
		kiosk: 'Ticket kiosk',
		display: 'Call display',
		phone: 'Service phone'
	}
};
