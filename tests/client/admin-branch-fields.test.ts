import { describe, expect, test } from 'vitest';
import { BranchFile } from '#lib/protocol/branch-file.ts';
import type { FileSchema } from '#lib/protocol/check/schema-faults.ts';
import { fieldsFor, fieldsOf, same } from '../../src/routes/admin/branch/fields.ts';
import type { Field } from '../../src/routes/admin/branch/fields.ts';
import { sectionAt, sectionsOf } from '../../src/routes/admin/branch/sections.ts';
import { Words } from '../../src/routes/admin/branch/words.ts';
import { en, zh } from '#lib/i18n/branch-editor.ts';

const schema = JSON.parse(JSON.stringify(BranchFile)) as FileSchema;
const all = (fields: readonly Field[]): Field[] =>
	fields.flatMap((field) => [field, ...all(field.fields)]);
const kinds = Object.fromEntries(all(fieldsOf(schema)).map(({ place, kind }) => [place, kind]));

describe('the form of the branch file', () => {
	test('has a control for every setting of the schema', () => {
		expect(kinds).toMatchObject({
			id: 'text',
			name: 'name',
			clock: 'choice',
			hours: 'hours',
			longWait: 'group',
			'longWait.escalate': 'numbers',
			'calling.levels.vip': 'number',
			services: 'list',
			'services.*.needsForm': 'yesno',
			'services.*.selfService': 'words',
			'devices.*.probe': 'free',
			'devices.*.probe.port': 'number',
			'staff.*.name': 'name',
			'targets.*.staff': 'counts',
			'checklists.*.items': 'list',
			'checklists.*.items.*.name': 'name'
		});
		expect(Object.values(kinds)).not.toContain('raw');
	});

	test('names every setting in both languages', () => {
		for (const { place, key } of all(fieldsOf(schema))) {
			for (const { labels } of [zh, en]) {
				expect(labels[place] ?? labels[key], place).toBeDefined();
			}
		}
		expect(Object.keys(zh.labels).sort()).toEqual(Object.keys(en.labels).sort());
		expect(Object.keys(zh.help).sort()).toEqual(Object.keys(en.help).sort());
	});

	test('asks of a probe what its kind needs', () => {
		const probe = all(fieldsOf(schema)).find(({ place }) => place === 'devices.*.probe')!;
		const asked = (type?: string) =>
			fieldsFor(probe, type === undefined ? {} : { type }).map(({ key }) => key);
		expect(asked()).toEqual(['type']);
		expect(asked('icmp')).toEqual(['type', 'host', 'every', 'timeout']);
		expect(asked('snmp')).toEqual([
			...['type', 'host', 'port', 'every', 'timeout', 'community', 'version']
		]);
		expect(probe.fields[0]?.schema.enum).toContain('xfs4iot');
	});

	test('shows a setting that the schema gets later, whatever its shape', () => {
		const later: FileSchema = {
			...schema,
			properties: {
				...schema.properties,
				ticketFooter: { type: 'string' },
				desks: {
					type: 'array',
					items: { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] }
				},
				matrix: { type: 'array', items: { type: 'array', items: { type: 'number' } } }
			}
		};
		const fields = fieldsOf(later);
		expect(fields.slice(-3).map(({ kind }) => kind)).toEqual(['text', 'list', 'raw']);
		const parts = sectionsOf(fields);
		expect(parts.at(-1)?.id).toBe('other');
		expect(parts.flatMap((part) => part.fields)).toHaveLength(fields.length);
		expect(sectionAt(parts, '/desks/0/id')?.id).toBe('other');
	});

	test('tells a rule that is switched off from one that is left on', () => {
		const on = all(fieldsOf(schema)).find(({ place }) => place === 'prompts.vip.on')!;
		expect(same(on, undefined, false)).toBe(false);
		const needsForm = all(fieldsOf(schema)).find(({ place }) => place === 'services.*.needsForm')!;
		expect(same(needsForm, undefined, false)).toBe(true);
	});

	test('names a sentence by what it is for', () => {
		const file = { services: [{ id: 'cash', name: { zh: '现金', en: 'Cash' } }] };
		const pitches = fieldsOf(schema).find(({ key }) => key === 'pitches')!;
		const words = new Words(en, 'en');
		const sentence = { zh: '话', en: 'Say so' };
		expect(words.rowTitle(pitches, { service: 'cash', sentence }, file)).toBe('Cash');
		expect(words.rowTitle(pitches, { sentence }, file)).toBe('Every service');
		expect(words.summary(pitches, { sentence }, file)).toBe('Say so');
	});

	test('counts money in the branch’s own currency', () => {
		const words = new Words(zh, 'zh');
		expect(words.unit('money', {})).toBe('元');
		expect(words.unit('money', { currency: 'CNY' })).toBe('元');
		expect(words.unit('money', { currency: 'USD' })).toBe('USD');
	});

	test('leads from a place in the file to its part', () => {
		const parts = sectionsOf(fieldsOf(schema));
		expect(sectionAt(parts, '/longWait/seconds')?.id).toBe('waiting');
		expect(sectionAt(parts, '/goals')?.id).toBe('targets');
		expect(sectionAt(parts, '/prompts/vip/after')?.id).toBe('prompts');
		expect(sectionAt(parts, '/retention/0/zh')?.id).toBe('needs');
		expect(parts.map(({ id }) => id)).not.toContain('other');
		expect(sectionAt(parts, '/colour')?.id).toBe('basics');
	});
});
