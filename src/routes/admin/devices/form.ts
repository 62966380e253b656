/** A device of the branch file as a form's fields, and back. Pure: the page and its action both read it. */
import { schemaFaults } from '#lib/protocol/check/schema-faults.ts';
import type { FileSchema } from '#lib/protocol/check/schema-faults.ts';
import type { Fault } from '#lib/protocol/file-fault.ts';
import { fieldsFor, fieldsOf } from '../branch/fields.ts';
import type { Field } from '../branch/fields.ts';
import { shown, typed as inUnit } from '../branch/units.ts';
import { hintFor } from '../branch/hints.ts';
import type { Row } from '../branch/rows.ts';

/** What stands in the fields, by their names: `kind`, `id`, `zh`, `en`, `type`, and `probe.host` and its like. */
export type Typed = Record<string, string>;

const OWN = ['id', 'kind', 'zh', 'en', 'type'];
export const PROBE = 'probe.';

/** The probe's settings as the schema of a device has them. */
export function probeField(schema: FileSchema): Field {
	const found = fieldsOf(schema, 'devices.*').find(({ key }) => key === 'probe');
	if (found === undefined) throw new Error('A device has no probe');
	return found;
}

/** The settings that a probe of a type has, but for the type itself. */
export function settingsOf(probe: Field, type: string): Field[] {
	return fieldsFor(probe, { type }).filter(({ key }) => key !== 'type');
}

/** The words of a setting of the probe that says how: its types. */
export function typesOf({ fields }: Field): string[] {
	return (fields.find(({ key }) => key === 'type')?.schema.enum ?? []).map(String);
}

/** The fields of a device as it is. */
export function typedOf(device: Row, probe: Field): Typed {
	const name = (device.name ?? {}) as Row;
	const own = (device.probe ?? {}) as Row;
	const text = (value: unknown) => (typeof value === 'string' ? value : '');
	const type = text(own.type);
	const typed: Typed = {
		...{ id: text(device.id), kind: text(device.kind) },
		...{ zh: text(name.zh), en: text(name.en), type }
	};
	for (const { key, kind, place } of settingsOf(probe, type)) {
		const value = own[key];
		if (value === undefined) continue;
		typed[`${PROBE}${key}`] =
			kind === 'yesno' ? (value === true ? 'on' : '') : shown(value, hintFor(place).unit ?? 'none');
	}
	return typed;
}

/** The fields that a form sent. */
export function typedIn(field: (name: string) => string, probe: Field): Typed {
	const names = [...OWN, ...probe.fields.map(({ key }) => `${PROBE}${key}`)];
	return Object.fromEntries(names.map((name) => [name, field(name)]));
}

/**
 * The device that the fields say. What a form does not show (how a printer prints, a patience of its own) stays as it was in
 * `before`, as far as a probe of this type has it.
 */
export function deviceOf(typed: Typed, before: Row | null, probe: Field): Row {
	const { id = '', kind = '', zh = '', en = '', type = '' } = typed;
	const { probe: old, ...kept } = before ?? {};
	const device: Row = { ...kept, id, kind, name: { zh, en } };
	if (type === '') return device;
	return { ...device, probe: probeOf(typed, (old ?? {}) as Row, probe, type) };
}

function probeOf(typed: Typed, before: Row, probe: Field, type: string): Row {
	const settings = settingsOf(probe, type);
	const own: Row = { type };
	for (const { key, kind, place, required, schema } of settings) {
		const text = (typed[`${PROBE}${key}`] ?? '').trim();
		if (kind === 'yesno') {
			if (text !== '') own[key] = true;
		} else if (text === '') {
			if (required) own[key] = '';
		} else if (kind === 'number') {
			own[key] = inUnit(text, hintFor(place).unit ?? 'none', schema.type === 'integer');
		} else own[key] = text;
	}
	const hidden = unnamedIn(probe.schema, type).filter((key) => key in before);
	return { ...own, ...Object.fromEntries(hidden.map((key) => [key, before[key]])) };
}

/** Settings that a type of probe has and no form shows. */
function unnamedIn({ anyOf = [], 'x-by': by = '' }: FileSchema, type: string): string[] {
	const own = anyOf.find(({ properties }) =>
		(properties?.[by]?.enum ?? []).some((word) => word === type)
	);
	return Object.entries(own?.properties ?? {})
		.filter(([, setting]) => setting['x-unnamed'] === true)
		.map(([key]) => key);
}

/** What is wrong with a device, each with its place below it: `/probe/host`. */
export function faultsIn(schema: FileSchema, device: Row, others: readonly string[]): Fault[] {
	const faults = schemaFaults(schema, device);
	const id = String(device.id);
	return others.includes(id)
		? [...faults, { path: '/id', code: 'duplicate_id', params: { id } }]
		: faults;
}

/** What is wrong with a field, by the name that the form gives it. */
export function faultsAt(faults: readonly Fault[], name: string): Fault[] {
	const path =
		name === 'type'
			? '/probe/type'
			: name === 'zh' || name === 'en'
				? `/name/${name}`
				: `/${name.replace('.', '/')}`;
	return faults.filter((fault) => fault.path === path);
}
