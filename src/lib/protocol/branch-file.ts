import Type from 'typebox';
import { catalogueParts } from './catalogue.ts';
import { Probe } from './probe.ts';
import { Id, Line, oneOf } from './scalars.ts';

const strict = { additionalProperties: false };
/** In a file that people write, a misspelt key is a mistake to be told; in rows it is a newer server. */
const Name = Type.Object({ zh: Line, en: Line }, strict);
const WholeSeconds = Type.Integer({ minimum: 1, maximum: 86_400 });
const TimeOfDay = Type.String({
	pattern: '^([01]\\d|2[0-3]):[0-5]\\d$',
	'x-fault': 'invalid_time'
});
const Days = Type.String({
	pattern: '^(mon|tue|wed|thu|fri|sat|sun)(-(mon|tue|wed|thu|fri|sat|sun))?$'
});

const NamedThing = Type.Object({ id: Id, name: Name }, strict);

export const ServiceConfig = Type.Object(
	{
		id: Id,
		prefix: Type.Optional(Type.String({ maxLength: 4 })),
		name: Name,
		complexity: oneOf(['simple', 'complex']),
		typicalService: Type.Optional(WholeSeconds),
		targetWait: Type.Optional(WholeSeconds),
		longWait: Type.Optional(WholeSeconds),
		needsForm: Type.Optional(Type.Boolean()),
		/** What is looked at on its form before the call. */
		formChecks: Type.Optional(Type.Array(NamedThing, { maxItems: 20 })),
		selfService: Type.Optional(Type.Array(Id, { maxItems: 20 }))
	},
	strict
);
export type ServiceConfig = Type.Static<typeof ServiceConfig>;

export const CounterConfig = Type.Object(
	{ id: Id, name: Name, services: Type.Array(Id, { minItems: 1, maxItems: 100 }) },
	strict
);
export type CounterConfig = Type.Static<typeof CounterConfig>;

export const DeviceConfig = Type.Object(
	{
		id: Id,
		kind: Id,
		name: Name,
		probe: Type.Optional(Probe),
		/** Seconds without a heartbeat until nobody knows how it is, and until it is taken for gone. */
		silence: Type.Optional(
			Type.Object(
				{ stale: Type.Optional(WholeSeconds), offline: Type.Optional(WholeSeconds) },
				strict
			)
		)
	},
	strict
);
export type DeviceConfig = Type.Static<typeof DeviceConfig>;

/** A person's name is written the same in both languages unless it says otherwise. */
export const StaffConfig = Type.Object(
	{ id: Id, name: Type.Union([Line, Name]), role: Id },
	strict
);
export type StaffConfig = Type.Static<typeof StaffConfig>;

/** Things to check before opening or after closing. Items with a `device` are filled in from its health. */
export const ChecklistConfig = Type.Object(
	{
		id: Id,
		role: Id,
		name: Type.Optional(Name),
		dueBeforeOpening: Type.Optional(Type.Integer({ minimum: 0, maximum: 86_400 })),
		/** A list of the evening: due so many seconds after closing. */
		dueAfterClosing: Type.Optional(Type.Integer({ minimum: 0, maximum: 86_400 })),
		/** Whether everybody of the role does it for themselves; left out: tellers do. */
		each: Type.Optional(Type.Boolean()),
		items: Type.Array(
			Type.Object(
				{
					id: Id,
					name: Name,
					device: Type.Optional(Id),
					points: Type.Optional(Type.Integer({ minimum: 0 }))
				},
				strict
			),
			{ maxItems: 200 }
		)
	},
	strict
);

export type ChecklistConfig = Type.Static<typeof ChecklistConfig>;

/**
 * How tickets are ordered. A ticket's score is its segment's `levels` entry plus one for each `ageEvery`
 * seconds waited, at most `cap`; the highest score is next, and among equals the first issued.
 * At most `consecutivePriority` priority or vip tickets are called in a row while an ordinary one waits.
 */
export const CallingConfig = Type.Object(
	{
		levels: Type.Optional(
			Type.Object(
				{
					priority: Type.Optional(Type.Number({ minimum: 0, maximum: 100 })),
					vip: Type.Optional(Type.Number({ minimum: 0, maximum: 100 }))
				},
				strict
			)
		),
		ageEvery: Type.Optional(WholeSeconds),
		cap: Type.Optional(Type.Number({ minimum: 0, maximum: 1000 })),
		consecutivePriority: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
		recalls: Type.Optional(Type.Integer({ minimum: 0, maximum: 20 })),
		/** Seconds after the last call before which a person may not mark a ticket as no-show. */
		noShowAfter: Type.Optional(Type.Integer({ minimum: 0, maximum: 3_600 })),
		/** Who missed the call and is back before so many more were called is next … */
		returnNext: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
		/** … and before so many after three others; later it takes a new ticket. */
		returnLater: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 }))
	},
	strict
);
export type CallingConfig = Type.Static<typeof CallingConfig>;

