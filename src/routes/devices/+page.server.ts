import { firstView } from '../first-view.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const drawn = firstView(event, 'devices');
	const { app, caller } = event.locals;
	const may = (action: 'export' | 'watch:head' | 'configure') =>
		drawn !== null && app?.access.denies(caller.principal, action, drawn.branch) === undefined;
	return {
		drawn,
		/** Whoever leads may say in others' names who sees to something. */
		may: { export: may('export'), lead: may('watch:head'), configure: may('configure') },
		/** Which device is shown first, where the address names one. */
		device: event.url.searchParams.get('device')
	};
};
