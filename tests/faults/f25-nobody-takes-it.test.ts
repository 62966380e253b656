import { expect, test } from 'vitest';
import type { Patch, PromptRow } from '#lib/protocol/index.ts';
import { report } from '../support/fault.ts';
import { smallBranch } from '../support/history.ts';
import { manualClock } from '../support/manual-clock.ts';
import { event, settled, testServer, until } from '../support/test-server.ts';
import type { Screen, TestServer } from '../support/test-server.ts';

const MINUTE = 60_000;
const SCREENS = ['lobby', 'lobby', 'wall', 'head'] as const;

/** What a screen shows of the prompts, followed as a page does. */
async function follow(server: TestServer, kind: (typeof SCREENS)[number]) {
	const screen: Screen = await server.screen();
	const prompts = new Map<string, PromptRow>();
	screen.on('patch', ({ set, unset }: Patch) => {
		for (const row of Object.values(set.prompts ?? {})) prompts.set(row.id, row);
		for (const id of unset.prompts ?? []) prompts.delete(id);
	});
	const answer = await screen.emitWithAck('watch', {
		protocol: 1,
		branch: 'lakeside',
		screen: kind
	});
	expect(answer).toMatchObject({ ok: true });
	return { screen, prompts };
}

test('F25: a prompt that nobody takes goes to the next after a minute, then to everybody, is taken once, and is gone everywhere', async () => {
	const clock = manualClock(Date.parse('2026-11-25T10:00:00+08:00'));
	const server = await testServer({ clock, branches: [smallBranch({ clock: 'wall' })] });
	const log = () => server.app.store.read('lakeside', 0, 1_000);
	const offers = () =>
		log()
			.filter(({ type }) => type === 'prompt.offered')
			.map(({ data }) => (JSON.parse(data) as { to: string | null }).to);
	for (const id of ['wang', 'li']) await server.post(event('staff.arrived', id, {}));
	await server.post(event('ticket.issued', 'A1', { service: 'cash' }));
	const screens = await Promise.all(SCREENS.map((kind) => follow(server, kind)));
	clock.advance(10 * MINUTE + 1);
	await settled(server);
	const [first] = offers();
	expect(offers()).toHaveLength(1);
	// Whose turn it is has a tablet that sleeps: nothing reaches it, and it says nothing.
	const [asleep, awake] = screens as [(typeof screens)[number], (typeof screens)[number]];
	asleep.screen.disconnect();
	clock.advance(MINUTE - 1);
	await settled(server);
	expect(offers()).toEqual([first]);
	clock.advance(1);
	await settled(server);
	expect(new Set(offers())).toEqual(new Set(['wang', 'li']));
	clock.advance(MINUTE);
	await settled(server);
	expect(offers().at(-1)).toBeNull();
	const prompt = log().find(({ type }) => type === 'prompt.raised')!.subject;
	// Both lobby managers reach for it in the same moment.
	const take = (by: Screen, staff: string) =>
		by.emitWithAck('act', {
			...{ id: `take-${staff}`, type: 'prompt.accepted', subject: prompt, data: { staff } }
		});
	const other = await follow(server, 'lobby');
	const answers = await Promise.all([take(awake.screen, 'wang'), take(other.screen, 'li')]);
	expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
	expect(answers.find(({ ok }) => !ok)).toMatchObject({ code: 'prompt_taken' });
	expect(log().filter(({ type }) => type === 'prompt.accepted')).toHaveLength(1);
	const winner = answers[0]!.ok ? 'wang' : 'li';
	const live = [...screens.slice(1), other];
	await until(() => live.every(({ prompts }) => prompts.get(prompt)?.state !== 'open'));
	const done = await awake.screen.emitWithAck('act', {
		...{ id: 'told', type: 'engagement.recorded', subject: 'A1' },
		data: { staff: winner, prompt, result: 'interested' }
	});
	expect(done).toMatchObject({ ok: true });
	await until(() => live.every(({ prompts }) => !prompts.has(prompt)));
	// The tablet that slept comes back to what is, and not to what it missed.
	const woken = await follow(server, 'lobby');
	expect(woken.prompts.size).toBe(0);
	const { view } = server.app.branches.get('lakeside')!.view('lobby');
	expect(view.prompts).toEqual({});
	report(
		'F25',
		'offered after 0, 60 and 120 s, taken by one of two, gone from 4 screens and from the one that slept'
	);
});
