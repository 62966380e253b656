import Type from 'typebox';
import { IncidentRow } from './rows/incident.ts';
import { Id, Instant, Seconds, Share } from './scalars.ts';

const Sums = {
	/** Faults in which it served nobody, that began in the span; of these, those in which it does not work again. */
	incidents: Type.Integer(),
	open: Type.Integer(),
	/** How long they lasted, all together and round the clock; those that are open until now. */
	downSeconds: Seconds,
	medianDownSeconds: Type.Union([Seconds, Type.Null()]),
	longestDownSeconds: Type.Union([Seconds, Type.Null()]),
	/** From the fault until the device worked again, the mean of those that are over. */
	meanRepairSeconds: Type.Union([Seconds, Type.Null()]),
	/** From the fault until somebody took it, the mean of those that somebody took. */
	meanResponseSeconds: Type.Union([Seconds, Type.Null()]),
	/** Opening hours in which anything was known of it, and the share of them in which it served somebody. */
	watchedSeconds: Seconds,
	availability: Share,
	/** Of the rest of them, those in which somebody worked on it and had said so; left out: none. */
	maintenanceSeconds: Type.Optional(Seconds)
};

/** A fault with the customers whom the device would have served meanwhile; left out: none. */
const Fault = Type.Object({
	...IncidentRow.properties,
	missed: Type.Optional(Type.Integer())
});
export type DeviceFault = Type.Static<typeof Fault>;

/** How a branch's devices did over a span of days (YYYY-MM-DD, both included). `availability` is over opening hours. */
export const DeviceReport = Type.Object({
	from: Type.String(),
	to: Type.String(),
	total: Type.Object(Sums),
	devices: Type.Array(
		Type.Object({
			device: Id,
			...Sums,
			/** The share of each function that its kind has. */
			functions: Type.Record(Type.String(), Share),
			/** Customers who were led there, prompted or not. */
			diverted: Type.Integer()
		})
	),
	/** Of either severity, that began in the span; newest first. Without people and notes for a key that may not read them. */
	incidents: Type.Array(Fault),
	/**
	 * By day, oldest first and without those that had none: customers who could have gone to a machine and for whom somebody
	 * was prompted, those of them who were led to one or online, and the seconds at counters that this saved by the usual
	 * time of their service.
	 */
	diversion: Type.Array(
		Type.Object({
			day: Type.String(),
			prompted: Type.Integer(),
			diverted: Type.Integer(),
			savedSeconds: Seconds
		})
	)
});
export type DeviceReport = Type.Static<typeof DeviceReport>;

/**
 * One stretch of a device's history; `to`: null where it is so now. `functions` has those that did not work as they
 * should.
 */
export const DeviceSpell = Type.Object({
	from: Instant,
	to: Type.Union([Instant, Type.Null()]),
	state: Type.String(),
	service: Type.String(),
	cause: Type.Union([Type.String(), Type.Null()]),
	functions: Type.Record(Type.String(), Type.String())
});
export type DeviceSpell = Type.Static<typeof DeviceSpell>;

/** How one device was over a span of days, oldest first. */
export const DeviceHistory = Type.Object({
	device: Id,
	from: Type.String(),
	to: Type.String(),
	spells: Type.Array(DeviceSpell)
});
export type DeviceHistory = Type.Static<typeof DeviceHistory>;

/**
 * What was found on the days of a span, newest day first; lists of which nobody checked anything are not in it. A key that
 * may not read them gets neither people, notes nor pictures: null.
 */
export const ChecklistReport = Type.Object({
	from: Type.String(),
	to: Type.String(),
	days: Type.Array(
		Type.Object({
			day: Type.String(),
			list: Id,
			/** Whose list it is, where everybody has their own. */
			owner: Type.Union([Id, Type.Null()]),
			checked: Type.Integer(),
			failed: Type.Integer(),
			/** Checks after the deadline. */
			late: Type.Integer(),
			/** When the last item was checked: of those that the list has now, or of one that somebody signed. */
			doneAt: Type.Union([Instant, Type.Null()]),
			signedBy: Type.Union([Id, Type.Null()]),
			signedAt: Type.Union([Instant, Type.Null()]),
			items: Type.Array(
				Type.Object({
					item: Id,
					ok: Type.Boolean(),
					staff: Type.Union([Id, Type.Null()]),
					at: Instant,
					note: Type.Union([Type.String(), Type.Null()]),
					photo: Type.Union([Id, Type.Null()]),
					late: Type.Boolean()
				})
			)
		})
	)
});
export type ChecklistReport = Type.Static<typeof ChecklistReport>;
