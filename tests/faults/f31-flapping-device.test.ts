import { expect, test } from 'vitest';
import type { Patch, View } from '#lib/protocol/index.ts';
import { report } from '../support/fault.ts';
import { manualClock } from '../support/manual-clock.ts';
import { event, lakeside, testServer, until } from '../support/test-server.ts';

/**
 * F31: a device that flaps. Fifty failures in five minutes are one fault and one prompt; its row stands still on every
 * screen, nothing else is touched, and its history still holds each of them.
 */
const FAILURES = 50;
const START = Date.parse('2026-11-25T10:00:00+08:00');

const device = (id: string) => ({ id, kind: 'atm', name: { zh: id, en: id } });

test('F31: fifty failures: one fault, one prompt, a row that stands still', async () => {
	const branch = lakeside({ clock: 'event', devices: [device('atm-1'), device('atm-2')] });
	const server = await testServer({ clock: manualClock(START + 3_600_000), branches: [branch] });
	const screen = await server.screen();
	const patches: Patch[] = [];
	screen.on('patch', (patch: Patch) => patches.push(patch));
	const watched = await screen.emitWithAck('watch', {
		protocol: 1,
		branch: 'lakeside',
		screen: 'lobby'
	});
	expect(watched).toMatchObject({ ok: true });

	const status = (at: number, state: string, id = 'atm-1') =>
		event('device.status', id, { state }, { time: new Date(at).toISOString() });
	const tell = async (...events: Record<string, unknown>[]) => {
		const { body } = await server.batch(events);
		expect(body).toMatchObject({ rejected: [] });
	};
	await tell(status(START, 'ok'), status(START, 'ok', 'atm-2'));
	for (let n = 0; n < FAILURES; n += 1) {
		const at = START + 10_000 + n * 6_000;
		await tell(status(at, 'offline'), status(at + 3_000, 'ok'));
	}
	const flapped = START + 10_000 + FAILURES * 6_000;
	const calm = flapped + 180_000;
	await tell(event('clock.tick', undefined, {}, { time: new Date(calm).toISOString() }));
	await until(() => patches.some(({ set }) => set.incidents !== undefined && isOver(set)));

	const rows = patches.map(({ set }) => set);
	const told = rows.flatMap(({ prompts = {} }) => Object.values(prompts));
	const prompts = new Set(told.flatMap(({ id, rule }) => (rule === 'device' ? [id] : [])));
	const devices = rows.flatMap((set) => Object.values(set.devices ?? {}));
	const shown = devices
		.filter(({ id }) => id === 'atm-1')
		.map(({ state, cause }) => `${state} ${cause ?? ''}`);
	const changes = shown.filter((each, index) => each !== shown[index - 1]);
	report(
		'F31',
		`${FAILURES} failures, ${prompts.size} prompt, the row changed ${changes.length} times`
	);
	expect(prompts.size).toBe(1);
	// Until it is seen to flap, once for that, and once when it is calm.
	expect(changes.length).toBeLessThanOrEqual(9);
	expect(changes.slice(-2)).toEqual(['degraded flapping', 'ok ']);
	expect(devices.filter(({ id }) => id === 'atm-2')).toHaveLength(1);

	const { history } = server.app.store;
	expect(history.incidents('lakeside', '2026-11-25', '2026-11-25')).toMatchObject([
		{ device: 'atm-1', flaps: FAILURES - 1, endedAt: flapped - 3_000 }
	]);
	const spells = history.spells('lakeside', START, calm);
	expect(spells.filter((spell) => spell.service === 'out')).toHaveLength(FAILURES);
});

function isOver({ incidents }: View): boolean {
	return Object.values(incidents ?? {}).some(({ endedAt }) => endedAt !== undefined);
}
