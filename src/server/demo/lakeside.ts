import type { BranchFile, DeviceConfig } from '#lib/protocol/index.ts';
import { lobbyClosing, lobbyOpening, tellerClosing, tellerOpening } from '../setup/checklists.ts';
import { catalogue } from './catalogue.ts';

const counter = (id: string, services: string[]) => ({
	id,
	name: { zh: `${id}号窗口`, en: `Counter ${id}` },
	services
});

/** What is looked at on a form. */
const check = (id: string, zh: string, en: string) => ({ id, name: { zh, en } });

const TRANSFER_FORM = [
	check('account_name', '户名', 'Account name'),
	check('account_number', '账号', 'Account number'),
	check('amount_in_words', '大写金额', 'Amount in words'),
	check('signature', '签名', 'Signature')
];

const devices: DeviceConfig[] = [
	{ id: 'atm-1', kind: 'atm', name: { zh: '1号取款机', en: 'ATM 1' } },
	{ id: 'atm-2', kind: 'atm', name: { zh: '2号取款机', en: 'ATM 2' } },
	{ id: 'crs-3', kind: 'crs', name: { zh: '3号一体机', en: 'Recycler 3' } },
	{ id: 'terminal-4', kind: 'terminal', name: { zh: '4号终端', en: 'Terminal 4' } },
	{ id: 'terminal-5', kind: 'terminal', name: { zh: '5号终端', en: 'Terminal 5' } },
	{ id: 'printer-6', kind: 'printer', name: { zh: '6号回单机', en: 'Slip printer 6' } },
	{ id: 'card-7', kind: 'card', name: { zh: '7号发卡机', en: 'Card machine 7' } },
	{ id: 'note-8', kind: 'note', name: { zh: '8号点钞机', en: 'Note counter 8' } },
	{ id: 'pc-9', kind: 'pc', name: { zh: '9号网银机', en: 'E-banking PC 9' } },
	{ id: 'kiosk-10', kind: 'kiosk', name: { zh: '10号取号机', en: 'Kiosk 10' } },
	{ id: 'display-11', kind: 'display', name: { zh: '11号叫号屏', en: 'Call display 11' } },
	{ id: 'phone-12', kind: 'phone', name: { zh: '12号客服电话', en: 'Service phone 12' } }
];

