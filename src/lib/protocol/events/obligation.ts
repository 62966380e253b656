import Type from 'typebox';
import { Id, Line } from '../scalars.ts';

/**
 * What somebody must see to before anything is sold. The subject of `help.called` is the counter that calls, or
 * `kiosk`; that of `complaint.made` a ticket number or nothing; that of `prompt.done` the prompt that came of it.
 */
export const obligationEvents = {
	'help.called': Type.Object({ staff: Type.Optional(Id), reason: Type.Optional(Line) }),
	'complaint.made': Type.Object({ staff: Type.Optional(Id), about: Type.Optional(Id) }),
	'prompt.done': Type.Object({ staff: Id, result: Type.Optional(Line) })
};
