import { instantAt } from '#lib/domain/time/business-day.ts';
import type { ReplayRequest } from '#server/webhooks/desk.ts';
import { answered, deskOf, refusal } from '../form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({
	locals: { app, caller },
	parent,
	setHeaders,
	url
}) => {
	setHeaders({ 'cache-control': 'no-store' });
	const { branch } = await parent();
	const id = url.searchParams.get('webhook');
	return {
		hosts: app?.webhooks.hosts ?? [],
		webhooks: (app?.webhooks.list(caller) ?? []).filter(
			(each) => branch === null || each.branch === branch
		),
		/** Of the one that is picked. */
		deliveries: id === null ? undefined : app?.webhooks.deliveries(caller, id)
	};
};

/** What a form asks to be told again; a code where what was typed is no time. */
function requestOf(field: (name: string) => string, timeZone: string): ReplayRequest | string {
	const seq = field('seq');
	if (seq !== '') return { seq: Number(seq) };
	const typed = field('since');
	if (typed === '') return { dead: true };
	const [day = '', time = ''] = typed.split('T');
	const isTime = /^\d{4}-\d{2}-\d{2}$/.test(day) && /^\d{2}:\d{2}$/.test(time.slice(0, 5));
	return isTime ? { since: instantAt(day, time.slice(0, 5), timeZone) } : 'invalid_time';
}

export const actions: Actions = {
	create: async (event) => {
		const { app, caller, field, fields } = await deskOf(event);
		const kinds = fields('kinds');
		const typed = { url: field('url'), branch: field('branch'), kinds: kinds.join(' ') };
		return answered(
			'create',
			() => {
				const made = app.webhooks.create(caller, { ...typed, kinds });
				return made.ok ? { ok: true, of: new URL(typed.url).host, secret: made.secret } : made;
			},
			typed
		);
	},

	pause: async (event) => {
		const { app, caller, field } = await deskOf(event);
		return answered('pause', () => app.webhooks.pause(caller, field('webhook')));
	},

	resume: async (event) => {
		const { app, caller, field } = await deskOf(event);
		return answered('resume', () => app.webhooks.resume(caller, field('webhook')));
	},

	rotate: async (event) => {
		const { app, caller, field } = await deskOf(event);
		return answered('rotate', () => {
			const made = app.webhooks.rotate(caller, field('webhook'));
			return made.ok ? { ok: true, secret: made.secret } : made;
		});
	},

	remove: async (event) => {
		const { app, caller, field } = await deskOf(event);
		return answered('remove', () => app.webhooks.remove(caller, field('webhook')));
	},

	replay: async (event) => {
		const { app, caller, field } = await deskOf(event);
		const id = field('webhook');
		const branch = app.webhooks.list(caller).find((each) => each.id === id)?.branch ?? null;
		const what = requestOf(field, app.auditDesk.timeZone(branch));
		if (typeof what === 'string') return refusal('since', what);
		return answered('since' in what ? 'since' : 'replay', () => {
			const done = app.webhooks.replay(caller, id, what);
			return done.ok ? { ok: true, of: String(done.count) } : done;
		});
	},

	test: async (event) => {
		const { app, caller, field } = await deskOf(event);
		return answered('test', async () => {
			const done = await app.webhooks.test(caller, field('webhook'));
			if (!done.ok) return done;
			const { error, httpStatus } = done;
			if (error === null) return { ok: true, of: String(httpStatus) };
			return { ok: false, code: error, detail: `The test ended with ${error}.` };
		});
	}
};
