import type { Random } from '#lib/domain/random.ts';
import {
	ARRIVALS,
	AT_THE_DOOR,
	BURST,
	FORMS,
	LAST_TICKET,
	PATIENCE,
	PAY_DAY,
	SAYS_GOODBYE,
	SEGMENTS,
	SERVICES
} from './habits.ts';
import type { ServiceId } from './habits.ts';
import { inventCustomer } from './names.ts';
import { signalsOf } from './signals.ts';
import type { Visitor, World } from './world.ts';

/** Customers come in, take a number, and some of them give up. */
export function letPeopleIn(world: World, payDay: boolean): void {
	const random = world.random.fork('arrivals');
	const names = world.random.fork('names');
	const factor = payDay ? PAY_DAY : 1;
	const last = world.time(LAST_TICKET);
	for (const service of SERVICES) {
		const opening = world.time('09:00');
		for (let head = Math.round(AT_THE_DOOR[service] * factor); head > 0; head -= 1) {
			world.agenda.at(opening + random.between(2, 75) * 1000, () => enter(world, service, names));
		}
		ARRIVALS.forEach(({ from, perHour }, index) => {
			const rate = (perHour[service] * factor) / 3_600_000;
			const next = ARRIVALS[index + 1];
			const end = Math.min(last, next === undefined ? last : world.time(next.from));
			let at = world.time(from) + random.exponential(rate);
			for (; at < end; at += random.exponential(rate)) {
				world.agenda.at(at, () => enter(world, service, names));
				if (!BURST.services.includes(service) || !random.chance(BURST.share)) continue;
				for (let more = Math.ceil(random.next() * BURST.most); more > 0; more -= 1) {
					world.agenda.at(at + random.between(4, BURST.within) * 1000, () =>
						enter(world, service, names)
					);
				}
			}
		});
	}
}

const issued = new WeakMap<World, Map<ServiceId, number>>();

function numberFor(world: World, service: ServiceId): string {
	const counts = issued.get(world) ?? new Map<ServiceId, number>();
	issued.set(world, counts);
	const count = (counts.get(service) ?? 0) + 1;
	counts.set(service, count);
	return `${world.config.services.get(service)?.prefix ?? ''}${String(count).padStart(3, '0')}`;
}

function enter(world: World, service: ServiceId, names: Random): void {
	const { random } = world;
	const rule = world.config.services.get(service);
	const segment = random.weighted(SEGMENTS[service]);
	const tags = signalsOf(world.random.fork(`signals ${world.visitors.length}`), service, segment);
	const visitor: Visitor = {
		number: numberFor(world, service),
		service,
		segment,
		issuedAt: world.now,
		tags,
		state: 'waiting',
		gone: false,
		faultyForm: rule?.needsForm === true && random.chance(FORMS.faulty)
	};
	world.visitors.push(visitor);
	const customer = inventCustomer(names);
	world.emit('queue', 'ticket.issued', visitor.number, {
		service,
		segment: visitor.segment,
		...(tags.length > 0 ? { tags } : {}),
		...(customer === undefined ? {} : { customer }),
		channel: random.chance(0.8) ? 'kiosk' : 'tablet'
	});
	const patience = PATIENCE[rule?.complexity ?? 'simple'];
	world.agenda.in(random.logNormal(patience.median, patience.sigma), () => giveUp(world, visitor));
	if (service === 'opening' && random.chance(FORMS.parks)) {
		world.agenda.in(random.between(60, 240), () => fillForm(world, visitor, 'form'));
	}
	world.joinsLine(visitor);
}

function giveUp(world: World, visitor: Visitor): void {
	if (visitor.state !== 'waiting' || visitor.gone || isTalkedTo(world, visitor)) return;
	if (world.random.chance(SAYS_GOODBYE)) {
		world.emit('lobby', 'ticket.abandoned', visitor.number, { reason: 'too_long' });
		world.leaves(visitor);
	} else {
		visitor.gone = true;
	}
}

/** Aside to fill in a form; the place in line is kept. */
export function fillForm(world: World, visitor: Visitor, reason: string): void {
	if (visitor.state !== 'waiting' || visitor.gone) return;
	visitor.state = 'parked';
	world.emit('lobby', 'ticket.parked', visitor.number, { reason });
	world.agenda.in(world.random.between(150, 420), () => {
		if (visitor.state !== 'parked') return;
		world.emit('lobby', 'ticket.resumed', visitor.number, {});
		world.joinsLine(visitor);
	});
}

/** Nobody walks out on a conversation. */
function isTalkedTo({ mirror }: World, { number }: Visitor): boolean {
	const id = mirror.state.today?.tickets.get(number)?.prompt ?? '';
	return mirror.state.today?.prompts.get(id)?.phase.state === 'accepted';
}
