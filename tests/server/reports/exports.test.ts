import { inflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { emptyGroup } from '#server/store/group.ts';
import { decimal, EXPORTS, localTime } from '#server/reports/export-tables.ts';
import { callersOf, type CallerKind } from '../../support/callers.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { event, lakeside, testServer, type TestServer } from '../../support/test-server.ts';
import { aDayOfDevices } from './device-support.ts';
import { GET as getExport } from '../../../src/routes/api/v1/branches/[id]/export/[file]/+server.ts';

const DAY = '2026-11-25';

/** A branch where somebody named things so that a spreadsheet would run them, as earlier versions let in. */
async function aDay(): Promise<TestServer> {
	const server = await testServer({
		clock: manualClock(Date.UTC(2026, 10, 25, 3)),
		branches: [
			lakeside({ products: [{ id: 'steady', name: { zh: '稳健', en: 'Steady' } }] }),
			lakeside({ id: 'harbour' })
		]
	});
	const time = { time: '2026-11-25T10:00:00.250+08:00' };
	const customer = { name: 'CANARY-NAME', ref: 'CANARY-REF' };
	const sale = { product: 'steady', staff: 't01', channel: 'counter', amount: 123_456_789_005 };
	const { body } = await server.batch([
		event('ticket.issued', 'A1', { service: 'cash', customer, tags: ['outflow'] }, time),
		event('ticket.called', 'A1', { counter: '1', staff: 't01' }, time),
		event(
			'engagement.recorded',
			'A1',
			{ staff: 't01', result: 'talked', note: 'CANARY-NOTE' },
			time
		),
		event('referral.made', 'r1', { from: 't01', number: 'A1' }, time),
		event('sale.recorded', 's1', { ...sale, currency: 'CNY', number: 'A1' }, time),
		event('sale.recorded', 's2', { ...sale, currency: 'JPY', amount: 500 }, time)
	]);
	expect(body).toMatchObject({ accepted: 6 });
	const record = server.app.store.history.sales('lakeside', DAY, DAY)[0]!;
	await server.app.store.append({
		...emptyGroup(),
		sales: [{ ...record, id: '=1+1', product: '@SUM(A1)', staff: '+t', channel: '-x' }]
	});
	return server;
}

const known = new WeakMap<TestServer, ReturnType<typeof callersOf>>();
function callersFor(server: TestServer): ReturnType<typeof callersOf> {
	const callers = known.get(server) ?? callersOf(server.app, () => server.now());
	known.set(server, callers);
	return callers;
}

async function ask(server: TestServer, file: string, who: CallerKind | string, query = '') {
	const { headers } = who.startsWith('Bearer ')
		? { headers: { authorization: who, cookie: undefined } }
		: callersFor(server)(who as CallerKind);
	const credentials = { authorization: headers['authorization'], cookie: headers['cookie'] };
	const caller = { principal: server.app.access.identify(credentials), address: '127.0.0.1' };
	const response = await getExport({
		locals: { app: server.app, caller },
		params: { id: 'lakeside', file },
		url: new URL(`http://x/?${query}`)
	} as never);
	const bytes = Buffer.from(await response.arrayBuffer());
	return {
		status: response.status,
		headers: response.headers,
		bytes,
		text: bytes.toString('utf8')
	};
}

/** The contents of a file in a zip archive, by its central directory. */
function unzipped(zip: Buffer, name: string): string {
	let at = zip.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
	for (; zip.readUInt32LE(at) === 0x02014b50;) {
		const [size, names, extra, comment] = [
			zip.readUInt32LE(at + 20),
			zip.readUInt16LE(at + 28),
			zip.readUInt16LE(at + 30),
			zip.readUInt16LE(at + 32)
		];
		if (zip.toString('utf8', at + 46, at + 46 + names) === name) {
			const local = zip.readUInt32LE(at + 42);
			const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
			const packed = zip.subarray(from, from + size);
			return (zip.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed)).toString('utf8');
		}
		at += 46 + names + extra + comment;
	}
	throw new Error(`No ${name} in the archive`);
}

