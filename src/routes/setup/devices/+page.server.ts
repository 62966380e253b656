import { fail, redirect } from '@sveltejs/kit';
import { readForm } from '../../form.server.ts';
import { running } from '../../running.server.ts';
import { firstOwn } from '../own.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const { setup } = running(locals);
	const { file } = firstOwn(locals);
	return { counts: setup.deviceCounts(file), most: setup.limits.devicesOfAKind };
};

export const actions: Actions = {
	save: async ({ locals, request }) => {
		const app = running(locals);
		const { file } = firstOwn(locals);
		const form = await readForm(request);
		const { kinds, devicesOfAKind } = app.setup.limits;
		const counts = Object.fromEntries(
			kinds.map((kind) => [kind, form.has(kind) ? Number(form.get(kind)) : NaN])
		);
		const fits = (count: number) =>
			Number.isInteger(count) && count >= 0 && count <= devicesOfAKind;
		if (!Object.values(counts).every(fits)) return fail(400, { code: 'devices' });
		const applied = await app.apply(app.setup.withDevices(file, counts), locals.caller);
		if (!applied.ok) return fail(400, { code: applied.issues[0]?.code ?? 'other' });
		redirect(303, '/setup/displays');
	}
};
