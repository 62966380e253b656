import { isRole } from '#lib/protocol/roles.ts';
import type { Role } from '#lib/protocol/roles.ts';
import type { PersonChange } from '#server/store/types.ts';
import { answered, deskOf } from '../form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, caller }, parent, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const { branch, branches } = await parent();
	const { principal } = caller;
	const people = (app?.accounts.list(caller) ?? [])
		.filter((person) => branch === null || person.branch === null || person.branch === branch)
		.map((person) => ({
			...person,
			sessions: app?.accounts.sessions(caller, person.id) ?? [],
			lastSignInAt: app?.accounts.lastSignIn(caller, person.id) ?? null
		}));
	const staff = Object.fromEntries(
		branches.map(({ id }) => [
			id,
			(app?.branches.get(id)?.file.staff ?? []).map(({ id, name }) => ({
				id,
				name: typeof name === 'string' ? { zh: name, en: name } : name
			}))
		])
	);
	const self =
		principal.kind === 'person'
			? { id: principal.person.id, session: principal.session.id }
			: { id: '', session: '' };
	return { people, staff, self };
};

export const actions: Actions = {
	create: async (event) => {
		const { app, caller, field } = await deskOf(event);
		const typed = {
			username: field('username'),
			name: field('name'),
			role: field('role'),
			branch: field('branch'),
			staff: field('staff')
		};
		return answered(
			'create',
			async () => {
				const made = await app.accounts.create(caller, {
					...typed,
					// The service refuses a word that is no role.
					role: typed.role as Role,
					branch: typed.branch || null,
					staff: typed.staff || null
				});
				if (!made.ok) return made;
				const { id, username } = made.person;
				return { ok: true, of: username ?? id, secret: made.password ?? '' };
			},
			typed
		);
	},

	/** Name, role, branch and staff together, or `disabled` alone. */
	change: async (event) => {
		const { app, caller, field } = await deskOf(event);
		const disabled = field('disabled');
		const role = field('role');
		const change: PersonChange =
			disabled === ''
				? {
						name: field('name'),
						...(isRole(role) ? { role } : {}),
						branch: field('branch') || null,
						staff: field('staff') || null
					}
				: { disabledAt: disabled === 'yes' ? app.clock.real() : null };
		return answered('change', () => app.accounts.change(caller, field('person'), change));
	},

	resetPassword: async (event) => {
		const { app, caller, field } = await deskOf(event);
		return answered('resetPassword', async () => {
			const reset = await app.accounts.resetPassword(caller, field('person'));
			return reset.ok ? { ok: true, secret: reset.password } : reset;
		});
	},

	removeTwoFactor: async (event) => {
		const { app, caller, field } = await deskOf(event);
		return answered('removeTwoFactor', () => app.accounts.removeTwoFactor(caller, field('person')));
	},

	endSession: async (event) => {
		const { app, caller, field } = await deskOf(event);
		return answered('endSession', () =>
			app.accounts.endSession(caller, field('person'), field('session'))
		);
	},

	endSessions: async (event) => {
		const { app, caller, field } = await deskOf(event);
		return answered('endSessions', () => app.accounts.endSessions(caller, field('person')));
	}
};
