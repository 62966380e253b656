import { Compile } from 'typebox/compile';
import { describe, expect, test } from 'vitest';
import { ChecklistReport, DeviceHistory, DeviceReport } from '#lib/protocol/index.ts';
import { openApi } from '#lib/protocol/openapi.ts';
import { callersOf } from '../../support/callers.ts';
import { askRoute as get } from '../../support/routes.ts';
import { GET as getChecklists } from '../../../src/routes/api/v1/branches/[id]/checklists/+server.ts';
import { GET as getDevices } from '../../../src/routes/api/v1/branches/[id]/devices/+server.ts';
import { GET as getHistory } from '../../../src/routes/api/v1/branches/[id]/devices/[device]/history/+server.ts';
import { at, aDayOfDevices, DAY } from './device-support.ts';

const params = { id: 'lakeside' };
const span = `from=${DAY}&to=${DAY}`;

describe('devices over HTTP', () => {
	test('faults, availability and diversion of a day that goes on', async () => {
		const server = await aDayOfDevices();
		const { headers } = callersOf(server.app, () => server.now())('lobby_manager');
		const { status, body } = await get(server, getDevices, params, span, headers);
		expect(status).toBe(200);
		expect(Compile(DeviceReport).Check(body)).toBe(true);
		const { total, devices, incidents, diversion } = body as DeviceReport;
		expect(total).toMatchObject({
			...{ incidents: 2, open: 1, downSeconds: 5_400, medianDownSeconds: 1_800 },
			...{ meanRepairSeconds: 1_800, meanResponseSeconds: 120 }
		});
		// Four hours since nine; half an hour and an hour of them it gave no cash.
		expect(devices[0]).toMatchObject({
			...{ device: 'atm-1', watchedSeconds: 4 * 3600, availability: 2.5 / 4, diverted: 0 },
			functions: { dispense: 2.5 / 4, receipt: 2.5 / 4 }
		});
		expect(devices[1]).toMatchObject({
			...{ device: 'term-1', incidents: 0, watchedSeconds: 145 * 60, availability: 1 },
			diverted: 1
		});
		expect(incidents).toMatchObject([
			{ id: `atm-1/${DAY}/2`, cause: 'jam', openedAt: at('12:00') },
			{ cause: '@cash', acknowledgedBy: 'm01', vendor: '=V()', endedAt: at('10:30'), missed: 1 }
		]);
		expect(incidents[1]!.notes).toEqual([{ at: at('10:04'), staff: 'm01', text: '-m01 waits' }]);
		expect(diversion).toEqual([{ day: DAY, prompted: 1, diverted: 1, savedSeconds: 240 }]);
	});

	test('without days it is today, of days before the first word nothing', async () => {
		const server = await aDayOfDevices();
		expect((await get(server, getDevices, params)).body).toMatchObject({ from: DAY, to: DAY });
		const before = await get(server, getDevices, params, 'from=2026-11-01&to=2026-11-24');
		expect(before.body).toMatchObject({
			...{ total: { incidents: 0, availability: null }, incidents: [], diversion: [] }
		});
	});

	test('how one device was, stretch by stretch', async () => {
		const server = await aDayOfDevices();
		const own = { ...params, device: 'atm-1' };
		const { status, body } = await get(server, getHistory, own, span);
		expect(status).toBe(200);
		expect(Compile(DeviceHistory).Check(body)).toBe(true);
		const { spells } = body as DeviceHistory;
		expect(spells).toMatchObject([
			{ from: at('08:00'), to: at('10:00'), state: 'ok', service: 'full', functions: {} },
			{ from: at('10:00'), to: at('10:30'), state: 'offline', cause: '@cash' },
			{ from: at('10:30'), to: at('12:00') },
			{ from: at('12:00'), to: null, service: 'out', functions: { dispense: 'out' } }
		]);
		const quiet = await get(server, getHistory, { ...params, device: 'term-1' }, 'to=2026-11-25');
		expect(quiet.body).toMatchObject({ device: 'term-1', spells: [{ from: at('10:35') }] });
		const nothing = await get(server, getHistory, { ...params, device: 'atm-9' }, span);
		expect([nothing.status, nothing.body]).toMatchObject([404, { code: 'unknown_device' }]);
	});

	test('a device that the branch gave up is watched until then, and still has its history', async () => {
		const server = await aDayOfDevices();
		const { file } = server.app.branches.get('lakeside')!;
		const applied = await server.app.apply({
			...file,
			devices: file.devices!.slice(1),
			checklists: []
		});
		expect(applied.ok).toBe(true);
		const own = { ...params, device: 'atm-1' };
		const { spells } = (await get(server, getHistory, own, span)).body as DeviceHistory;
		expect(spells.at(-1)).toMatchObject({ from: at('12:00'), to: at('13:00') });
		const { devices } = (await get(server, getDevices, params, span)).body as DeviceReport;
		expect(devices.at(-1)).toMatchObject({ device: 'atm-1', incidents: 2, open: 0 });
	});
});

