import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openAccess } from '#server/store/index.ts';
import { foyer, newFolder } from './terminal.ts';

const T0 = Date.parse('2026-11-25T02:24:00Z');

/** A folder in whose audit stand three rows. */
function written(): string {
	const data = newFolder();
	const access = openAccess(data);
	const row = { branch: 'lakeside', address: '10.0.0.7', detail: {} };
	const add = (actor: string, action: string, target: string, at: number, detail = {}) =>
		access.audit.append({ ...row, actor, action, target, detail }, at);
	add('person:su.yun', 'key.created', 'abc', T0, { name: '取号机' });
	add('nobody', 'person.sign_in_refused', '=cmd|\u001b[2J\t', T0 + 1000);
	add('person:su.yun', 'display.revoked', 'def', T0 + 2000);
	access.close();
	return data;
}

test('rows come newest first, one a line, and nothing in them moves the terminal', async () => {
	const { code, out } = await foyer('audit', '--data', written());
	expect(code).toBe(0);
	expect(out).toEqual([
		'3\t2026-11-25T02:24:02.000Z\tperson:su.yun\tdisplay.revoked\tdef\tlakeside\t10.0.0.7\t{}',
		'2\t2026-11-25T02:24:01.000Z\tnobody\tperson.sign_in_refused\t=cmd|�[2J�\tlakeside\t10.0.0.7\t{}',
		'1\t2026-11-25T02:24:00.000Z\tperson:su.yun\tkey.created\tabc\tlakeside\t10.0.0.7\t{"name":"取号机"}'
	]);
});

test.each([
	[['--text', '取号机'], ['1']],
	[['--action', 'key'], ['1']],
	[['--action', 'display.revoked'], ['3']],
	[['--action', 'sign_in'], ['2']],
	[['--branch', 'elsewhere'], []],
	[
		['--limit', '2'],
		['3', '2']
	]
])('%j', async (args, numbers) => {
	const { out } = await foyer('audit', ...args, '--data', written());
	expect(out.map((line) => line.split('\t')[0])).toEqual(numbers);
});

test('an export is a new file for its owner, without formulas, and written down itself', async () => {
	const data = written();
	const file = join(newFolder(), 'audit.csv');
	const { code, out } = await foyer('audit', 'export', file, '--data', data);
	expect({ code, out }).toEqual({ code: 0, out: [`The audit is in ${file}.`] });
	const lines = readFileSync(file, 'utf8').split('\r\n');
	expect(lines[0]).toBe('\uFEFFseq,at,actor,action,target,branch,address,detail');
	expect(lines[1]).toContain(',operator,audit.exported,,,,{}');
	expect(lines[3]).toContain(`,nobody,person.sign_in_refused,'=cmd|`);
	expect(lines).toHaveLength(6);
	expect(statSync(file).mode & 0o777).toBe(0o600);
	expect(await foyer('audit', 'export', file, '--data', data)).toMatchObject({
		code: 1,
		err: [`foyer: ${file} is there already; name a new file.`]
	});
});
