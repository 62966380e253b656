import { Compile } from 'typebox/compile';
import { expect, test } from 'vitest';
import { StaffingAnswer, WhatIfAnswer } from '#lib/protocol/index.ts';
import type { openApi } from '#lib/protocol/openapi.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { askRoute as get } from '../../support/routes.ts';
import { event, lakeside, testServer } from '../../support/test-server.ts';
import { GET as getStaffing } from '../../../src/routes/api/v1/branches/[id]/staffing/+server.ts';
import { GET as getWhatIf } from '../../../src/routes/api/v1/branches/[id]/what-if/+server.ts';
import { GET as getOpenApi } from '../../../src/routes/api/v1/openapi.json/+server.ts';

const HOUR = { from: '09:00', until: '10:00' };
const ask = (more: Record<string, string>) => new URLSearchParams({ ...HOUR, ...more }).toString();

test('what if and staffing over HTTP, as the schemas have them', async () => {
	const clock = manualClock(Date.UTC(2026, 10, 25, 1));
	const server = await testServer({ clock, branches: [lakeside()] });
	const at = (minute: number) => ({
		time: new Date(Date.UTC(2026, 10, 25, 1, minute)).toISOString()
	});
	clock.to(Date.UTC(2026, 10, 25, 1, 30));
	await server.batch(
		Array.from({ length: 12 }, (_, n) =>
			event('ticket.issued', `A${n}`, { service: 'cash' }, at(n))
		)
	);
	const params = { id: 'lakeside' };
	const rest = await get(server, getWhatIf, params, ask({ counters: '1', until: '12:00' }));
	expect(rest.status).toBe(200);
	expect(Compile(WhatIfAnswer).Check(rest.body)).toBe(true);
	expect(rest.body).toMatchObject({ kind: 'rest', scenario: { counters: 1, until: '12:00' } });

	const staffing = await get(server, getStaffing, params, '');
	expect(staffing.status).toBe(200);
	expect(Compile(StaffingAnswer).Check(staffing.body)).toBe(true);

	const wrong = await get(server, getWhatIf, params, ask({ counters: 'many' }));
	expect([wrong.status, wrong.body]).toMatchObject([400, { code: 'invalid_query' }]);
	const before = await get(server, getWhatIf, params, ask({ day: '2026-11-24' }));
	expect([before.status, before.body]).toMatchObject([404, { code: 'no_history' }]);
	const nowhere = await get(server, getWhatIf, { id: 'harbour' }, ask({}));
	expect([nowhere.status, nowhere.body]).toMatchObject([404, { code: 'unknown_branch' }]);
	const stranger = await get(server, getWhatIf, params, ask({}), {
		authorization: 'Bearer foyer_x'
	});
	expect(stranger.status).toBe(401);
	const writer = `Bearer ${server.key(['events:write'])}`;
	expect((await get(server, getStaffing, params, '', { authorization: writer })).status).toBe(403);

	const { body } = await get(server, getOpenApi, {});
	const { paths, components } = body as ReturnType<typeof openApi> & {
		paths: Record<string, unknown>;
		components: { schemas: Record<string, unknown> };
	};
	expect(Object.keys(paths)).toContain('/api/v1/branches/{id}/what-if');
	expect(Object.keys(paths)).toContain('/api/v1/branches/{id}/staffing');
	expect(components.schemas).toHaveProperty('WhatIfAnswer');
});