describe('exports', () => {
	test('are files with times, amounts and nothing of the customer or of a formula', async () => {
		const server = await aDay();
		const sales = await ask(server, 'sales.csv', 'branch_head', `from=${DAY}&to=${DAY}`);
		expect(sales.status).toBe(200);
		expect(sales.headers.get('content-disposition')).toBe(
			`attachment; filename="lakeside-sales-${DAY}-${DAY}.csv"`
		);
		const [head, ...rows] = sales.text.trimEnd().split('\r\n');
		expect(head).toContain('day,sale,at,product,amount,currency,staff');
		expect(rows).toContain(
			`${DAY},s1,2026-11-25T10:00:00.250+08:00,steady,1234567890.05,CNY,t01,counter,A1,,,0,no`
		);
		expect(rows.join('\n')).toContain(',500,JPY,');
		expect(rows.join('\n')).toContain(`,'=1+1,2026-11-25T10:00:00.250+08:00,'@SUM(A1),`);
		expect(rows.join('\n')).toContain(`,'+t,'-x,`);
		for (const table of EXPORTS) {
			const { status, text } = await ask(server, `${table}.csv`, 'branch_head');
			expect([table, status]).toEqual([table, 200]);
			expect(text).not.toContain('CANARY');
		}
		const workbook = await ask(server, 'sales.xlsx', 'branch_head');
		expect(workbook.status).toBe(200);
		const sheet = unzipped(workbook.bytes, 'xl/worksheets/sheet1.xml');
		const strings = unzipped(workbook.bytes, 'xl/sharedStrings.xml');
		expect(sheet).not.toContain('<f>');
		for (const cell of ['=1+1', '@SUM(A1)', '+t', '-x']) {
			expect(strings).toMatch(new RegExp(`>(&apos;|&#39;|')${cell.replace(/[+()]/g, '\\$&')}<`));
		}
		expect(strings).toContain('1234567890.05');
	});

	test('come a day at a time, and are written down before', async () => {
		const server = await aDay();
		const { text } = await ask(server, 'sales.csv', 'branch_head', 'from=2026-11-01&to=2026-11-25');
		expect(text.match(/day,sale/g)).toHaveLength(1);
		expect(text.trimEnd().split('\r\n')).toHaveLength(4);
		const trail = server.app.store.audit;
		const [row] = trail.search({
			actions: ['history.exported'],
			before: trail.newest() + 1,
			after: 0,
			limit: 9
		});
		expect(row).toMatchObject({
			actor: 'person:branch_head',
			target: 'sales.csv',
			branch: 'lakeside',
			detail: { from: '2026-11-01', to: '2026-11-25', names: true }
		});
	});

	test('are for leaders and for keys that say so, and name people to the head alone', async () => {
		const server = await aDay();
		for (const who of [
			'operations_supervisor',
			'administrator',
			`Bearer ${server.key(['export'])}`
		]) {
			const { status, text } = await ask(server, 'sales.csv', who);
			expect([who, status]).toEqual([who, 200]);
			expect(text).not.toMatch(/t01|\+t/);
		}
		for (const who of [
			'teller',
			'lobby_manager',
			'wealth_manager',
			'reader_key',
			'ingest_key',
			'other_branch'
		]) {
			const { status, text } = await ask(server, 'sales.csv', who);
			expect([who, status, JSON.parse(text)]).toMatchObject([who, 403, { code: 'forbidden' }]);
		}
		expect((await ask(server, 'sales.csv', 'nobody')).status).toBe(401);
	});

	test.each([
		['incidents.csv', '', 404, 'unknown_export'],
		['sales.pdf', '', 404, 'unknown_export'],
		['sales.csv.xlsx', '', 404, 'unknown_export'],
		['constructor.csv', '', 404, 'unknown_export'],
		['sales.csv', 'from=2026-11-26&to=2026-11-25', 400, 'invalid_query'],
		['sales.csv', 'from=2020-01-01', 400, 'invalid_query'],
		['sales.xlsx', 'from=2026-10-01', 400, 'invalid_query']
	])('refuses %s?%s', async (file, query, status, code) => {
		const server = await aDay();
		const answer = await ask(server, file, 'branch_head', query);
		expect([answer.status, JSON.parse(answer.text)]).toMatchObject([status, { code }]);
		const trail = server.app.store.audit;
		const asked = { actions: ['history.exported'], before: trail.newest() + 1, after: 0, limit: 9 };
		expect(trail.search(asked)).toEqual([]);
	});
});