/** An ordered list of services that a counter works by; flex counters change between several. */
export const ProfileConfig = Type.Object(
	{ id: Id, name: Name, services: Type.Array(Id, { minItems: 1, maxItems: 100 }) },
	strict
);
export type ProfileConfig = Type.Static<typeof ProfileConfig>;

/** The numbers that Foyer gives: beside a queue machine a range of its own. */
const NumbersConfig = Type.Object(
	{
		from: Type.Optional(Type.Integer({ minimum: 1, maximum: 99_999 })),
		digits: Type.Optional(Type.Integer({ minimum: 1, maximum: 6 }))
	},
	strict
);

/** `printer`: a device that prints tickets. `vipCode`: what a VIP customer types; the kiosk itself never knows it. */
const KioskConfig = Type.Object(
	{
		printer: Type.Optional(Id),
		vipCode: Type.Optional(Type.String({ pattern: '^[0-9]{4,12}$', 'x-fault': 'invalid_code' })),
		/** Where customers' phones reach this server, for the code on the ticket; without it there is none. */
		phoneAddress: Type.Optional(
			Type.String({
				maxLength: 200,
				pattern: '^https?://[^\\s/?#]+(/[^\\s?#]*)?$',
				'x-fault': 'invalid_address'
			})
		)
	},
	strict
);

const Share = Type.Number({ minimum: 0, maximum: 1 });

/** How much one lobby manager can have in hand, and the plan of their day: shares by kind of work. */
const LobbyConfig = Type.Object(
	{
		capacity: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
		timePlan: Type.Optional(
			Type.Object(
				{
					greeting: Type.Optional(Share),
					forms: Type.Optional(Share),
					engagement: Type.Optional(Share),
					devices: Type.Optional(Share),
					escort: Type.Optional(Share),
					complaints: Type.Optional(Share),
					help: Type.Optional(Share),
					opening: Type.Optional(Share)
				},
				strict
			)
		),
		/** Seconds after which a call for help that nobody takes is told again. */
		helpEscalate: Type.Optional(Type.Array(WholeSeconds, { maxItems: 10 }))
	},
	strict
);

/** Faults of devices. Seconds. */
const FaultsConfig = Type.Object(
	{
		/** How long a device must have been fine before its fault is over. */
		settle: Type.Optional(Type.Integer({ minimum: 0, maximum: 3_600 })),
		/** After how long a fault that nobody takes is told again. */
		escalate: Type.Optional(Type.Array(WholeSeconds, { maxItems: 10 }))
	},
	strict
);

/** A branch as a file (`foyer apply`). Unknown keys are refused; what is left out has the documented default. */
export const BranchFile = Type.Object(
	{
		id: Id,
		name: Name,
		timeZone: Type.String({ minLength: 1, maxLength: 64 }),
		clock: Type.Optional(oneOf(['wall', 'event'])),
		hours: Type.Optional(Type.Record(Days, Type.Tuple([TimeOfDay, TimeOfDay]), strict)),
		longWait: Type.Optional(
			Type.Object(
				{
					seconds: WholeSeconds,
					escalate: Type.Optional(Type.Array(WholeSeconds, { maxItems: 10 }))
				},
				strict
			)
		),
		calling: Type.Optional(CallingConfig),
		numbers: Type.Optional(NumbersConfig),
		kiosk: Type.Optional(KioskConfig),
		lobby: Type.Optional(LobbyConfig),
		/** What the call display says between calls. */
		messages: Type.Optional(Type.Array(Name, { maxItems: 50 })),
		profiles: Type.Optional(Type.Array(ProfileConfig, { maxItems: 100 })),
		goals: Type.Optional(
			Type.Object(
				{
					withinTarget: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
					windowsUsed: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
					pitchCoverage: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
					conversion: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
					/** Minor units of the branch's currency. */
					amountPerDay: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 }))
				},
				strict
			)
		),
		personal: Type.Optional(
			Type.Object({ keepDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 3_650 })) }, strict)
		),
		/** Days before today; see docs/retention.md. */
		keep: Type.Optional(
			Type.Object(
				{
					logDays: Type.Optional(Type.Integer({ minimum: 30, maximum: 3_650 })),
					historyDays: Type.Optional(Type.Integer({ minimum: 60, maximum: 3_650 }))
				},
				strict
			)
		),
		services: Type.Array(ServiceConfig, { minItems: 1, maxItems: 200 }),
		counters: Type.Optional(Type.Array(CounterConfig, { maxItems: 5_000 })),
		devices: Type.Optional(Type.Array(DeviceConfig, { maxItems: 1_000 })),
		faults: Type.Optional(FaultsConfig),
		staff: Type.Optional(Type.Array(StaffConfig, { maxItems: 1_000 })),
		...catalogueParts,
		checklists: Type.Optional(Type.Array(ChecklistConfig, { maxItems: 50 }))
	},
	strict
);
export type BranchFile = Type.Static<typeof BranchFile>;
