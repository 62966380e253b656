import { firstView } from '../first-view.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
	drawn: firstView(event, 'display'),
	/** The parts of a spoken call that the bank has recorded itself. */
	recorded: (await event.locals.app?.voice.parts()) ?? []
});
