import { fail, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { readForm } from '../../form.server.ts';
import { running } from '../../running.server.ts';
import { approve, branchesFor } from './approval.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	event.setHeaders({ 'cache-control': 'no-store' });
	const { locals, url } = event;
	const branches = branchesFor(locals);
	const code = url.searchParams.get('code');
	if (code === null) return { branches, typed: '', seen: null, refused: null };
	// An action looks for itself: a code is not counted twice.
	if (event.request.method === 'POST') return { branches, typed: code, seen: null, refused: null };
	const seen = await running(locals).pairing.look(locals.caller, code);
	if (!seen.ok) return { branches, typed: code, seen: null, refused: seen };
	return { branches, typed: code, seen: { code: seen.code, screen: seen.screen }, refused: null };
};

export const actions: Actions = {
	look: async ({ locals, request }: RequestEvent) => {
		const form = await readForm(request);
		const typed = String(form.get('code') ?? '');
		const seen = await running(locals).pairing.look(locals.caller, typed);
		if (!seen.ok) return fail(400, { code: seen.code, wait: seen.wait, typed });
		redirect(303, `/pair/approve?code=${seen.code}`);
	},
	approve: async (event: RequestEvent) => {
		const form = await readForm(event.request);
		return approve(event.locals, form);
	}
};
