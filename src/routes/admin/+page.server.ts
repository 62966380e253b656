import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** Leads on to the first page that somebody may see. */
export const load: PageServerLoad = async ({ parent, url }) => {
	const { sections } = await parent();
	redirect(303, sections[0] === undefined ? '/' : `/admin/${sections[0]}${url.search}`);
};
