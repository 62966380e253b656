import { firstView } from '../first-view.ts';
import { holderCookie } from './holder.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const drawn = firstView(event, 'lobby');
	const secure = event.url.protocol === 'https:';
	const remembered = drawn ? (event.cookies.get(holderCookie(drawn.branch, secure)) ?? null) : null;
	// Who signs in as somebody of the staff is that one; others say for whom they hold it.
	const holder = drawn?.person?.staff ?? remembered;
	return { drawn, holder };
};
