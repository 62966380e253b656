import Type from 'typebox';
import { Id, Line } from '../scalars.ts';

/** Events about one counter (a service window); the subject is its id. */
const change = Type.Object({
	staff: Type.Optional(Id),
	services: Type.Optional(Type.Array(Id, { maxItems: 100 })),
	reason: Type.Optional(Line)
});

export const counterEvents = {
	'counter.opened': change,
	'counter.paused': change,
	'counter.closed': change
};
