import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { configOf } from '#lib/domain/config/config.ts';
import { careLines } from '#server/huddle/care-lines.ts';
import { signedIn, withPerson } from '../../support/people.ts';
import { lakeside, testServer } from '../../support/test-server.ts';

const file = lakeside({
	staff: [
		{ id: 't01', name: { zh: '张倩', en: 'Zhang Qian' }, role: 'teller' },
		{ id: 't02', name: { zh: '刘洋', en: 'Liu Yang' }, role: 'teller' },
		{ id: 'h01', name: { zh: '沈涛', en: 'Shen Tao' }, role: 'branch_head' }
	],
	needs: [{ id: 'maturing', name: { zh: '定期到期', en: 'Deposit matures' } }],
	products: [{ id: 'steady', name: { zh: '稳健', en: 'Steady' }, needs: ['maturing'] }]
});
const config = configOf(file);
const NAME = '欧阳金丝雀';

async function people() {
	const server = await testServer({ branches: [file] });
	const add = (username: string, role: 'teller' | 'branch_head', staff: string) =>
		withPerson(server, { username, name: username, role, staff });
	await add('zhang', 'teller', 't01');
	await add('liu', 'teller', 't02');
	await add('shen', 'branch_head', 'h01');
	const [zhang, liu, shen] = await Promise.all(
		['zhang', 'liu', 'shen'].map(async (name) => (await signedIn(server, name)).caller)
	);
	const day = server.app.branches.get('lakeside')!.today();
	return { server, care: server.app.care, day, zhang: zhang!, liu: liu!, shen: shen! };
}

test('lines are read with names or ids, semicolons or tabs', () => {
	expect(careLines(`${NAME}; 张倩; 定期到期; steady\r\nC-4711\tt02`, config)).toEqual([
		{ name: NAME, ref: null, staff: 't01', need: 'maturing', product: 'steady' },
		{ name: null, ref: 'C-4711', staff: 't02', need: null, product: null }
	]);
});

test.each([
	['', 'no_lines', null],
	['\n \n', 'no_lines', null],
	[`${NAME}; nobody`, 'unknown_person', 1],
	[`${NAME}; t01\n${NAME}; t01; gold`, 'unknown_need', 2],
	[`${NAME}; t01; ; gold`, 'unknown_product', 1],
	[`; t01`, 'unreadable_line', 1],
	[`${NAME}; t01; maturing; steady; more`, 'unreadable_line', 1],
	[`${'x'.repeat(61)}; t01`, 'unreadable_line', 1],
	[`wang\u0000; t01`, 'unreadable_line', 1],
	[`wang\u202e; t01`, 'unreadable_line', 1],
	[Array(201).fill(`${NAME}; t01`).join('\n'), 'too_many_lines', null]
])('%j is refused as %s', (text, code, line) => {
	expect(careLines(text, config)).toMatchObject({ code, line });
});

test('each sees their own, masked, and the head everybody’s', async () => {
	const { care, day, zhang, liu, shen } = await people();
	expect(care.add(shen, 'lakeside', `${NAME}; t01; maturing; steady\n=1+1; t02`)).toEqual({
		ok: true,
		count: 2
	});
	expect(care.list(zhang, 'lakeside', day)).toMatchObject([
		{ staff: 't01', customer: '欧阳**', need: 'maturing', product: 'steady', own: true }
	]);
	expect(care.list(liu, 'lakeside', day)).toHaveLength(1);
	expect(care.list(shen, 'lakeside', day)).toHaveLength(2);
	expect(care.add(zhang, 'lakeside', `${NAME}; t01`)).toMatchObject({ code: 'forbidden' });
});

test('nothing of a list is kept unless every line can be', async () => {
	const { care, day, shen } = await people();
	expect(care.add(shen, 'lakeside', `${NAME}; t01\n${NAME}; nobody`)).toMatchObject({ line: 2 });
	expect(care.list(shen, 'lakeside', day)).toEqual([]);
});

test('what came of it is told by whose it is, and can be taken back', async () => {
	const { care, day, zhang, liu, shen } = await people();
	care.add(shen, 'lakeside', `${NAME}; t01`);
	const id = care.list(zhang, 'lakeside', day)[0]!.id;
	expect(care.mark(liu, id, 'reached')).toMatchObject({ code: 'unknown_entry' });
	expect(care.mark(zhang, id, 'perhaps')).toMatchObject({ code: 'unknown_result' });
	expect(care.mark(zhang, id, 'reached')).toEqual({ ok: true });
	expect(care.list(zhang, 'lakeside', day)).toMatchObject([{ result: 'reached' }]);
	expect(care.mark(zhang, id, '')).toEqual({ ok: true });
	expect(care.list(zhang, 'lakeside', day)).toMatchObject([{ result: null }]);
	expect(care.remove(zhang, id)).toMatchObject({ code: 'forbidden' });
});

test('who it is is told against a reason, which the audit keeps', async () => {
	const { server, care, day, zhang, liu, shen } = await people();
	care.add(shen, 'lakeside', `${NAME}; t01`);
	const id = care.list(zhang, 'lakeside', day)[0]!.id;
	expect(await care.reveal(zhang, id, 'hm')).toMatchObject({ code: 'invalid_reason' });
	expect(await care.reveal(liu, id, 'curious about it')).toMatchObject({ code: 'unknown_entry' });
	expect(await care.reveal(zhang, id, 'a call about the deposit')).toMatchObject({ name: NAME });
	const [row] = server.app.store.audit.search({ actions: ['customer.revealed'], limit: 5 });
	expect(row).toMatchObject({ target: id, detail: { reason: 'a call about the deposit' } });
	expect(JSON.stringify(row)).not.toContain(NAME);
});

test('no byte of a customer is left once their time is over', async () => {
	const { server, care, day, shen } = await people();
	care.add(shen, 'lakeside', `${NAME}; t01`);
	const branch = server.app.branches.get('lakeside')!;
	expect(await branch.eraseCustomers({ before: '2999-01-01' })).toBe(1);
	expect(care.list(shen, 'lakeside', day)).toEqual([]);
	for (const name of readdirSync(server.folder)) {
		if (!name.startsWith('foyer.db')) continue;
		expect(readFileSync(join(server.folder, name)).includes(Buffer.from(NAME)), name).toBe(false);
	}
});
