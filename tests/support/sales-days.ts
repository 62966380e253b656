import fc from 'fast-check';
import type { BranchFile, EventType } from '#lib/protocol/index.ts';

/** India's clock: half an hour off the full hours of UTC, and no summer time. */
export const OFFSET = 19_800_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** When the day begins, after midnight. */
const MORNING = 8.5 * HOUR;

/** A fact, `at` and `heard` in milliseconds after the midnight that the day began with. */
export interface Fact {
	type: EventType;
	subject: string;
	data: Record<string, unknown>;
	at: number;
	heard: number;
}

const names = { zh: '名', en: 'Name' };

export const SALES_LIMIT = 600;
export const SALES_TARGETS = { p: 2, r: 1 };
export const SERVICE_TARGETS = { cash: 600, opening: 300 };

/** A branch with something to sell, on a clock of its own. */
export function sellingBranch(id: string, currency: string | null): BranchFile {
	return {
		id,
		name: names,
		timeZone: 'Asia/Kolkata',
		...(currency === null ? {} : { currency }),
		longWait: { seconds: SALES_LIMIT },
		services: [
			{ id: 'cash', name: names, complexity: 'simple', selfService: ['atm'] },
			{ id: 'opening', name: names, complexity: 'complex', needsForm: true, targetWait: 300 }
		],
		counters: ['1', '2', '3'].map((each) => ({
			id: each,
			name: names,
			services: ['cash', 'opening']
		})),
		devices: [{ id: 'atm-1', kind: 'atm', name: names }],
		staff: [
			{ id: 'wang', name: '王', role: 'lobby_manager' },
			{ id: 'li', name: '李', role: 'lobby_manager' },
			{ id: 'tian', name: '田', role: 'teller' },
			{ id: 'qian', name: '钱', role: 'wealth_manager' }
		],
		needs: [{ id: 'idle_cash', name: names, signals: ['outflow'] }],
		products: ['p', 'q', 'r'].map((each) => ({ id: each, name: names, needs: ['idle_cash'] })),
		targets: Object.entries(SALES_TARGETS).map(([product, perDay]) => ({ product, perDay })),
		prompts: { likely_long_wait: { on: true }, nobody_takes_it: { after: 60 } }
	};
}

const staff = fc.constantFrom('wang', 'li', 'tian', 'qian');
const product = fc.option(fc.constantFrom('p', 'q', 'r'), { nil: undefined });
const rule = fc.constantFrom(
	'long_wait',
	'long_wait',
	'outflow',
	'vip',
	'large_amount',
	'maturing'
);
const amount = fc.nat(10_000_000);
const currency = fc.constantFrom('CNY', 'CNY', 'CNY', 'USD');
const late = fc.oneof({ arbitrary: fc.constant(0), weight: 7 }, fc.nat(HOUR));

/** One way to the counter, and what then sends the customer round again. */
const leg = fc.record({
	wait: fc.nat(22 * MINUTE),
	park: fc.boolean(),
	staff: fc.option(staff, { nil: undefined }),
	counter: fc.constantFrom('1', '2', '3'),
	recall: fc.boolean(),
	start: fc.boolean(),
	service: fc.nat(12 * MINUTE),
	then: fc.constantFrom('requeue', 'transfer', 'transfer_unserved', 'park', 'return'),
	to: fc.constantFrom('cash', 'opening')
});

const end = fc.constantFrom(
	...['finished', 'finished', 'finished', 'finished', 'finished'],
	...['no_show', 'abandoned', 'cancelled', 'diverted', 'waits', 'serving']
);

const customer = fc.record({
	arrives: fc.oneof({ arbitrary: fc.nat(8 * HOUR), weight: 8 }, fc.nat(15.4 * HOUR)),
	service: fc.constantFrom('cash', 'opening'),
	segment: fc.constantFrom('ordinary', 'ordinary', 'priority', 'vip'),
	tags: fc.subarray(['outflow', 'large_amount', 'maturing', 'small_cash']),
	legs: fc.array(leg, { maxLength: 2 }),
	last: fc.oneof(
		leg,
		leg.map((each) => ({ ...each, wait: each.wait + 12 * MINUTE }))
	),
	end,
	score: fc.option(fc.integer({ min: 1, max: 5 })),
	lateFrom: fc.nat(8),
	late
});
type Customer = typeof customer extends fc.Arbitrary<infer T> ? T : never;

/** Somebody does something about a customer, or about somebody without a ticket. */
const NOBODY = 19;
const whom = fc.record({
	who: fc.option(fc.nat(NOBODY), { freq: 6 }),
	after: fc.nat(40 * MINUTE),
	late,
	staff
});
const undo = fc.option(fc.nat(16_000), { freq: 3 });

