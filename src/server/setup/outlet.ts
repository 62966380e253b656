import type { Template } from './template.ts';

export const outlet: Template = {
	id: 'outlet',
	name: { zh: '小型网点', en: 'Outlet' },
	about: {
		zh: '三个窗口，以现金、转账和开户为主',
		en: 'Three counters: cash, transfers and opening'
	},
	counters: 3,
	devices: { atm: 1, crs: 1, terminal: 1, kiosk: 1, display: 1, note: 1, phone: 1 },
	hours: { 'mon-fri': ['09:00', '17:00'], sat: ['09:30', '16:00'] },
	services: ['cash', 'transfer', 'opening'],
	profiles: [
		{ services: ['cash', 'transfer'] },
		{ services: ['opening', 'transfer'] },
		{ services: ['cash', 'transfer', 'opening'], flex: true }
	]
};
