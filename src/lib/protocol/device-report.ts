import Type from 'typebox';
import { IncidentRow } from './rows/incident.ts';
import { Id, Instant, Seconds, Share } from './scalars.ts';

const Sums = {
	/** Faults in which it served nobody, that began in the span; of these, those that are not over. */
	incidents: Type.Integer(),
	open: Type.Integer(),
	/** How long they lasted, all together; those that are not over until now. */
	downSeconds: Seconds,
	medianDownSeconds: Type.Union([Seconds, Type.Null()]),
	longestDownSeconds: Type.Union([Seconds, Type.Null()]),
	/** From the fault until the device worked again, the mean of those that are over. */
	meanRepairSeconds: Type.Union([Seconds, Type.Null()]),
	/** From the fault until somebody took it, the mean of those that somebody took. */
	meanResponseSeconds: Type.Union([Seconds, Type.Null()]),
	/** Opening hours in which anything was known of it, and the share of them in which it served somebody. */
	watchedSeconds: Seconds,
	availability: Share
};

/** How a branch's devices did over a span of days (YYYY-MM-DD, both included). `availability` is over opening hours. */
export const DeviceReport = Type.Object({
	from: Type.String(),
	to: Type.String(),
	total: Type.Object(Sums),
	devices: Type.Array(
		Type.Object({
			device: Id,
			...Sums,
			/** The same share of each function. */
			functions: Type.Record(Type.String(), Share),
			/** Customers who were led there. */
			diverted: Type.Integer()
		})
	),
	/** Newest first. */
	incidents: Type.Array(IncidentRow),
	/** By day: customers who could have gone to a machine and for whom somebody was prompted, those who were led there,
	 * and the seconds at counters that this saved by the usual time of their service. */
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

/** One stretch of a device's history; `to`: null where it is so now. */
export const DeviceSpell = Type.Object({
	from: Instant,
	to: Type.Union([Instant, Type.Null()]),
	state: Type.String(),
	service: Type.String(),
	cause: Type.Union([Type.String(), Type.Null()]),
	functions: Type.Record(Type.String(), Type.String())
});
export type DeviceSpell = Type.Static<typeof DeviceSpell>;

/** What was found on the days of a span, newest day first. */
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
			late: Type.Integer(),
			doneAt: Type.Union([Instant, Type.Null()]),
			signedBy: Type.Union([Id, Type.Null()]),
			signedAt: Type.Union([Instant, Type.Null()]),
			items: Type.Array(
				Type.Object({
					item: Id,
					ok: Type.Boolean(),
					staff: Id,
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
