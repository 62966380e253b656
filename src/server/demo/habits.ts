/** What the demonstration's customers and staff are like. Times in seconds unless said. All of it is invented. */

export type ServiceId = 'cash' | 'transfer' | 'opening' | 'wealth' | 'corporate';

export const SERVICES: readonly ServiceId[] = [
	'cash',
	'transfer',
	'opening',
	'wealth',
	'corporate'
];

/** Customers an hour from a time of day on: a rush after opening that peaks 9:30 to 10:30, another after lunch. */
export const ARRIVALS: readonly { from: string; perHour: Record<ServiceId, number> }[] = [
	{ from: '09:00', perHour: { cash: 37, transfer: 12, opening: 4.2, wealth: 1.6, corporate: 4 } },
	{ from: '09:30', perHour: { cash: 40, transfer: 12.5, opening: 4.2, wealth: 1.8, corporate: 5 } },
	{ from: '10:30', perHour: { cash: 16, transfer: 6, opening: 2, wealth: 1.2, corporate: 3 } },
	{ from: '12:00', perHour: { cash: 9, transfer: 3.5, opening: 1, wealth: 1, corporate: 1 } },
	{ from: '13:30', perHour: { cash: 24, transfer: 8, opening: 2.6, wealth: 1.6, corporate: 4 } },
	{ from: '15:00', perHour: { cash: 15, transfer: 5, opening: 1.5, wealth: 1.2, corporate: 2.5 } },
	{ from: '16:10', perHour: { cash: 8, transfer: 3, opening: 0.4, wealth: 0.5, corporate: 1 } }
];

/** People who stand at the door when it opens. */
export const AT_THE_DOOR: Record<ServiceId, number> = {
	cash: 6,
	transfer: 2,
	opening: 1,
	wealth: 0,
	corporate: 1
};

/** A family, a pension group, people from one bus: of so many arrivals one brings company for the same thing. */
export const BURST = {
	services: ['cash', 'transfer'] as readonly ServiceId[],
	share: 0.05,
	most: 3,
	within: 60
};

export const PAY_DAY = 2.5;
export const LAST_TICKET = '16:50';

/** Half of all services take less than `median`. */
export const SERVICE_TIME: Record<ServiceId, { median: number; sigma: number }> = {
	cash: { median: 200, sigma: 0.5 },
	transfer: { median: 350, sigma: 0.45 },
	opening: { median: 820, sigma: 0.35 },
	wealth: { median: 960, sigma: 0.3 },
	corporate: { median: 620, sigma: 0.4 }
};

/** Half of the customers would wait longer than this. */
export const PATIENCE: Record<'simple' | 'complex', { median: number; sigma: number }> = {
	simple: { median: 36 * 60, sigma: 0.6 },
	complex: { median: 60 * 60, sigma: 0.6 }
};

/** Of those who give up, so many hand their ticket back; the others are only missed when they are called. */
export const SAYS_GOODBYE = 0.65;

export const SEGMENTS: Record<ServiceId, { ordinary: number; priority: number; vip: number }> = {
	cash: { ordinary: 88, priority: 9, vip: 3 },
	transfer: { ordinary: 88, priority: 6, vip: 6 },
	opening: { ordinary: 94, priority: 5, vip: 1 },
	wealth: { ordinary: 70, priority: 2, vip: 28 },
	corporate: { ordinary: 90, priority: 0, vip: 10 }
};

export const TAGS: Record<ServiceId, Partial<Record<string, number>>> = {
	cash: { small_cash: 0.3, maturing: 0.06, large_amount: 0.04 },
	transfer: { large_amount: 0.14, outflow: 0.1 },
	opening: {},
	wealth: { maturing: 0.25, large_amount: 0.1 },
	corporate: { large_amount: 0.12 }
};

/** Forms: how often they have a fault, and how often a lobby manager looks before the call and finds it. */
export const FORMS = { faulty: 0.13, checked: 0.7, parks: 0.08 };

/** Shares of customers who go another way than straight to the end of their service. */
export const DETOURS = { transferAfterCash: 0.012, transferAfterOpening: 0.05, diverted: 0.05 };

