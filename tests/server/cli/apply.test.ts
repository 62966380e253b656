import { expect, test } from 'vitest';
import { lakeside } from '#server/demo/lakeside.ts';
import { foyer, newFile, newFolder } from './terminal.ts';

test('creates, leaves alone, changes, and prints which it did', async () => {
	const data = newFolder();
	const run = (file: unknown) => foyer('apply', newFile(file), '--data', data);
	expect(await run(lakeside)).toEqual({ code: 0, out: ['lakeside: created'], err: [] });
	expect((await run(lakeside)).out).toEqual(['lakeside: nothing changed']);
	const renamed = { ...lakeside, name: { zh: '湖滨支行', en: 'Lake Branch' } };
	expect((await run(renamed)).out).toEqual(['lakeside: changed', '  /name/en']);
});

test('every mistake is named with its place, and nothing is half applied', async () => {
	const data = newFolder();
	const wrong = {
		...lakeside,
		colour: 'red',
		counters: [{ ...lakeside.counters?.[0], services: ['gold'] }]
	};
	const { code, err } = await foyer('apply', newFile(wrong), '--data', data);
	expect(code).toBe(1);
	expect(err[0]).toMatch(/is refused and nothing was changed; mend this:$/);
	expect(err[1]).toMatch(/^ {2}\/counters\/0\/services\/0: .*gold/);
	expect(err[2]).toMatch(/^ {2}\/colour: /);
	expect(err).toHaveLength(3);
	expect((await foyer('apply', newFile(lakeside), '--data', data)).out).toEqual([
		'lakeside: created'
	]);
});

test('a file that is not there, or not JSON', async () => {
	const data = newFolder();
	const missing = await foyer('apply', '/nowhere/branch.json', '--data', data);
	expect(missing).toMatchObject({
		code: 1,
		err: ["foyer: /nowhere/branch.json can't be read: There is no such file."]
	});
	const broken = await foyer('apply', newFile('{"id":'), '--data', data);
	expect(broken.code).toBe(1);
	expect(broken.err[0]).toMatch(/is not valid JSON: /);
});
