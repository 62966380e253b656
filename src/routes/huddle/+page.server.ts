import { error, fail } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { readForm } from '../form.server.ts';
import { homeBranch } from '../home-branch.ts';
import { running } from '../running.server.ts';
import type { Came } from './care.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	event.setHeaders({ 'cache-control': 'no-store' });
	const { app, caller } = event.locals;
	const id = branchOf(event);
	if (app === undefined || id === undefined) {
		return { report: null, catalogue: null, care: [], lists: false };
	}
	const read = await app.huddle.read(caller, id);
	if (!read.ok) {
		const status = read.code === 'unknown_branch' ? 404 : read.code === 'forbidden' ? 403 : 503;
		error(status, { message: read.detail, code: read.code });
	}
	return {
		report: read.value,
		catalogue: read.value.catalogue,
		care: app.care.list(caller, id, read.value.day),
		lists: app.access.denies(caller.principal, 'list_care', id) === undefined
	};
};

export const actions: Actions = {
	add: async (event) => {
		const { app, caller, field } = await formOf(event);
		const text = field('lines');
		const answer = app.care.add(caller, branchOf(event) ?? '', text);
		if (answer.ok) return { by: 'add', count: answer.count } satisfies Came;
		return refusal({ by: 'add', refused: answer, typed: text, line: answer.line ?? null });
	},
	mark: async (event) => {
		const { app, caller, field } = await formOf(event);
		const id = field('id');
		const answer = app.care.mark(caller, id, field('result'));
		return answer.ok
			? ({ by: 'mark', id } satisfies Came)
			: refusal({ by: 'mark', refused: answer, id });
	},
	remove: async (event) => {
		const { app, caller, field } = await formOf(event);
		const id = field('id');
		const answer = app.care.remove(caller, id);
		return answer.ok
			? ({ by: 'remove', id } satisfies Came)
			: refusal({ by: 'remove', refused: answer, id });
	},
	reveal: async (event) => {
		const { app, caller, field } = await formOf(event);
		const id = field('id');
		const answer = await app.care.reveal(caller, id, field('reason'));
		if (!answer.ok) return refusal({ by: 'reveal', refused: answer, id });
		return { by: 'reveal', id, customer: answer.name ?? answer.ref ?? '' } satisfies Came;
	}
};

async function formOf(event: RequestEvent) {
	const form = await readForm(event.request);
	return {
		app: running(event.locals),
		caller: event.locals.caller,
		field: (name: string) => {
			const value = form.get(name);
			return typeof value === 'string' ? value : '';
		}
	};
}

function refusal(came: Came & { refused: { code: string; detail: string } }) {
	const { code, detail } = came.refused;
	const status = code === 'forbidden' ? 403 : code === 'too_many' ? 429 : 422;
	return fail(status, { ...came, refused: { code, detail } });
}

function branchOf({ url, locals }: RequestEvent): string | undefined {
	return url.searchParams.get('branch') ?? homeBranch(locals);
}
