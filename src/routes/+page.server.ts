import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => ({
	branches: (locals.app?.branches.list() ?? []).map(({ id, name }) => ({ id, name }))
});
