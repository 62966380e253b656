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

/** What is known of them when they take a number, by service: shares. */
export const SIGNALS: Record<ServiceId, Partial<Record<string, number>>> = {
	cash: { small_cash: 0.28, maturing: 0.05, large_amount: 0.05 },
	transfer: { outflow: 0.09, large_amount: 0.1 },
	opening: { family: 0.12 },
	wealth: { maturing: 0.3, large_amount: 0.12 },
	corporate: { large_amount: 0.1 }
};

/** Days for which the money of those is free whose deposit matures or who bring much, where they say so. */
export const TENORS = { share: 0.6, tenor_30: 10, tenor_90: 50, tenor_180: 15, tenor_365: 25 };

/** How much risk they may take; of most nobody has asked yet. VIP customers have a file. */
export const RISK_KNOWN = { ordinary: 0.25, priority: 0.2, vip: 0.8 };
export const RISKS = { risk_r1: 20, risk_r2: 35, risk_r3: 30, risk_r4: 15 };

/** Forms: how often they have a fault, and how often somebody is sent aside to fill one in. */
export const FORMS = { faulty: 0.13, parks: 0.08 };

/** Shares of customers who go another way than straight to the end of their service. */
export const DETOURS = { transferAfterCash: 0.012, transferAfterOpening: 0.05 };

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

/** Who is on the floor or at a desk of their own when, and when they eat. They get prompts and referrals offered. */
export const SHIFTS: readonly {
	staff: string;
	role: 'lobby_manager' | 'wealth_manager';
	from: string;
	to: string;
	lunch: { from: string; minutes: number } | null;
}[] = [
	{
		...{ staff: 'm01', role: 'lobby_manager', from: '08:55', to: '17:20' },
		lunch: { from: '11:40', minutes: 35 }
	},
	{
		...{ staff: 'm02', role: 'lobby_manager', from: '09:10', to: '17:10' },
		lunch: { from: '12:20', minutes: 35 }
	},
	{ staff: 'm03', role: 'lobby_manager', from: '09:40', to: '15:30', lunch: null },
	{
		...{ staff: 'w01', role: 'wealth_manager', from: '08:58', to: '17:10' },
		lunch: { from: '12:30', minutes: 40 }
	},
	{
		...{ staff: 'w02', role: 'wealth_manager', from: '09:05', to: '17:00' },
		lunch: { from: '11:50', minutes: 40 }
	}
];

/** What comes of talking to somebody who waits. */
export const TALKS = { interested: 41, talked: 30, declined: 26, do_not_disturb: 3 };
export const NEEDS = { idle_cash: 65, maturing: 20, protection: 15 };
/** Of the customers who are interested in the lobby and at the counter so many are passed on, others buy at once. */
export const AFTER_INTEREST = {
	lobby: { refer: 0.6, sale: 0.08 },
	counter: { refer: 0.3, sale: 0.3 },
	/** Of those whom a wealth manager has served at the desk. */
	desk: 0.2
};
/** Of money that was about to leave so much stays. */
export const OUTFLOW_KEPT = 0.4;
/** How often somebody takes back a tap, hands a prompt back or sees a machine refused. */
export const SLIPS = { undone: 0.03, handedBack: 0.05 };
/** Of those with small cash who are asked so many go to the machine. */
export const GOES_TO_MACHINE = 0.3;

/** A referral: taken by whoever is asked, the customer comes, and buys. */
export const REFERRALS = { accepted: 0.85, met: 0.78, won: 0.52 };
export const LOST = { needs_time: 45, not_interested: 25, elsewhere: 15, too_risky: 15 };

/** Yuan: half of all sales are smaller. */
export const SALE: Record<string, { median: number; sigma: number; least: number }> = {
	'steady-3m': { median: 120_000, sigma: 0.8, least: 10_000 },
	'growth-1y': { median: 160_000, sigma: 0.7, least: 50_000 },
	'family-cover': { median: 12_000, sigma: 0.5, least: 2_000 }
};

/** The one sentence at the counter, and why it is left out. */
export const PITCHES = { declined: 60, later: 17, interested: 8, skipped: 6, none: 8 };
export const SKIPS = { in_a_hurry: 50, do_not_disturb: 20, not_suitable: 20, upset: 10 };

/** So many tap the pad, and what they tap. */
export const RATES = 0.3;
export const SCORES = { 5: 62, 4: 24, 3: 9, 2: 3, 1: 2 };

/** Device troubles of the day. Without `components` the whole device is in that state. */
export const FAULTS: readonly {
	device: string;
	at: string;
	minutes: number;
	state: 'degraded' | 'offline' | 'maintenance';
	cause: string;
	components?: Record<string, string>;
	levels?: Record<string, number>;
	/** Who takes it when (HH:MM), whom they call, and what they write down. */
	seenTo?: { by: string; at: string; vendor: string; note: string };
}[] = [
	{ device: 'terminal-5', at: '09:38', minutes: 9, state: 'offline', cause: 'network' },
	{
		device: 'atm-2',
		at: '10:12',
		minutes: 46,
		state: 'degraded',
		cause: 'out_of_cash',
		components: { dispenser: 'empty' },
		levels: { cash: 0, paper: 0.7 },
		seenTo: { by: 'o01', at: '10:27', vendor: '金库', note: '加钞车 10:50 到' }
	},
	{
		device: 'terminal-4',
		at: '11:08',
		minutes: 55,
		state: 'degraded',
		cause: 'paper_low',
		components: { printer: 'low' },
		levels: { paper: 0.08 }
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

/** When whoever has a list begins with it, within three minutes. */
export const OPENING_ROUND = { lobby: '08:23', teller: '08:41' };
export const CLOSING_ROUND = { lobby: '17:04', teller: '17:05' };

/** What is not as it should be of a morning, and the seconds until it is. */
export const FOUND: Record<string, { note: string; mendedAfter: number }> = {
	leaflets: { note: '稳健三月的折页只剩两张', mendedAfter: 240 }
};
