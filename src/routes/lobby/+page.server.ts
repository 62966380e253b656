import { firstView } from '../first-view.ts';
import { holderCookie } from './holder.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const drawn = firstView(event, 'lobby');
	const holder = drawn ? (event.cookies.get(holderCookie(drawn.branch)) ?? null) : null;
	return { drawn, holder };
};