describe('checklists over HTTP', () => {
	test('what was found, by whom, and whether in time', async () => {
		const server = await aDayOfDevices();
		const { headers } = callersOf(server.app, () => server.now())('branch_head');
		const { status, body } = await get(server, getChecklists, params, span, headers);
		expect(status).toBe(200);
		expect(Compile(ChecklistReport).Check(body)).toBe(true);
		expect((body as ChecklistReport).days).toEqual([
			{
				...{ day: DAY, list: 'opening', owner: null, checked: 2, failed: 1, late: 1 },
				...{ doneAt: at('08:50'), signedBy: 'm01', signedAt: at('08:55') },
				items: [
					{
						...{ item: 'atm-running', ok: true, staff: 'm01', at: at('08:30') },
						...{ note: null, photo: null, late: false }
					},
					{
						...{ item: 'leaflets', ok: false, staff: 'm01', at: at('08:50') },
						...{ note: '=NOTE(m01)', photo: null, late: true }
					}
				]
			}
		]);
	});
});

test('people and what they wrote are for colleagues, and for keys with a scope for it', async () => {
	const server = await aDayOfDevices();
	const bearer = (scopes: string[]) => ({ authorization: `Bearer ${server.key(scopes)}` });
	for (const route of [getDevices, getChecklists]) {
		const plain = await get(server, route, params, span, bearer(['read']));
		expect(plain.status).toBe(200);
		expect(JSON.stringify(plain.body)).not.toContain('m01');
		const full = await get(server, route, params, span, bearer(['read', 'read:personal']));
		expect(JSON.stringify(full.body)).toContain('m01');
	}
	const report = (await get(server, getChecklists, params, span, bearer(['read']))).body;
	expect(Compile(ChecklistReport).Check(report)).toBe(true);
});

test('who may ask, and what is wrong with a question', async () => {
	const server = await aDayOfDevices();
	const callers = callersOf(server.app, () => server.now());
	const own = { ...params, device: 'atm-1' };
	for (const route of [getDevices, getChecklists, getHistory]) {
		const ask = (query: string, headers = {}) => get(server, route, own, query, headers);
		for (const who of ['teller', 'wealth_manager', 'ingest_key', 'other_branch'] as const) {
			const { status, body } = await ask(span, callers(who).headers);
			expect([who, status, body]).toMatchObject([who, 403, { code: 'forbidden' }]);
		}
		expect((await ask(span, { authorization: 'Bearer foyer_x' })).status).toBe(401);
		for (const query of ['from=2026-11-26&to=2026-11-25', 'from=2026-02-30', 'from=1970-01-01']) {
			const { status, body } = await ask(query);
			expect([query, status, body]).toMatchObject([query, 400, { code: 'invalid_query' }]);
		}
		const nowhere = await get(server, route, { ...own, id: 'atlantis' });
		expect([nowhere.status, nowhere.body]).toMatchObject([404, { code: 'unknown_branch' }]);
	}
});

test('the OpenAPI document has them', () => {
	const { paths, components } = openApi() as {
		paths: Record<string, unknown>;
		components: { schemas: Record<string, unknown> };
	};
	for (const path of ['devices', 'devices/{device}/history', 'checklists']) {
		expect(Object.keys(paths)).toContain(`/api/v1/branches/{id}/${path}`);
	}
	for (const schema of ['DeviceReport', 'DeviceHistory', 'ChecklistReport']) {
		expect(components.schemas).toHaveProperty(schema);
	}
});
