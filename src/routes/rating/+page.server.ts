import { firstView } from '../first-view.ts';
import type { PageServerLoad } from './$types';

/** `?counter=3` says where the pad stands; otherwise it is asked once, and the pad remembers. */
export const load: PageServerLoad = (event) => ({
	drawn: firstView(event, 'rating'),
	counter: event.url.searchParams.get('counter')
});