/** The branch of the demonstration. Everything in it is made up. */
export const lakeside: BranchFile = {
	id: 'lakeside',
	name: { zh: '湖滨支行', en: 'Lakeside Branch' },
	timeZone: 'Asia/Shanghai',
	clock: 'wall',
	hours: { 'mon-fri': ['09:00', '17:00'], sat: ['09:30', '16:00'] },
	longWait: { seconds: 600, escalate: [1200, 1800] },
	calling: { noShowAfter: 20 },
	// The simulated queue machine gives the numbers below.
	numbers: { from: 501 },
	kiosk: { vipCode: '8888' },
	messages: [
		{
			zh: '五万元以下取款，自助设备不用排队',
			en: 'Withdrawals under 50,000 yuan: no queue at the machines'
		},
		{
			zh: '转账请先填单，大堂经理帮您看一遍',
			en: 'Transfers: fill in the form first, we check it with you'
		},
		{
			zh: '陌生人让您转账，先问一问我们',
			en: 'Asked by a stranger to transfer money? Ask us first'
		}
	],
	goals: {
		withinTarget: 0.85,
		windowsUsed: 0.6,
		pitchCoverage: 0.95,
		conversion: 0.08,
		amountPerDay: 300_000_000
	},
	services: [
		{
			id: 'cash',
			prefix: 'A',
			name: { zh: '现金业务', en: 'Cash' },
			complexity: 'simple',
			typicalService: 240,
			selfService: ['atm', 'crs']
		},
		{
			id: 'transfer',
			prefix: 'B',
			name: { zh: '转账汇款', en: 'Transfers' },
			complexity: 'simple',
			typicalService: 420,
			needsForm: true,
			formChecks: TRANSFER_FORM,
			selfService: ['terminal']
		},
		{
			id: 'opening',
			prefix: 'C',
			name: { zh: '开户', en: 'Account opening' },
			complexity: 'complex',
			typicalService: 900,
			needsForm: true,
			formChecks: [
				check('identity_card', '身份证', 'Identity card'),
				check('phone_number', '手机号', 'Phone number'),
				check('purpose', '开户用途', 'Purpose of the account'),
				check('signature', '签名', 'Signature')
			]
		},
		{
			id: 'wealth',
			prefix: 'D',
			name: { zh: '理财', en: 'Wealth' },
			complexity: 'complex',
			typicalService: 1200
		},
		{
			id: 'corporate',
			prefix: 'E',
			name: { zh: '对公', en: 'Corporate' },
			complexity: 'complex',
			typicalService: 720,
			needsForm: true,
			formChecks: [
				...TRANSFER_FORM.slice(0, 3),
				check('company_seal', '公章和法人章', 'Company seals')
			]
		}
	],
	counters: [
		counter('1', ['cash']),
		counter('2', ['cash']),
		counter('3', ['cash', 'transfer']),
		counter('4', ['transfer']),
		counter('5', ['opening']),
		counter('6', ['corporate']),
		{ ...counter('7', ['cash', 'transfer']), name: { zh: '7号弹性窗口', en: 'Flex counter 7' } },
		counter('8', ['wealth']),
		// Nobody of the simulated day works here: it is whoever tries the console's.
		counter('9', ['cash', 'transfer'])
	],
	profiles: [
		{ id: 'cash-only', name: { zh: '只办现金', en: 'Cash only' }, services: ['cash'] },
		{
			id: 'simple',
			name: { zh: '现金和转账', en: 'Cash, transfers' },
			services: ['cash', 'transfer']
		},
		{ id: 'opening', name: { zh: '帮开户', en: 'Help openings' }, services: ['opening', 'cash'] }
	],
	devices,
	checklists: [lobbyOpening(devices), tellerOpening(), lobbyClosing(), tellerClosing()],
	...catalogue,
	// Every rule speaks here, so that each can be seen.
	prompts: { likely_long_wait: { on: true, after: 510 } },
	staff: [
		{ id: 'm01', name: { zh: '王敏', en: 'Wang Min' }, role: 'lobby_manager' },
		{ id: 'm02', name: { zh: '李蕊', en: 'Li Rui' }, role: 'lobby_manager' },
		{ id: 'm03', name: { zh: '陈浩', en: 'Chen Hao' }, role: 'lobby_manager' },
		{ id: 't01', name: { zh: '张倩', en: 'Zhang Qian' }, role: 'teller' },
		{ id: 't02', name: { zh: '刘洋', en: 'Liu Yang' }, role: 'teller' },
		{ id: 't03', name: { zh: '赵静', en: 'Zhao Jing' }, role: 'teller' },
		{ id: 't04', name: { zh: '孙磊', en: 'Sun Lei' }, role: 'teller' },
		{ id: 't05', name: { zh: '吴丹', en: 'Wu Dan' }, role: 'teller' },
		{ id: 't06', name: { zh: '郑凯', en: 'Zheng Kai' }, role: 'teller' },
		{ id: 't07', name: { zh: '何雪', en: 'He Xue' }, role: 'teller' },
		{ id: 't08', name: { zh: '徐宁', en: 'Xu Ning' }, role: 'teller' },
		{ id: 'w01', name: { zh: '周岚', en: 'Zhou Lan' }, role: 'wealth_manager' },
		{ id: 'w02', name: { zh: '林薇', en: 'Lin Wei' }, role: 'wealth_manager' },
		{ id: 'o01', name: { zh: '高峰', en: 'Gao Feng' }, role: 'operations_supervisor' },
		{ id: 'h01', name: { zh: '沈涛', en: 'Shen Tao' }, role: 'branch_head' }
	]
};
