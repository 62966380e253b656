import Type from 'typebox';
import { Id, Line, Text } from '../scalars.ts';

/** What people do about a device's fault; the subject is the incident's id. */
export const incidentEvents = {
	/** First line: somebody of the branch sees to it. */
	'incident.acknowledged': Type.Object({ staff: Id }),
	/** Second line: the vendor was called. `reference` is what they gave to refer to. */
	'incident.passed': Type.Object({
		staff: Id,
		vendor: Type.Optional(Line),
		reference: Type.Optional(Line)
	}),
	'incident.noted': Type.Object({ staff: Id, note: Text }),
	/** A person says that the device works again. */
	'incident.resolved': Type.Object({ staff: Id, note: Type.Optional(Text) })
};
