import Type from 'typebox';
import { Id, Instant, Name, oneOf } from '../scalars.ts';

export const DeviceState = oneOf(['unknown', 'ok', 'degraded', 'offline', 'maintenance']);
export type DeviceState = Type.Static<typeof DeviceState>;

/** What a device does for people: all of it, some, nothing, or nobody knows. */
export const DeviceService = oneOf(['full', 'limited', 'out', 'unknown']);
export type DeviceService = Type.Static<typeof DeviceService>;

export const DeviceFunctionState = oneOf(['ok', 'degraded', 'out', 'unknown']);
export type DeviceFunctionState = Type.Static<typeof DeviceFunctionState>;

/**
 * A device as it is: connected (`state`) and in service (`service`, and each of its `functions`) are two things.
 * `flaps`: it turns so often that single turns are no longer shown. `incident`: the fault that is seen to now.
 */
export const DeviceRow = Type.Object({
	id: Id,
	name: Name,
	kind: Id,
	state: DeviceState,
	cause: Type.Optional(Type.String()),
	service: DeviceService,
	functions: Type.Record(Type.String(), DeviceFunctionState),
	components: Type.Record(Type.String(), Type.String()),
	/** 0 to 1; left out: none was told. */
	levels: Type.Optional(Type.Record(Type.String(), Type.Number())),
	flaps: Type.Optional(Type.Literal(true)),
	incident: Type.Optional(Type.String()),
	since: Type.Union([Instant, Type.Null()]),
	lastSeenAt: Type.Union([Instant, Type.Null()])
});
export type DeviceRow = Type.Static<typeof DeviceRow>;
