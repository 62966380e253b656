import { error, fail, redirect } from '@sveltejs/kit';
import { DeviceConfig } from '#lib/protocol/branch-file.ts';
import type { FileSchema } from '#lib/protocol/check/schema-faults.ts';
import type { Fault } from '#lib/protocol/file-fault.ts';
import type { DeviceRow } from '#lib/protocol/index.ts';
import { parseFile } from '../branch/faults.ts';
import type { Row } from '../branch/rows.ts';
import { deskOf } from '../form.server.ts';
import type { Desk } from '../form.server.ts';
import { here } from '../here.ts';
import { deviceOf, probeField, typedIn } from './form.ts';
import type { Typed } from './form.ts';
import { saveDevice } from './saving.ts';
import type { Change } from './saving.ts';
import { usesOf } from './uses.ts';
import type { Use } from './uses.ts';
import type { Actions, PageServerLoad } from './$types';

/** As plain JSON: the page walks it and needs nothing of the library that it is written with. */
const schema = JSON.parse(JSON.stringify(DeviceConfig)) as FileSchema;
const probe = probeField(schema);

type Rows = Record<string, DeviceRow>;
type Uses = Record<string, Use[]>;

/** What came of an action; nothing: it is done. */
interface Failure {
	by: 'save' | 'remove';
	typed?: Typed;
	/** What the form was drawn from; where somebody else changed it, theirs. */
	before: Row | null;
	issues: Fault[];
	/** Somebody else changed the device meanwhile; null: removed it. */
	theirs?: Row | null;
	unavailable?: boolean;
}

export const load: PageServerLoad = async ({
	locals: { app, caller },
	parent,
	setHeaders,
	url
}) => {
	setHeaders({ 'cache-control': 'no-store' });
	let rows: Rows = {};
	const uses: Uses = {};
	const { branches, branch } = await parent();
	const id = branch ?? url.searchParams.get('branch') ?? branches[0]?.id;
	const live = app === undefined || id === undefined ? undefined : app.branchFile(id);
	if (app === undefined || id === undefined || live === undefined) {
		if (branches.length > 0) error(404, { message: `No branch ${id}`, code: 'unknown_branch' });
		return { schema, of: null, devices: [], rows, uses };
	}
	const { file } = live;
	const devices = file.devices ?? [];
	const view = app.reading.view(caller.principal, id, 'devices');
	if (view.ok) rows = view.value.view.devices ?? {};
	for (const each of devices) uses[each.id] = usesOf(file, each.id);
	return {
		schema,
		/** The branch whose devices these are. */
		of: { id, name: file.name, timeZone: file.timeZone },
		devices,
		/** How each is now. */
		rows,
		uses
	};
};

export const actions: Actions = {
	/** Puts one device in the place of what it was. */
	save: async (event) => {
		const desk = await deskOf(event);
		const typed = typedIn(desk.field, probe);
		const before = rowIn(desk.field('before'));
		const after = deviceOf(typed, before, probe);
		const failed = await changed(
			desk,
			{ by: 'save', typed, before, issues: [] },
			{ before, after }
		);
		if (failed !== undefined) return failed;
		if (before === null)
			redirect(303, here(event.url, { new: null, device: typed.id ?? '', done: '' }));
		return { by: 'save' as const, done: true };
	},

	remove: async (event) => {
		const desk = await deskOf(event);
		const before = rowIn(desk.field('before'));
		if (before === null) error(400, 'Which device?');
		const failed = await changed(
			desk,
			{ by: 'remove', before, issues: [] },
			{ before, after: null }
		);
		if (failed !== undefined) return failed;
		redirect(303, here(event.url, { device: null, done: null }));
	}
};

/** Makes a change; a failure where it is not made. */
async function changed({ app, caller, field }: Desk, told: Failure, change: Change) {
	const id = field('branch');
	const denied = app.access.denies(caller.principal, 'configure', id);
	if (denied !== undefined) error(403, { message: denied.detail, code: denied.code });
	try {
		const outcome = await saveDevice(
			{
				read: () => app.branchFile(id),
				apply: (file, basedOn) => app.apply(file, caller, { basedOn })
			},
			change
		);
		if (outcome.kind === 'saved') return undefined;
		if (outcome.kind === 'refused') return fail(422, { ...told, issues: outcome.issues });
		// Whoever has seen it and saves again means it.
		return fail(409, { ...told, before: outcome.theirs, theirs: outcome.theirs });
	} catch (problem) {
		if ((problem as { name?: unknown }).name !== 'StoreError') throw problem;
		return fail(503, { ...told, unavailable: true });
	}
}

/** A device as a form carries it in a hidden field; null: none. */
function rowIn(text: string): Row | null {
	if (text === '') return null;
	const parsed = parseFile(text);
	if ('fault' in parsed || typeof parsed.file !== 'object') error(400, 'This is no device.');
	return parsed.file as Row | null;
}
