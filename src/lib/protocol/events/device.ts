import Type from 'typebox';
import { Id, Line, oneOf } from '../scalars.ts';

/** Events about one device; the subject is its id. Levels run from 0 (empty) to 1 (full). */
export const deviceEvents = {
	'device.status': Type.Object({
		state: oneOf(['ok', 'degraded', 'offline', 'maintenance', 'unknown']),
		cause: Type.Optional(Line),
		components: Type.Optional(Type.Record(Id, Line, { maxProperties: 50 })),
		levels: Type.Optional(
			Type.Record(Id, Type.Number({ minimum: 0, maximum: 1 }), { maxProperties: 50 })
		)
	}),
	'device.heartbeat': Type.Object({})
};