const talk = fc.record({
	whom,
	rule: fc.option(rule),
	result: fc.constantFrom('talked', 'interested', 'interested', 'declined', 'do_not_disturb'),
	product,
	outflow: fc.option(fc.record({ kept: fc.boolean(), amount, currency }), { nil: undefined }),
	undo
});
const promptStep = fc.record({
	whom,
	rule,
	type: fc.constantFrom('accepted', 'accepted', 'accepted', 'handed_back', 'not_reached')
});
const pitch = fc.record({
	whom,
	result: fc.constantFrom('interested', 'later', 'declined', 'skipped'),
	product,
	undo
});
const referral = fc.record({
	whom,
	to: fc.constantFrom('qian', undefined),
	product,
	accepted: fc.option(fc.nat(20 * MINUTE)),
	met: fc.option(fc.nat(40 * MINUTE)),
	closed: fc.option(fc.nat(90 * MINUTE)),
	outcome: fc.constantFrom('won', 'lost', undefined),
	undone: fc.option(fc.nat(10 * MINUTE), { freq: 6 })
});
const sale = fc.record({
	whom,
	product: fc.constantFrom('p', 'q', 'r', 'unheard_of'),
	amount,
	currency,
	rule: fc.option(rule),
	corrected: fc.option(
		fc.record({ after: fc.nat(HOUR), product, amount: fc.option(amount, { nil: undefined }) })
	),
	cancelled: fc.option(fc.nat(2 * HOUR), { freq: 5 })
});
/** A customer who is talked to while they wait, and goes some of the way from there. */
const wooed = fc.record({
	who: fc.nat(NOBODY - 1),
	after: fc.integer({ min: MINUTE, max: 20 * MINUTE }),
	result: fc.constantFrom('interested', 'interested', 'interested', 'talked'),
	staff,
	product,
	steps: fc.integer({ min: 0, max: 4 }),
	pause: fc.nat(8 * MINUTE),
	late
});
const duty = fc.record({ staff, at: fc.nat(8 * HOUR), comes: fc.boolean() });

const BOUGHT = { product: 'r', amount: 1_000_000, currency: 'CNY', channel: 'wealth' };

/** What happens on a day; `factsOf` tells it. */
export const salesDay = fc.record({
	currency: fc.constantFrom('CNY', null),
	customers: fc.array(customer, { minLength: 1, maxLength: 20 }),
	talks: fc.array(talk, { maxLength: 20 }),
	prompts: fc.array(promptStep, { maxLength: 12 }),
	pitches: fc.array(pitch, { maxLength: 14 }),
	referrals: fc.array(referral, { maxLength: 8 }),
	sales: fc.array(sale, { maxLength: 12 }),
	wooed: fc.array(wooed, { maxLength: 12 }),
	duties: fc.array(duty, { maxLength: 5 }),
	/** Milliseconds after midnight at which the server starts anew. */
	restarts: fc.array(fc.integer({ min: MORNING, max: 26 * HOUR }), { maxLength: 1 })
});
export type SalesDay = typeof salesDay extends fc.Arbitrary<infer T> ? T : never;

/**
 * The facts of a day (YYYY-MM-DD), in the order in which they are heard. Each ticket's own are told in their order,
 * however late. Some are refused: about numbers that nobody has, products that nobody sells, prompts that never were.
 */
