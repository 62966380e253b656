import { fail, redirect } from '@sveltejs/kit';
import type { BranchFile } from '#lib/protocol/branch-file.ts';
import { readForm } from '../../form.server.ts';
import { running } from '../../running.server.ts';
import { DAYS, openingsOf } from './hours.ts';
import type { Actions, PageServerLoad } from './$types';

const ID = /^[A-Za-z0-9][-A-Za-z0-9._]{0,63}$/;
/** Names of the form's fields: what else somebody sends is not sent back to them. */
const FIELD = /^[a-z][A-Za-z-]*$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

export const load: PageServerLoad = ({ locals, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const { branches, setup } = running(locals);
	if (branches.list().length > 0) redirect(303, '/setup/devices');
	return {
		templates: setup.templates.map(({ id, name, about, counters, hours }) => ({
			id,
			name,
			about,
			counters,
			openings: openingsOf(hours)
		})),
		most: setup.limits.counters,
		zones: Intl.supportedValuesOf('timeZone'),
		zone: Intl.DateTimeFormat().resolvedOptions().timeZone
	};
};

export const actions: Actions = {
	create: async ({ locals, request }) => {
		const app = running(locals);
		const form = Object.fromEntries(
			[...(await readForm(request))]
				.filter(([name]) => FIELD.test(name))
				.map(([name, value]) => [name, String(value).trim()])
		);
		const { nameZh = '', nameEn = '', timeZone = '' } = form;
		const id = form['id'] || idOf(nameEn);
		const counters = Number(form['counters']);
		const hours = hoursOf(form);
		const refuse = (code: string) => fail(400, { code, typed: form });
		if (nameZh + nameEn === '') return refuse('missing_name');
		if (!ID.test(id)) return refuse('invalid_id');
		if (app.branches.get(id) !== undefined) return refuse('branch_exists');
		if (!isZone(timeZone)) return refuse('unknown_time_zone');
		if (hours === undefined) return refuse('closes_before_opening');
		const fits = Number.isInteger(counters) && counters > 0;
		if (!fits || counters > app.setup.limits.counters) return refuse('counters');
		const { templates } = app.setup;
		const template = templates.find((each) => each.id === form['template']) ?? templates[0];
		const applied = await app.apply(
			app.setup.branchFromTemplate({
				template: template?.id ?? '',
				id,
				name: { zh: nameZh || nameEn, en: nameEn || nameZh },
				timeZone,
				counters,
				hours
			}),
			locals.caller
		);
		if (!applied.ok) return refuse(applied.issues[0]?.code ?? 'other');
		redirect(303, '/setup/devices');
	}
};

/** `Lakeside Branch` is `lakeside-branch`; without a name that can be an id, `branch-1`. */
function idOf(name: string): string {
	const id = name
		.toLowerCase()
		.replaceAll(/[^a-z0-9]+/g, '-')
		.replaceAll(/^-|-$/g, '')
		.slice(0, 64);
	return id === '' ? 'branch-1' : id;
}

/** Undefined: a time is missing, or a day closes before it opens. */
function hoursOf(form: Record<string, string>): NonNullable<BranchFile['hours']> | undefined {
	const hours: NonNullable<BranchFile['hours']> = {};
	for (const days of DAYS) {
		if (form[`open-${days}`] === undefined) continue;
		const from = (form[`from-${days}`] ?? '').padStart(5, '0');
		const to = (form[`to-${days}`] ?? '').padStart(5, '0');
		if (!TIME.test(from) || !TIME.test(to) || from >= to) return undefined;
		hours[days] = [from, to];
	}
	return hours;
}

function isZone(name: string): boolean {
	try {
		return name !== '' && Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
	} catch {
		return false;
	}
}
