import { redirect } from '@sveltejs/kit';
import { qrOf } from '../qr.server.ts';
import { reachableOrigin } from '../reachable.server.ts';
import { begin, screenAsked, standing } from './waiting.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	event.setHeaders({ 'cache-control': 'no-store' });
	const { principal } = event.locals.caller;
	if (principal.kind === 'display') redirect(303, `/${principal.display.screen}`);
	const screen = screenAsked(event.url);
	let now: Awaited<ReturnType<typeof begin>> = standing(event);
	if (now.state === 'approved') redirect(303, `/${now.screen}`);
	if (now.state !== 'waiting' || now.screen !== screen) now = await begin(event, screen);
	if (now.state !== 'waiting') {
		return { screen, wait: now.state === 'wait' ? now.wait : 60, waiting: null };
	}
	const address = `${reachableOrigin(event)}/pair/approve`;
	return { screen, wait: 0, waiting: { ...now, address, qr: qrOf(`${address}?code=${now.code}`) } };
};
