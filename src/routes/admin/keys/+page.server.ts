import { answered, deskOf, endOfDay, refusal } from '../form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, caller }, parent, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const { branch } = await parent();
	const keys = (app?.keys.list(caller) ?? []).filter(
		(key) => branch === null || key.branch === null || key.branch === branch
	);
	return { keys };
};

export const actions: Actions = {
	create: async (event) => {
		const { app, caller, field, fields } = await deskOf(event);
		const scopes = fields('scopes');
		const typed = {
			name: field('name'),
			branch: field('branch'),
			expires: field('expires'),
			scopes: scopes.join(' ')
		};
		const branch = typed.branch || null;
		const expiresAt =
			typed.expires === '' ? null : endOfDay(typed.expires, app.auditDesk.timeZone(branch));
		if (typed.name === '') return refusal('create', 'missing_name', typed);
		if (expiresAt === undefined) return refusal('create', 'invalid_day', typed);
		return answered(
			'create',
			() => {
				const made = app.keys.create(caller, { branch, scopes, name: typed.name, expiresAt });
				return made.ok ? { ok: true, of: typed.name, secret: made.secret } : made;
			},
			typed
		);
	},

	rotate: async (event) => {
		const { app, caller, field } = await deskOf(event);
		const old = app.keys.list(caller).find(({ id }) => id === field('key'));
		const until = endOfDay(field('until'), app.auditDesk.timeZone(old?.branch ?? null));
		if (until === undefined) return refusal('rotate', 'invalid_day');
		return answered('rotate', () => {
			const made = app.keys.rotate(caller, field('key'), until - app.clock.real());
			return made.ok ? { ok: true, of: old?.name || made.id, secret: made.secret } : made;
		});
	},

	revoke: async (event) => {
		const { app, caller, field } = await deskOf(event);
		return answered('revoke', () => app.keys.revoke(caller, field('key')));
	}
};
