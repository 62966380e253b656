import Type from 'typebox';
import { Id, Line, Text, oneOf } from '../scalars.ts';

export const Segment = oneOf(['ordinary', 'priority', 'vip']);
export type Segment = Type.Static<typeof Segment>;

const reason = Type.Optional(Line);

/** Events about one ticket; the subject is its number, unique within a branch and a business day. */
export const ticketEvents = {
	'ticket.issued': Type.Object({
		service: Id,
		segment: Type.Optional(Segment),
		customer: Type.Optional(
			Type.Object({
				ref: Type.Optional(Line),
				name: Type.Optional(Line),
				note: Type.Optional(Text)
			})
		),
		tags: Type.Optional(Type.Array(Id, { maxItems: 20 })),
		channel: Type.Optional(Id),
		/** What the visit is for beside `service`, in the order in which it is wanted. */
		further: Type.Optional(Type.Array(Id, { maxItems: 10 })),
		/** Sent to a device, or `online`, at once: counted, and in no line. */
		divertedTo: Type.Optional(Id)
	}),
	'ticket.called': Type.Object({
		counter: Id,
		staff: Type.Optional(Id),
		/** Why this one and not who was next. */
		reason
	}),
	'ticket.recalled': Type.Object({ counter: Id, staff: Type.Optional(Id) }),
	'ticket.started': Type.Object({ counter: Id }),
	'ticket.finished': Type.Object({
		counter: Type.Optional(Id),
		outcome: Type.Optional(Line),
		services: Type.Optional(Type.Array(Id, { maxItems: 20 })),
		/** Why somebody else than who served it ended it. */
		reason
	}),
	'ticket.no_show': Type.Object({ reason }),
	'ticket.abandoned': Type.Object({ reason }),
	'ticket.cancelled': Type.Object({ reason }),
	'ticket.parked': Type.Object({ reason }),
	'ticket.resumed': Type.Object({ reason }),
	'ticket.requeued': Type.Object({
		reason: oneOf(['form_error', 'document_missing', 'other']),
		staff: Type.Optional(Id),
		faults: Type.Optional(Type.Array(Line, { maxItems: 50 }))
	}),
	'ticket.transferred': Type.Object({ service: Id, counter: Type.Optional(Id), reason }),
	/** Put at the head or the end of its line by whoever leads the branch. */
	'ticket.moved': Type.Object({ to: oneOf(['first', 'last']), reason: Line }),
	'ticket.diverted': Type.Object({ to: Id }),
	/** What the customer said of the service: 1 very bad to 5 very good; once a ticket. */
	'ticket.rated': Type.Object({ score: Type.Integer({ minimum: 1, maximum: 5 }) }),
	'form.checked': Type.Object({
		ok: Type.Boolean(),
		staff: Type.Optional(Id),
		faults: Type.Optional(Type.Array(Line, { maxItems: 50 }))
	})
};
