import type { BranchFile, IncomingEvent } from '#lib/protocol/index.ts';
import { Random } from './random.ts';

/** One event of the stream, with its identity. */
export interface StreamEvent {
	id: string;
	/** The queue machine that tells it: a ticket's events all come from one. */
	source: string;
	day: number;
	event: IncomingEvent;
}

const SERVICES = [
	{ id: 'cash', prefix: 'A', share: 0.45, minutes: 2.5 },
	{ id: 'transfer', prefix: 'B', share: 0.25, minutes: 3.5 },
	{ id: 'opening', prefix: 'C', share: 0.15, minutes: 7 },
	{ id: 'corporate', prefix: 'E', share: 0.1, minutes: 6 },
	{ id: 'wealth', prefix: 'D', share: 0.05, minutes: 9 }
] as const;

const COUNTERS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12', '13', '14'];

/** A branch whose clock events move, with the services and counters of the stream. */
export function benchBranch(id: string, change: Partial<BranchFile> = {}): BranchFile {
	return {
		id,
		name: { zh: '测速支行', en: 'Bench Branch' },
		timeZone: 'Asia/Shanghai',
		clock: 'event',
		longWait: { seconds: 600, escalate: [1200, 1800] },
		services: SERVICES.map(({ id: service, prefix, minutes }) => ({
			id: service,
			prefix,
			name: { zh: `${prefix}类业务`, en: `Business ${prefix}` },
			complexity: minutes > 5 ? ('complex' as const) : ('simple' as const)
		})),
		counters: COUNTERS.map((counter) => ({
			id: counter,
			name: { zh: `${counter}号窗口`, en: `Counter ${counter}` },
			services: ['cash', 'transfer']
		})),
		...change
	};
}

const DAY = 86_400_000;
/** 9:00 in Shanghai on a Monday. */
const FIRST_OPENING = Date.UTC(2024, 0, 1, 1);
const OPEN_FOR = 8 * 3_600_000;
const MINUTE = 60_000;
const SOURCES = 4;

interface Customer {
	number: string;
	service: (typeof SERVICES)[number];
	issuedAt: number;
	moved: boolean;
}

interface Due {
	at: number;
	run: () => void;
}

/**
 * The days of a busy branch, one after the other: some 1,400 customers and 5,500 events each, about 20 people
 * waiting, services of log-normal length, a few who do not come, leave, or are sent on. Endless; the same for
 * the same seed. In the order of the instants.
 */
export function* branchDays(seed: number): Generator<StreamEvent> {
	const random = new Random(seed);
	for (let day = 0; ; day += 1) yield* oneDay(day, random);
}

/** The same, a whole day at a time. */
export function* dayByDay(seed: number): Generator<StreamEvent[]> {
	const random = new Random(seed);
	for (let day = 0; ; day += 1) yield [...oneDay(day, random)];
}

function* oneDay(day: number, random: Random): Generator<StreamEvent> {
	const opening = FIRST_OPENING + day * DAY;
	const agenda: Due[] = [];
	const line: Customer[] = [];
	const counts = new Map<string, number>();
	const told: StreamEvent[] = [];
	let free = [...COUNTERS];
	let made = 0;
	let arriving = true;

	const at = (instant: number, run: () => void) => {
		let place = agenda.length;
		while (place > 0 && (agenda[place - 1] as Due).at < instant) place -= 1;
		agenda.splice(place, 0, { at: instant, run });
	};
	const tell = (instant: number, type: string, customer: Customer, data: object) => {
		const number = customer.number;
		const source = `/queue/${(Number(number.slice(1)) % SOURCES) + 1}`;
		told.push({
			id: `d${day}-${(made += 1)}`,
			source,
			day,
			event: { type, at: Math.floor(instant), subject: number, data } as IncomingEvent
		});
	};
	const arrive = (now: number) => {
		const service = serviceFor(random.next());
		const count = (counts.get(service.id) ?? 0) + 1;
		counts.set(service.id, count);
		const number = `${service.prefix}${String(count).padStart(3, '0')}`;
		const customer = { number, service, issuedAt: now, moved: false };
		const dice = random.next();
		const segment = dice < 0.06 ? 'priority' : dice < 0.08 ? 'vip' : 'ordinary';
		tell(now, 'ticket.issued', customer, { service: service.id, segment });
		line.push(customer);
		// About twenty wait: fewer come while there are more, as at a real door.
		const pause = (MINUTE / 3.4) * (line.length > 22 ? 1.6 : line.length < 18 ? 0.5 : 1);
		if (now < opening + OPEN_FOR) at(now + random.after(pause), () => arrive(agendaNow));
		else arriving = false;
		serve(now);
	};
	const serve = (now: number) => {
		if (free.length === 0 || line.length <= (arriving ? 20 : 0)) return;
		const counter = free.pop() as string;
		const customer = line.shift() as Customer;
		const dice = random.next();
		if (dice < 0.02) {
			tell(now, 'ticket.abandoned', customer, {});
			free.push(counter);
			at(now + 1_000, () => serve(agendaNow));
			return;
		}
		const staff = `t${counter}`;
		tell(now, 'ticket.called', customer, { counter, staff });
		if (dice < 0.05) {
			at(now + 40_000, () => {
				tell(agendaNow, 'ticket.no_show', customer, {});
				release(counter);
			});
			return;
		}
		at(now + 5_000 + random.after(10_000), () => {
			tell(agendaNow, 'ticket.started', customer, { counter });
			const length = random.around(customer.service.minutes * MINUTE, 0.5);
			at(agendaNow + length, () => finish(customer, counter, random.next()));
		});
	};
	const finish = (customer: Customer, counter: string, dice: number) => {
		if (dice < 0.03 && !customer.moved && arriving) {
			customer.moved = true;
			if (dice < 0.015) tell(agendaNow, 'ticket.requeued', customer, { reason: 'form_error' });
			else tell(agendaNow, 'ticket.transferred', customer, { service: 'opening' });
			line.unshift(customer);
		} else tell(agendaNow, 'ticket.finished', customer, { counter });
		release(counter);
	};
	const release = (counter: string) => {
		free = [counter, ...free];
		serve(agendaNow);
	};

	let agendaNow = opening;
	arrive(opening);
	for (let due = agenda.pop(); due !== undefined; due = agenda.pop()) {
		agendaNow = due.at;
		due.run();
		if (!arriving && line.length > 0 && free.length > 0) serve(agendaNow);
		yield* told.splice(0);
	}
}

function serviceFor(share: number): (typeof SERVICES)[number] {
	let left = share;
	for (const service of SERVICES) {
		left -= service.share;
		if (left < 0) return service;
	}
	return SERVICES[0];
}

/** The next `count` events of a stream. */
export function take(stream: Generator<StreamEvent>, count: number): StreamEvent[] {
	const taken: StreamEvent[] = [];
	while (taken.length < count) taken.push(stream.next().value as StreamEvent);
	return taken;
}

/** An event as a CloudEvent in JSON. */
export function cloudEvent({ id, source, event }: StreamEvent): string {
	return JSON.stringify({
		specversion: '1.0',
		id,
		source,
		type: event.type,
		time: new Date(event.at).toISOString(),
		subject: event.subject,
		data: event.data
	});
}
