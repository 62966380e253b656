import { expect, test } from 'vitest';
import type { DeviceRow } from '#lib/protocol/index.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { event, lakeside, testServer } from '../../support/test-server.ts';

const branch = () =>
	lakeside({ devices: [{ id: 'atm-1', kind: 'atm', name: { zh: '1号取款机', en: 'ATM 1' } }] });

async function served() {
	const clock = manualClock(Date.parse('2026-11-25T10:00:00+08:00'));
	const server = await testServer({ branches: [branch()], clock });
	const device = () =>
		server.app.branches.get('lakeside')!.view('wall').view.devices!['atm-1'] as DeviceRow;
	const tell = async (type: string, data: unknown, more: Record<string, unknown> = {}) => {
		const subject = (more['subject'] as string | undefined) ?? 'atm-1';
		const { body } = await server.batch([event(type, subject, data as object, more)]);
		return body as { accepted: number; rejected: { code: string; detail: string }[] };
	};
	return { server, clock, device, tell };
}

test('levels are shares: 1.7 is refused with its place, NaN is no JSON, and nothing changes', async () => {
	const { server, device, tell } = await served();
	const over = await tell('device.status', { state: 'ok', levels: { paper: 1.7 } });
	expect(over).toMatchObject({ accepted: 0, rejected: [{ code: 'invalid_data' }] });
	expect(over.rejected[0]?.detail).toMatch(/paper/);
	const negative = await tell('device.status', { state: 'ok', levels: { cash: -0.1 } });
	expect(negative.rejected).toHaveLength(1);
	const nan = await tell('device.status', { state: 'ok', levels: { cash: NaN } });
	expect(nan.rejected).toHaveLength(1);
	const raw = await server.post('[{"specversion":"1.0","data":{"levels":{"cash":NaN}}}]', {
		'content-type': 'application/cloudevents-batch+json'
	});
	expect(raw.status).toBe(400);
	expect(device()).toMatchObject({ state: 'unknown', lastSeenAt: null });
});

test('heartbeats of unknown devices and from the future are refused, older ones change nothing', async () => {
	const { device, tell } = await served();
	expect(await tell('device.heartbeat', {}, { subject: 'atm-9' })).toMatchObject({
		rejected: [{ code: 'unknown_device' }]
	});
	expect(await tell('device.heartbeat', {}, { time: '2026-11-25T10:02:01+08:00' })).toMatchObject({
		rejected: [{ code: 'clock_ahead' }]
	});
	expect(await tell('device.status', { state: 'ok' })).toMatchObject({ accepted: 1 });
	const before = device();
	const late = { time: '2026-11-25T09:00:00+08:00' };
	expect(await tell('device.status', { state: 'offline' }, late)).toMatchObject({ accepted: 1 });
	expect(await tell('device.heartbeat', {}, late)).toMatchObject({ accepted: 1 });
	expect(device()).toEqual(before);
});

test('what no schema knows is kept out and reported', async () => {
	const { device, tell } = await served();
	const answer = await tell('device.status', { state: 'ok', serial: 'CANARY' });
	expect(answer).toMatchObject({ accepted: 1 });
	expect(JSON.stringify(device())).not.toContain('CANARY');
});
