import { redirect } from '@sveltejs/kit';
import { firstView } from '../first-view.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const drawn = firstView(event, 'counter');
	const me = drawn?.person?.staff;
	// Who has a counter open is led there, unless they come from it to choose another.
	if (drawn && me && !event.url.searchParams.has('choose')) {
		const own = Object.values(drawn.first.view.counters ?? {}).find(
			({ staff, state }) => staff === me && state !== 'closed'
		);
		const branch = encodeURIComponent(drawn.branch);
		if (own) redirect(303, `/counter/${encodeURIComponent(own.id)}?branch=${branch}`);
	}
	return { drawn };
};
