import fc from 'fast-check';
import type { Origin } from '#lib/domain/event.ts';
import type { BranchFile, EventType } from '#lib/protocol/index.ts';
import { at, smallBranch, type Told } from './history.ts';

/** The small branch with every rule at work, and something to sell. */
export function livelyBranch(changes: Partial<BranchFile> = {}): BranchFile {
	const file = smallBranch({
		prompts: { likely_long_wait: { on: true }, nobody_takes_it: { after: 30 } },
		lobby: { capacity: 1 },
		needs: [{ id: 'idle_cash', name: { zh: '闲钱', en: 'Idle cash' }, signals: ['outflow'] }],
		products: [
			{ id: 'p', name: { zh: '稳健', en: 'Steady' }, needs: ['idle_cash'], risk: 'R2' },
			{ id: 'q', name: { zh: '定投', en: 'Monthly' } }
		],
		hours: { 'mon-sun': ['10:00', '17:00'] },
		checklists: [
			{
				id: 'opening',
				role: 'lobby_manager',
				dueBeforeOpening: 600,
				items: [
					{ id: 'atm', name: { zh: '取款机', en: 'ATM' }, device: 'atm-1', points: 3 },
					{ id: 'book', name: { zh: '意见簿', en: 'Feedback book' } }
				]
			},
			{
				id: 'own',
				role: 'lobby_manager',
				each: true,
				dueAfterClosing: 600,
				items: [{ id: 'book', name: { zh: '意见簿', en: 'Feedback book' } }]
			}
		],
		...changes
	});
	file.services[0]!.selfService = ['atm'];
	file.staff?.push(
		{ id: 'qian', name: '钱进', role: 'wealth_manager' },
		{ id: 'sun', name: '孙悦', role: 'wealth_manager' }
	);
	return file;
}

/** One step of a random history: how much time passes, what is told, and how late it is told. */
export interface Step {
	type: EventType | 'branch.configured';
	subject: string;
	data: Record<string, unknown>;
	/** Milliseconds since the step before. */
	pause: number;
	/** Milliseconds between the fact and its telling. */
	delay: number;
	origin: Origin;
}

const number = fc.constantFrom('A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7');
const counter = fc.constantFrom('1', '2', '3');
const service = fc.constantFrom('cash', 'opening');
const staff = fc.constantFrom('wang', 'li');
const prompt = fc
	.tuple(number, fc.constantFrom('2026-11-25', '2026-11-25', '2026-11-26'))
	.map(([each, day]) => [each, day] as const)
	.chain(([each, day]) =>
		fc
			.constantFrom('long_wait', 'long_wait', 'outflow', 'vip', 'divertible', 'form_unchecked')
			.map((rule) => `${rule}/${each}/${day}`)
	);

const referral = fc.constantFrom('r1', 'r2', 'r3', 'r4');
const sale = fc.constantFrom('s1', 's2', 's3');
const manager = fc.constantFrom('qian', 'sun');
const product = fc.constantFrom('p', 'q');

const obligation = fc
	.tuple(
		fc.constantFrom('help', 'complaint', 'device', 'checklist'),
		fc.constantFrom('2026-11-25', '2026-11-26'),
		fc.integer({ min: 1, max: 4 })
	)
	.map(([rule, day, nth]) => `${rule}/${day}/${nth}`);

const incident = fc
	.tuple(fc.constantFrom('2026-11-25', '2026-11-26'), fc.integer({ min: 1, max: 3 }))
	.map(([day, nth]) => `atm-1/${day}/${nth}`);

function told(
	type: Step['type'],
	subject: fc.Arbitrary<string>,
	data: fc.Arbitrary<Record<string, unknown>>
) {
	return fc.record({ type: fc.constant(type), subject, data });
}

