import type { Template } from './template.ts';

export const flagship: Template = {
	id: 'flagship',
	name: { zh: '旗舰网点', en: 'Flagship' },
	about: {
		zh: '十六个窗口，存取款分开排队，三个弹性窗口，两位理财经理',
		en: 'Sixteen counters; deposits and withdrawals in lines of their own, three flex, two for wealth'
	},
	counters: 16,
	devices: {
		atm: 4,
		crs: 4,
		terminal: 4,
		printer: 2,
		card: 2,
		note: 2,
		pc: 2,
		kiosk: 2,
		display: 2,
		phone: 1
	},
	hours: { 'mon-fri': ['09:00', '17:30'], 'sat-sun': ['09:30', '16:30'] },
	services: ['withdrawal', 'deposit', 'transfer', 'opening', 'corporate', 'wealth'],
	profiles: [
		{ services: ['withdrawal', 'deposit'] },
		{ services: ['opening'] },
		{ services: ['transfer', 'withdrawal'] },
		{ services: ['wealth'] },
		{ services: ['corporate'] },
		{ services: ['withdrawal'] },
		{ services: ['deposit'] },
		{ services: ['withdrawal', 'deposit', 'transfer'], flex: true },
		{ services: ['transfer'] },
		{ services: ['opening'] },
		{ services: ['withdrawal', 'deposit'] },
		{ services: ['wealth'] },
		{ services: ['corporate'] },
		{ services: ['withdrawal', 'deposit', 'opening'], flex: true },
		{ services: ['deposit', 'transfer'] },
		{ services: ['transfer', 'opening'], flex: true }
	]
};
