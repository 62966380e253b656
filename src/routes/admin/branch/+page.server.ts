import { error, fail } from '@sveltejs/kit';
import type { Fault } from '#lib/protocol/file-fault.ts';
import { BranchFile } from '#lib/protocol/branch-file.ts';
import type { FileSchema } from '#lib/protocol/check/schema-faults.ts';
import { readForm } from '../../form.server.ts';
import { knownFaults, parseFile } from './faults.ts';
import type { Actions, PageServerLoad } from './$types';

/** As plain JSON: the page walks it and needs nothing of the library that it is written with. */
const schema = JSON.parse(JSON.stringify(BranchFile)) as FileSchema;

export const load: PageServerLoad = ({ locals: { app, caller }, url, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const branches = (app?.branches.list() ?? [])
		.filter(({ id }) => !app?.access.denies(caller.principal, 'configure', id))
		.map(({ id, name }) => ({ id, name }));
	const id = url.searchParams.get('branch') ?? branches[0]?.id;
	if (!app || id === undefined || url.searchParams.has('new')) {
		const { templates = [], limits } = app?.setup ?? {};
		return { schema, branches, live: null, templates, limits };
	}
	const live = branches.some((branch) => branch.id === id) ? app.branchFile(id) : undefined;
	if (!live) error(404, { message: `No branch ${id}`, code: 'unknown_branch' });
	return { schema, branches, live, templates: [], limits: undefined };
};

export const actions: Actions = {
	/** A draft from a template. Nothing is stored: the page shows it, and saves it like any other file. */
	draft: async ({ request, locals: { app } }) => {
		const form = await readForm(request);
		const field = (name: string) => String(form.get(name) ?? '').trim();
		const count = (name: string) => (field(name) === '' ? 0 : Number(field(name)));
		const { kinds = [] } = app?.setup.limits ?? {};
		try {
			const file = app?.setup.branchFromTemplate({
				template: field('template'),
				id: field('id'),
				name: { zh: field('zh'), en: field('en') },
				timeZone: field('timeZone'),
				counters: count('counters'),
				devices: Object.fromEntries(kinds.map((kind) => [kind, count(`devices.${kind}`)]))
			});
			const issues = knownFaults(schema, file);
			return issues.length === 0 ? { file } : fail(422, { issues, counts: false });
		} catch (problem) {
			if (!(problem instanceof RangeError)) throw problem;
			return fail(422, { issues: [] as Fault[], counts: true });
		}
	},

	/** Applies the file, unless the branch is another than the one it was made from. */
	save: async ({ request, locals: { app, caller }, url }) => {
		const form = await readForm(request);
		const parsed = parseFile(String(form.get('file') ?? ''));
		if ('fault' in parsed) return fail(400, { issues: [parsed.fault] });
		const branch = url.searchParams.get('branch');
		const own = (parsed.file as { id?: unknown } | null)?.id;
		if (branch !== null && typeof own === 'string' && own !== branch) {
			const fault: Fault = { path: '/id', code: 'other_branch', params: { id: own } };
			return fail(422, { issues: [fault] });
		}
		if (!app) error(503, 'The server is not ready');
		const basedOn = branch === null ? null : String(form.get('basedOn') ?? '');
		try {
			const answer = await app.apply(parsed.file, caller, { basedOn });
			if (answer.ok) return { live: app.branchFile(answer.branch) };
			const stale = answer.issues.some(({ code }) => code === 'changed_meanwhile');
			if (!stale || branch === null) return fail(422, { issues: answer.issues });
			return fail(409, { issues: answer.issues, theirs: app.branchFile(branch) });
		} catch (problem) {
			if ((problem as { name?: unknown }).name !== 'StoreError') throw problem;
			return fail(503, { issues: [] as Fault[], unavailable: true });
		}
	}
};
