/**
 * A whole server in a process of its own with a branch without a queue system: people and paired displays for every
 * station. Its clock runs `FOYER_TEST_RATE` times as fast as life from `FOYER_TEST_START`, nine o'clock where that is left
 * out; `FOYER_TEST_BRANCH` is JSON: parts of the branch file that stand in place of its own. Says as JSON on a line where
 * it is and who is who, and answers each line that it reads with one: `log`, all events.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { BranchFile } from '#lib/protocol/index.ts';
import type { Pairable, Role } from '#lib/protocol/roles.ts';
import { scaledClock } from '#server/clock.ts';
import { readConfig } from '#server/config.ts';
import { closeOnSignal } from '#server/run.ts';
import { startServer } from '#server/server.ts';
import { newPersonRow, sessionRow } from './people-rows.ts';

const startAt = Date.parse(`2026-11-25T${process.env['FOYER_TEST_START'] ?? '09:00'}:00+08:00`);
const parts = JSON.parse(process.env['FOYER_TEST_BRANCH'] ?? '{}') as Partial<BranchFile>;
const rate = Number(process.env['FOYER_TEST_RATE'] ?? 1);

const check = (id: string, zh: string, en: string) => ({ id, name: { zh, en } });

const file: BranchFile = {
	id: 'lakeside',
	name: { zh: '湖滨支行', en: 'Lakeside Branch' },
	timeZone: 'Asia/Shanghai',
	hours: { 'mon-sun': ['08:30', '23:00'] },
	calling: { recalls: 1 },
	services: [
		{
			...{ id: 'cash', prefix: 'A', name: { zh: '现金业务', en: 'Cash' }, complexity: 'simple' },
			...{ typicalService: 240, selfService: ['crs', 'atm'] }
		},
		{
			...{ id: 'transfer', prefix: 'B', name: { zh: '转账汇款', en: 'Transfers' } },
			...{ complexity: 'simple', typicalService: 420, needsForm: true },
			formChecks: [
				check('account_number', '账号', 'Account number'),
				check('signature', '签名', 'Signature')
			]
		},
		{
			...{ id: 'opening', prefix: 'C', name: { zh: '开户', en: 'Account opening' } },
			...{ complexity: 'complex', typicalService: 900 }
		}
	],
	counters: ['1', '2', '3'].map((id) => ({
		id,
		name: { zh: `${id}号窗口`, en: `Counter ${id}` },
		services: id === '3' ? ['opening', 'cash'] : ['cash', 'transfer']
	})),
	profiles: [{ id: 'cash-only', name: { zh: '只办现金', en: 'Cash only' }, services: ['cash'] }],
	devices: [{ id: 'crs-1', kind: 'crs', name: { zh: '1号一体机', en: 'Recycler 1' } }],
	staff: [
		{ id: 'm01', name: { zh: '王敏', en: 'Wang Min' }, role: 'lobby_manager' },
		{ id: 't01', name: { zh: '张倩', en: 'Zhang Qian' }, role: 'teller' },
		{ id: 't02', name: { zh: '刘洋', en: 'Liu Yang' }, role: 'teller' },
		{ id: 't03', name: { zh: '赵静', en: 'Zhao Jing' }, role: 'teller' },
		{ id: 'w01', name: { zh: '周岚', en: 'Zhou Lan' }, role: 'wealth_manager' },
		{ id: 'h01', name: { zh: '沈涛', en: 'Shen Tao' }, role: 'branch_head' }
	]
};

const server = await startServer({
	config: readConfig(),
	clock: scaledClock({ startAt, rate })
});
closeOnSignal(server);
const { app } = server;
const applied = await app.apply({ ...file, ...parts });
if (!applied.ok) throw new Error(JSON.stringify(applied.issues));
const { folder, keys, displays } = app.store;
const now = app.clock.real();

const cookieKey = readFileSync(join(folder, 'auth.key'), 'utf8').trim();
const signed = (token: string) => {
	const signature = createHmac('sha256', cookieKey).update(token).digest('base64');
	return encodeURIComponent(`${token}.${signature}`);
};
const people: [name: string, role: Role, staff: string][] = [
	['lobby', 'lobby_manager', 'm01'],
	['teller1', 'teller', 't01'],
	['teller2', 'teller', 't02'],
	['teller3', 'teller', 't03'],
	['head', 'branch_head', 'h01']
];
const cookies: Record<string, { name: string; value: string }> = {};
for (const [username, role, staff] of people) {
	const person = newPersonRow(folder, { username, role, branch: file.id, staff });
	const token = randomBytes(24).toString('base64url');
	sessionRow(folder, { person, token, now, expiresAt: now + 3_600_000 });
	cookies[username] = { name: app.cookies.session, value: signed(token) };
}
for (const screen of ['wall', 'display', 'kiosk', 'rating'] satisfies Pairable[]) {
	const paired = { branch: file.id, screen, name: screen, approvedBy: 'test' };
	const { secret } = displays.create(paired, now);
	cookies[screen] = { name: app.cookies.display, value: secret };
}
const scopes = ['events:write', 'read'];
const key = keys.create({ branch: file.id, scopes, name: 'test' }, now).secret;
console.log(JSON.stringify({ url: server.url, key, cookies }));

for await (const line of createInterface({ input: process.stdin })) {
	if (line === 'log') console.log(JSON.stringify(app.store.read(file.id, 0, 1_000_000)));
}
