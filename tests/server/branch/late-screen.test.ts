import { expect, it } from 'vitest';
import type { Patch, TodayRow } from '#lib/protocol/index.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { testServer } from '../../support/test-server.ts';

it('tells a screen the figures that changed while nobody looked, though nothing happens any more', async () => {
	const clock = manualClock();
	const server = await testServer({ clock });
	const branch = server.app.branches.get('lakeside')!;
	const since = branch.seq;
	const event = {
		at: clock.now(),
		type: 'ticket.issued',
		subject: 'A1',
		data: { service: 'cash' }
	} as const;
	await branch.accept([{ origin: 'machine', source: 'queue', id: '1', event }]);
	const told: Patch[] = [];
	branch.onPatch((screen, patch) => {
		if (screen === 'lobby') told.push(patch);
	});
	const answer = branch.watch('lobby', since);
	const patches = [...('patches' in answer ? answer.patches : []), ...told];
	expect(patches.some((patch) => patch.set.kpis !== undefined)).toBe(false);
	clock.advance(2_000);
	const figures = told.flatMap((patch) => Object.values(patch.set.kpis ?? {})) as TodayRow[];
	expect(figures).toContainEqual(expect.objectContaining({ id: 'today', issued: 1, waiting: 1 }));
});
