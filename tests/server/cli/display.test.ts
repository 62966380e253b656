import { expect, test } from 'vitest';
import { openAccess } from '#server/store/index.ts';
import { foyer, newFolder } from './terminal.ts';

const NEW = {
	branch: 'lakeside',
	screen: 'wall',
	name: '后台大屏',
	approvedBy: 'shen.tao'
} as const;

test('paired displays are listed, and a revoked one opens nothing', async () => {
	const data = newFolder();
	const access = openAccess(data);
	const { id, secret } = access.displays.create(NEW, Date.parse('2026-11-25T02:00:00Z'));
	try {
		const listed = await foyer('display', 'list', '--data', data);
		expect(listed.out).toEqual([
			`${id}\tlakeside\twall\tpaired 2026-11-25\tnever seen\tshen.tao\t后台大屏`
		]);
		expect(access.displays.check(secret)).toMatchObject({ id });
		const revoked = await foyer('display', 'revoke', id, '--data', data);
		expect(revoked).toMatchObject({ code: 0, out: [`Display ${id} is revoked.`] });
		expect(access.displays.check(secret)).toBeUndefined();
	} finally {
		access.close();
	}
	expect((await foyer('display', 'list', '--data', data)).out[0]).toContain('\trevoked ');
	const audit = await foyer('audit', '--action', 'display.revoked', '--data', data);
	expect(audit.out[0]).toContain(`\toperator\tdisplay.revoked\t${id}\tlakeside\t`);
	expect(await foyer('display', 'revoke', id, '--data', data)).toMatchObject({
		code: 1,
		err: [`foyer: There is no paired display "${id}"; see foyer display list.`]
	});
});
