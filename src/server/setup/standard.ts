import type { Template } from './template.ts';

export const standard: Template = {
	id: 'standard',
	name: { zh: '标准网点', en: 'Standard branch' },
	about: {
		zh: '九个窗口，其中两个弹性窗口；有对公和理财',
		en: 'Nine counters, two of them flex; corporate and wealth too'
	},
	counters: 9,
	devices: {
		atm: 2,
		crs: 2,
		terminal: 2,
		printer: 1,
		card: 1,
		note: 1,
		pc: 1,
		kiosk: 1,
		display: 1,
		phone: 1
	},
	hours: { 'mon-fri': ['09:00', '17:00'], sat: ['09:30', '16:00'] },
	services: ['cash', 'transfer', 'opening', 'corporate', 'wealth'],
	profiles: [
		{ services: ['cash'] },
		{ services: ['opening'] },
		{ services: ['cash', 'transfer'] },
		{ services: ['wealth'] },
		{ services: ['corporate'] },
		{ services: ['cash', 'transfer'], flex: true },
		{ services: ['transfer'] },
		{ services: ['cash'] },
		{ services: ['cash', 'transfer', 'opening'], flex: true }
	]
};