export function factsOf(told: SalesDay, day: string): Fact[] {
	const facts: Fact[] = [];
	const tell = (type: EventType, subject: string, data: object, at: number, by = 0) => {
		facts.push({ type, subject, data: data as Fact['data'], at, heard: at + by });
	};
	told.customers.forEach((each, index) => ticketFacts(each, `A${index}`, facts));
	const placeOf = ({ who, after }: { who: number | null; after: number }) => {
		if (who === null) return { number: undefined, at: MORNING + after };
		if (who === NOBODY) return { number: 'Z99', at: MORNING + after };
		const index = who % told.customers.length;
		return { number: `A${index}`, at: MORNING + told.customers[index]!.arrives + after };
	};
	const promptOf = (rule: string | null, number: string | undefined) =>
		rule === null || number === undefined ? {} : { prompt: `${rule}/${number}/${day}` };
	for (const { whom, rule, result, product, outflow, undo } of told.talks) {
		const { number = '', at } = placeOf(whom);
		const own = { staff: whom.staff, ...promptOf(rule, number) };
		tell('engagement.recorded', number, { ...own, result, product, outflow }, at, whom.late);
		if (undo !== null) tell('engagement.undone', number, own, at + undo, whom.late);
	}
	for (const { whom, rule, type } of told.prompts) {
		const { number = 'A0', at } = placeOf(whom);
		tell(`prompt.${type}`, `${rule}/${number}/${day}`, { staff: whom.staff }, at);
	}
	for (const { whom, result, product, undo } of told.pitches) {
		const { number = 'A0', at } = placeOf(whom);
		tell('pitch.made', number, { staff: whom.staff, result, product }, at, whom.late);
		if (undo !== null) tell('pitch.undone', number, { staff: whom.staff }, at + undo, whom.late);
	}
	told.referrals.forEach(({ whom, to, product, ...steps }, index) => {
		const { number, at } = placeOf(whom);
		const [id, by] = [`r${index}`, { staff: 'qian' }];
		tell('referral.made', id, { from: whom.staff, to, number, product }, at, whom.late);
		if (steps.accepted !== null) tell('referral.accepted', id, by, at + steps.accepted, whom.late);
		if (steps.met !== null) tell('referral.met', id, by, at + steps.met, whom.late);
		if (steps.closed !== null) {
			tell('referral.closed', id, { ...by, outcome: steps.outcome }, at + steps.closed, whom.late);
		}
		if (steps.undone !== null) {
			tell('referral.undone', id, { staff: whom.staff }, at + steps.undone, whom.late);
		}
	});
	told.sales.forEach(({ whom, rule, corrected, cancelled, ...sold }, index) => {
		const { number, at } = placeOf(whom);
		const id = `s${index}`;
		const own = { ...sold, number, staff: whom.staff, channel: 'lobby', ...promptOf(rule, number) };
		tell('sale.recorded', id, own, at, whom.late);
		const by = { staff: whom.staff, reason: 'typed' };
		if (corrected !== null) {
			const { after, ...change } = corrected;
			tell('sale.corrected', id, { ...by, ...change }, at + after, whom.late);
		}
		if (cancelled !== null) tell('sale.cancelled', id, by, at + cancelled, whom.late);
	});
	told.wooed.forEach(({ staff: who, result, product, steps, pause, late: by, ...place }, index) => {
		const { number = '', at } = placeOf(place);
		const [referralId, own] = [`w${index}`, { staff: 'qian' }];
		const rest: [EventType, string, object][] = [
			['referral.made', referralId, { from: who, number, product }],
			['referral.met', referralId, own],
			['sale.recorded', `b${index}`, { ...own, ...BOUGHT, number, referral: referralId }],
			['referral.closed', referralId, { ...own, outcome: 'won' }]
		];
		tell('engagement.recorded', number, { staff: who, result, product }, at, by);
		rest.slice(0, steps).forEach(([type, subject, data], nth) => {
			tell(type, subject, data, at + (nth + 1) * pause, by);
		});
	});
	for (const { staff: who, at, comes } of told.duties) {
		tell(comes ? 'staff.arrived' : 'staff.left', who, {}, MORNING + at);
	}
	return facts.sort((a, b) => a.heard - b.heard);
}

function ticketFacts(visit: Customer, number: string, facts: Fact[]): void {
	const { service, segment, tags, lateFrom, late: by } = visit;
	let at = MORNING + visit.arrives;
	let told = 0;
	const tell = (type: EventType, data: object = {}) => {
		const heard = told >= lateFrom ? at + by : at;
		facts.push({ type, subject: number, data: data as Fact['data'], at, heard });
		told += 1;
	};
	tell('ticket.issued', { service, segment, tags });
	for (const each of visit.legs) {
		const { then, to } = each;
		wait(each);
		if (then === 'transfer_unserved') {
			tell('ticket.transferred', { service: to });
			continue;
		}
		call(each);
		if (then === 'return') {
			tell('ticket.no_show');
			at += MINUTE;
			tell('ticket.resumed');
			continue;
		}
		serve(each);
		if (then === 'park') {
			tell('ticket.parked', { reason: 'form' });
			at += MINUTE;
			tell('ticket.resumed');
		} else if (then === 'requeue') tell('ticket.requeued', { reason: 'form_error' });
		else tell('ticket.transferred', { service: to });
	}
	if (visit.end === 'waits') return;
	wait(visit.last);
	if (visit.end === 'finished' || visit.end === 'serving' || visit.end === 'no_show') {
		call(visit.last);
		if (visit.end !== 'no_show') serve(visit.last);
		if (visit.end === 'serving') return;
		at += 1;
	}
	tell(`ticket.${visit.end}` as EventType, visit.end === 'diverted' ? { to: 'atm-1' } : {});
	if (visit.end === 'finished' && visit.score !== null) {
		tell('ticket.rated', { score: visit.score });
	}

	function wait({ wait: ms, park }: Customer['last']): void {
		const third = Math.floor(ms / 3);
		at += third;
		if (park) tell('ticket.parked', {});
		at += third;
		if (park) tell('ticket.resumed');
		at += third;
	}

	function call({ counter, staff: who, recall }: Customer['last']): void {
		tell('ticket.called', { counter, staff: who });
		if (!recall) return;
		at += 20_000;
		tell('ticket.recalled', { counter });
	}

	function serve({ start, counter, service: ms }: Customer['last']): void {
		at += 15_000;
		if (start) tell('ticket.started', { counter });
		at += ms;
	}
}
