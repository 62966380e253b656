import { error } from '@sveltejs/kit';
import { running } from '../../running.server.ts';
import type { PageServerLoad } from './$types';

/** Whoever has the address sees the ticket: it is handed on to nobody, and found by no search. */
export const load: PageServerLoad = ({ locals, params, setHeaders }) => {
	setHeaders({
		'cache-control': 'no-store',
		'referrer-policy': 'no-referrer',
		'x-robots-tag': 'noindex, nofollow, noarchive'
	});
	const ticket = running(locals).phones.look(params.token);
	if (ticket === undefined) error(404, { message: 'No such ticket.', code: 'unknown_ticket' });
	return { ticket };
};