const nothing = fc.constant({});
const atCounter = fc.record({ counter });
const what = fc.oneof(
	{
		arbitrary: told(
			'ticket.issued',
			number,
			fc.record({
				service,
				segment: fc.constantFrom('ordinary', 'priority', 'vip'),
				tags: fc.subarray(['outflow', 'large_amount', 'maturing', 'small_cash', 'tenor_90'])
			})
		),
		weight: 6
	},
	{ arbitrary: told('ticket.called', number, atCounter), weight: 5 },
	{ arbitrary: told('ticket.started', number, atCounter), weight: 4 },
	{ arbitrary: told('ticket.finished', number, nothing), weight: 4 },
	told('ticket.recalled', number, atCounter),
	told('ticket.no_show', number, nothing),
	told('ticket.abandoned', number, nothing),
	told('ticket.cancelled', number, nothing),
	told('ticket.parked', number, nothing),
	told('ticket.resumed', number, nothing),
	told('ticket.requeued', number, fc.record({ reason: fc.constantFrom('form_error', 'other') })),
	told(
		'ticket.transferred',
		number,
		fc.record({ service, counter }, { requiredKeys: ['service'] })
	),
	told('ticket.moved', number, fc.record({ to: fc.constantFrom('first', 'last') })),
	told('ticket.rated', number, fc.record({ score: fc.integer({ min: 1, max: 5 }) })),
	told('help.called', fc.oneof(counter, fc.constant('kiosk')), nothing),
	told('complaint.made', fc.oneof(number, fc.constant('')), nothing),
	told('prompt.done', obligation, fc.record({ staff })),
	told('prompt.accepted', obligation, fc.record({ staff })),
	told('prompt.handed_back', obligation, fc.record({ staff })),
	told('ticket.diverted', number, fc.record({ to: fc.constantFrom('atm-1', 'online') })),
	told('form.checked', number, fc.record({ ok: fc.boolean() })),
	told('counter.opened', counter, fc.record({ staff })),
	told('counter.paused', counter, fc.constant({ reason: 'break' })),
	told('counter.closed', counter, nothing),
	told(
		'device.status',
		fc.constant('atm-1'),
		fc.record({
			state: fc.constantFrom('ok', 'offline', 'degraded', 'maintenance', 'unknown'),
			levels: fc.record({ cash: fc.constantFrom(0, 0.05, 0.9) }, { requiredKeys: [] })
		})
	),
	told('incident.acknowledged', incident, fc.record({ staff })),
	told('incident.passed', incident, fc.record({ staff })),
	told('incident.resolved', incident, fc.record({ staff })),
	told(
		'checklist.checked',
		fc.constantFrom('atm', 'book'),
		fc.record({ list: fc.constantFrom('opening', 'own'), staff, ok: fc.boolean() })
	),
	told('checklist.signed', fc.constantFrom('opening', 'own'), fc.record({ staff })),
	told('device.heartbeat', fc.constant('atm-1'), nothing),
	{ arbitrary: told('prompt.accepted', prompt, fc.record({ staff })), weight: 3 },
	told('prompt.handed_back', prompt, fc.record({ staff })),
	told('prompt.not_reached', prompt, fc.record({ staff })),
	{
		arbitrary: told(
			'engagement.recorded',
			number,
			fc.record({ staff, result: fc.constantFrom('talked', 'interested', 'declined') })
		),
		weight: 2
	},
	told(
		'pitch.made',
		number,
		fc.record({ staff, result: fc.constantFrom('interested', 'declined', 'skipped') })
	),
	told(
		'sale.recorded',
		sale,
		fc.record({
			product,
			amount: fc.nat(1000),
			currency: fc.constantFrom('CNY', 'CNY', 'USD'),
			staff,
			channel: fc.constant('counter'),
			number
		})
	),
	told('prompt.done', prompt, fc.record({ staff })),
	told('engagement.undone', number, fc.record({ staff })),
	told('pitch.undone', number, fc.record({ staff })),
	told(
		'referral.made',
		referral,
		fc.record({ from: staff, number, to: manager }, { requiredKeys: ['from'] })
	),
	told('referral.seen', referral, fc.record({ staff: manager })),
	told('referral.accepted', referral, fc.record({ staff: manager })),
	told('referral.met', referral, fc.record({ staff: manager })),
	told(
		'referral.closed',
		referral,
		fc.record({ staff: manager, outcome: fc.constantFrom('won', 'lost') })
	),
	told('referral.undone', referral, fc.record({ staff })),
	told(
		'sale.corrected',
		sale,
		fc.record(
			{ staff, reason: fc.constant('typed'), amount: fc.nat(1000), product },
			{ requiredKeys: ['staff', 'reason'] }
		)
	),
	told('sale.cancelled', sale, fc.record({ staff, reason: fc.constant('typed') })),
	{ arbitrary: told('staff.arrived', fc.oneof(staff, manager), nothing), weight: 2 },
	told('staff.left', fc.oneof(staff, manager), nothing),
	told('clock.tick', fc.constant(''), nothing)
);

