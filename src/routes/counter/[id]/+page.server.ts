import { error } from '@sveltejs/kit';
import { firstView } from '../../first-view.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const drawn = firstView(event, 'counter');
	const { id } = event.params;
	if (drawn && !Object.hasOwn(drawn.first.view.counters ?? {}, id)) {
		error(404, { message: `There is no counter "${id}".`, code: 'unknown_counter' });
	}
	const { principal } = event.locals.caller;
	const lead = principal.kind === 'person' && principal.person.role !== 'teller';
	return { drawn, id, lead };
};
