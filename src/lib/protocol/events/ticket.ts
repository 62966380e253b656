import Type from 'typebox';
import { Id, Line, oneOf } from '../scalars.ts';

export const Segment = oneOf(['ordinary', 'priority', 'vip']);
export type Segment = Type.Static<typeof Segment>;

const reason = Type.Optional(Line);

/** Events about one ticket; the subject is its number, unique within a branch and a business day. */
export const ticketEvents = {
	'ticket.issued': Type.Object({
		service: Id,
		segment: Type.Optional(Segment),
		customer: Type.Optional(Type.Object({ ref: Type.Optional(Line), name: Type.Optional(Line) })),
		tags: Type.Optional(Type.Array(Id, { maxItems: 20 })),
		channel: Type.Optional(Id)
	}),
	'ticket.called': Type.Object({ counter: Id, staff: Type.Optional(Id) }),
	'ticket.recalled': Type.Object({ counter: Id, staff: Type.Optional(Id) }),
	'ticket.started': Type.Object({ counter: Id }),
	'ticket.finished': Type.Object({
		counter: Type.Optional(Id),
		outcome: Type.Optional(Line),
		services: Type.Optional(Type.Array(Id, { maxItems: 20 }))
	}),
	'ticket.no_show': Type.Object({ reason }),
	'ticket.abandoned': Type.Object({ reason }),
	'ticket.cancelled': Type.Object({ reason }),
	'ticket.parked': Type.Object({ reason }),
	'ticket.resumed': Type.Object({ reason }),
	'ticket.requeued': Type.Object({ reason: oneOf(['form_error', 'document_missing', 'other']) }),
	'ticket.transferred': Type.Object({ service: Id, counter: Type.Optional(Id) }),
	'ticket.diverted': Type.Object({ to: Id }),
	'form.checked': Type.Object({
		ok: Type.Boolean(),
		staff: Type.Optional(Id),
		faults: Type.Optional(Type.Array(Line, { maxItems: 50 }))
	})
};
