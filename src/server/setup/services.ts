import type { ServiceConfig } from '#lib/protocol/branch-file.ts';

const minutes = (count: number) => count * 60;

/** The services that templates choose from. Usual service times are Foyer's defaults, not a standard. */
export const SERVICES = {
	cash: {
		id: 'cash',
		prefix: 'A',
		name: { zh: '现金业务', en: 'Cash' },
		complexity: 'simple',
		typicalService: minutes(4),
		selfService: ['atm', 'crs']
	},
	withdrawal: {
		id: 'withdrawal',
		prefix: 'A',
		name: { zh: '取款', en: 'Withdrawal' },
		complexity: 'simple',
		typicalService: minutes(3),
		selfService: ['atm', 'crs']
	},
	deposit: {
		id: 'deposit',
		prefix: 'F',
		name: { zh: '存款', en: 'Deposit' },
		complexity: 'simple',
		typicalService: minutes(5),
		selfService: ['crs']
	},
	transfer: {
		id: 'transfer',
		prefix: 'B',
		name: { zh: '转账汇款', en: 'Transfers' },
		complexity: 'simple',
		typicalService: minutes(8),
		needsForm: true,
		selfService: ['terminal']
	},
	opening: {
		id: 'opening',
		prefix: 'C',
		name: { zh: '开户', en: 'Account opening' },
		complexity: 'complex',
		typicalService: minutes(15),
		needsForm: true
	},
	wealth: {
		id: 'wealth',
		prefix: 'D',
		name: { zh: '理财', en: 'Wealth' },
		complexity: 'complex',
		typicalService: minutes(20)
	},
	corporate: {
		id: 'corporate',
		prefix: 'E',
		name: { zh: '对公', en: 'Corporate' },
		complexity: 'complex',
		typicalService: minutes(12),
		needsForm: true
	}
} satisfies Record<string, ServiceConfig>;

export type ServiceId = keyof typeof SERVICES;