const pause = fc.oneof(fc.nat(5_000), fc.nat(240_000), fc.constant(0));
const timing = {
	pause,
	delay: fc.oneof({ arbitrary: fc.constant(0), weight: 8 }, fc.nat(30_000), fc.nat(3_600_000)),
	origin: fc.constantFrom<Origin>('machine', 'machine', 'person')
};

export const step: fc.Arbitrary<Step> = fc
	.record({ what, ...timing })
	.map(({ what: each, ...rest }) => ({ ...each, ...rest }));

/** Other settings for the small branch: limits, the calling rule, and fewer services or counters. */
const settings: fc.Arbitrary<Record<string, unknown>> = fc
	.record({
		longWait: fc.record({
			seconds: fc.constantFrom(300, 600, 900),
			escalate: fc.constantFrom<number[]>([], [360], [1200, 1800])
		}),
		calling: fc.record({
			ageEvery: fc.constantFrom(60, 300),
			cap: fc.constantFrom(0, 3, 6),
			levels: fc.record({ priority: fc.constantFrom(0, 2, 4) }),
			consecutivePriority: fc.constantFrom(1, 3)
		}),
		serviceLimit: fc.constantFrom(undefined, 300, 1200),
		without: fc.constantFrom('nothing', 'nothing', 'opening', 'counter 3')
	})
	.map(({ longWait, calling, serviceLimit, without }) => {
		const file = livelyBranch({ longWait, calling });
		if (serviceLimit !== undefined) file.services[0]!.longWait = serviceLimit;
		if (without !== 'nothing') file.counters?.pop();
		if (without === 'opening') {
			file.services.pop();
			for (const each of file.counters ?? []) each.services = ['cash'];
		}
		return file;
	});

/** The shortest limit that `settings` can set, in milliseconds. */
export const SHORTEST_LIMIT = 300_000;

/** Steps as above, pauses of hours and now and then new settings: histories run over midnight. */
export const stepOfDays: fc.Arbitrary<Step> = fc
	.record({
		what: fc.oneof(
			{ arbitrary: what, weight: 15 },
			told('branch.configured', fc.constant(''), settings)
		),
		...timing,
		pause: fc.oneof({ arbitrary: pause, weight: 9 }, fc.nat(20 * 3_600_000))
	})
	.map(({ what: each, ...rest }) => ({ ...each, ...rest }));

/** Tells the steps of a history from 8:50 on, or from where the branch is; `each` hears 'ok' or the refusal's code. */
export function tellAll(
	branch: Told,
	steps: readonly Step[],
	each: (answer: string) => void = () => {}
): void {
	let now = Math.max(at('08:50'), branch.clock);
	for (const { type, subject, data, pause, delay, origin } of steps) {
		now += pause;
		if (type === 'branch.configured') {
			const { clock } = branch.state.config;
			each(branch.configure({ ...(data as BranchFile), clock }, now));
			continue;
		}
		// A person's tap happens when it is told.
		const when = origin === 'person' ? now : now - delay;
		each(branch.tell(type, when, subject, data as never, { origin, heard: now }));
	}
}