/** Who sits where, when they stop, and why. `null`: opened by the rush alone. */
export const DESKS: readonly {
	counter: string;
	staff: string;
	services: readonly ServiceId[];
	opens: string | null;
	speed: number;
	breaks: readonly { from: string; minutes: number; reason: string }[];
}[] = [
	{
		counter: '1',
		staff: 't01',
		services: ['cash'],
		opens: '08:57',
		speed: 1,
		breaks: [{ from: '11:45', minutes: 35, reason: 'lunch' }]
	},
	{
		counter: '2',
		staff: 't02',
		services: ['cash'],
		opens: '08:58',
		speed: 0.95,
		breaks: [{ from: '12:25', minutes: 35, reason: 'lunch' }]
	},
	{
		counter: '3',
		staff: 't03',
		services: ['cash', 'transfer'],
		opens: '08:57',
		speed: 1.05,
		breaks: [
			{ from: '10:20', minutes: 11, reason: 'approval' },
			{ from: '13:00', minutes: 30, reason: 'lunch' }
		]
	},
	{
		counter: '4',
		staff: 't04',
		services: ['transfer'],
		opens: '08:59',
		speed: 1,
		breaks: [
			{ from: '12:00', minutes: 35, reason: 'lunch' },
			{ from: '15:20', minutes: 12, reason: 'approval' }
		]
	},
	{
		counter: '5',
		staff: 't05',
		services: ['opening'],
		opens: '08:58',
		speed: 1.05,
		breaks: [{ from: '12:10', minutes: 40, reason: 'lunch' }]
	},
	{
		counter: '6',
		staff: 't06',
		services: ['corporate'],
		opens: '08:59',
		speed: 1,
		breaks: [{ from: '11:50', minutes: 40, reason: 'lunch' }]
	},
	{
		counter: '7',
		staff: 't07',
		services: ['cash', 'transfer'],
		opens: null,
		speed: 1.1,
		breaks: []
	},
	{
		counter: '8',
		staff: 'w01',
		services: ['wealth'],
		opens: '09:00',
		speed: 1,
		breaks: [{ from: '12:30', minutes: 40, reason: 'lunch' }]
	}
];

/** The flex counter opens when so many wait for its services, is kept while they do, and never before. */
export const FLEX = { counter: '7', from: '10:27', open: 11, close: 2, atLeast: 25 * 60 };

/** Lobby managers: who is on the floor when. */
export const FLOOR: readonly { staff: string; from: string; to: string }[] = [
	{ staff: 'm01', from: '08:55', to: '17:30' },
	{ staff: 'm02', from: '09:10', to: '17:30' },
	{ staff: 'm03', from: '09:40', to: '16:00' }
];

/** What comes of talking to somebody who waits. */
export const TALKS = { interested: 46, talked: 26, declined: 24, do_not_disturb: 4 };
export const NEEDS = { idle_cash: 60, maturing: 25, protection: 15 };
export const PRODUCT_FOR: Record<string, string> = {
	idle_cash: 'steady-3m',
	maturing: 'growth-1y',
	protection: 'family-cover'
};

/** The one sentence at the counter. */
export const PITCHES = { declined: 62, later: 16, interested: 7, skipped: 6, none: 9 };

/** Device troubles of the day. Without a `component` the whole device is in that state. */
export const FAULTS: readonly {
	device: string;
	at: string;
	minutes: number;
	state: 'degraded' | 'offline' | 'maintenance';
	cause: string;
	components?: Record<string, string>;
	levels?: Record<string, number>;
}[] = [
	{ device: 'terminal-5', at: '09:38', minutes: 9, state: 'offline', cause: 'network' },
	{
		device: 'atm-2',
		at: '10:12',
		minutes: 46,
		state: 'offline',
		cause: 'out_of_cash',
		components: { dispenser: 'empty' },
		levels: { cash: 0 }
	},
	{
		device: 'terminal-4',
		at: '11:08',
		minutes: 55,
		state: 'degraded',
		cause: 'paper_low',
		components: { printer: 'low' },
		levels: { paper: 0.12 }
	},
	{
		device: 'crs-3',
		at: '14:22',
		minutes: 14,
		state: 'degraded',
		cause: 'note_jam',
		components: { acceptor: 'jammed' }
	}
];