describe('exports of devices and checklists', () => {
	const rowsOf = (text: string) => text.trimEnd().split('\r\n').slice(1);

	test('one row a fault, as far as it has come; people and notes for the head alone', async () => {
		const server = await aDayOfDevices();
		const own = await ask(server, 'devices.csv', 'branch_head');
		expect(own.text.replace('\ufeff', '').split('\r\n')[0]).toBe(
			'day,incident,device,kind,cause,severity,openedAt,acknowledgedAt,acknowledgedBy,passedAt,passedBy,vendor,' +
				'reference,worksSince,duration,resolvedBy,returns,missedTickets,notes'
		);
		const time = (text: string) => `${DAY}T${text}:00.000+08:00`;
		expect(rowsOf(own.text)).toEqual([
			`${DAY},atm-1/${DAY}/1,atm-1,atm,'@cash,down,${time('10:00')},${time('10:02')},m01,${time('10:03')},m01,'=V(),` +
				`'+86,${time('10:30')},1800,,0,1,'-m01 waits`,
			`${DAY},atm-1/${DAY}/2,atm-1,atm,jam,down,${time('12:00')},,,,,,,,,,0,0,`
		]);
		const others = await ask(server, 'devices.csv', 'operations_supervisor');
		expect(others.text).not.toContain('m01');
		expect(rowsOf(others.text)).toHaveLength(2);
	});

	test('one row a check, and one a signature', async () => {
		const server = await aDayOfDevices();
		const own = await ask(server, 'checklists.csv', 'branch_head');
		const time = (text: string) => `${DAY}T${text}:00.000+08:00`;
		expect(rowsOf(own.text)).toEqual([
			`${DAY},opening,,atm-running,ok,no,${time('08:30')},m01,,no`,
			`${DAY},opening,,leaflets,failed,yes,${time('08:50')},m01,'=NOTE(m01),no`,
			`${DAY},opening,,,signed,yes,${time('08:55')},m01,,no`
		]);
		const key = await ask(server, 'checklists.csv', `Bearer ${server.key(['export'])}`);
		expect(key.text).not.toContain('m01');
		expect(rowsOf(key.text)).toHaveLength(3);
		const workbook = await ask(server, 'checklists.xlsx', 'branch_head');
		expect(unzipped(workbook.bytes, 'xl/worksheets/sheet1.xml')).not.toContain('<f>');
	});
});

test.each([
	[0, 'CNY', '0.00'],
	[5, 'CNY', '0.05'],
	[999_999_999_999_999, 'CNY', '9999999999999.99'],
	[500, 'JPY', '500'],
	[1_234, 'KWD', '1.234'],
	[-5, 'USD', '-0.05']
])('%d of %s is %s', (amount, currency, text) => {
	expect(decimal(amount, currency)).toBe(text);
});

test('times are those of the branch, whatever its zone', () => {
	const at = Date.UTC(2026, 6, 1, 12, 0, 0, 7);
	expect(localTime(at, 'Asia/Kolkata')).toBe('2026-07-01T17:30:00.007+05:30');
	expect(localTime(at, 'America/St_Johns')).toBe('2026-07-01T09:30:00.007-02:30');
	expect(Date.parse(localTime(at, 'Europe/Berlin'))).toBe(at);
});
