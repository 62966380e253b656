import { beforeAll, describe, expect, test, vi } from 'vitest';
import { OPERATOR } from '#server/access/access.ts';
import { lakeside } from '#server/demo/lakeside.ts';
import { Analysts, Busy } from '#server/forecast/analysts.ts';
import type { WhatIfQuery } from '#server/forecast/foresight.ts';
import { Foresight } from '#server/forecast/foresight.ts';
import type { Principal } from '#server/access/access.ts';
import type { StaffingAnswer, WhatIfAnswer } from '#lib/protocol/index.ts';
import { lakesideAt, NOTHING } from './support.ts';

function whatIf(
	app: { foresight: Foresight },
	query: Partial<WhatIfQuery>,
	by: Principal = OPERATOR
) {
	return app.foresight.whatIf(by, 'lakeside', { ...NOTHING, ...query });
}

async function valueOf<T>(answer: Promise<{ ok: true; value: T } | { ok: false; detail: string }>) {
	const read = await answer;
	if (!read.ok) throw new Error(read.detail);
	return read.value;
}

describe('with a week behind it', () => {
	test('yesterday again: what was, what would have been, and by how much', async () => {
		const { app } = await lakesideAt('10:24', 5);
		const same = await valueOf<WhatIfAnswer>(whatIf(app, { day: '2026-11-24' }));
		expect(same).toMatchObject({
			branch: 'lakeside',
			kind: 'past',
			from: '2026-11-24',
			line: null
		});
		expect(same.change).toEqual({
			p90: { value: 0, low: 0, high: 0 },
			longWaits: { value: 0, low: 0, high: 0 },
			abandoned: { value: 0, low: 0, high: 0 },
			noShow: { value: 0, low: 0, high: 0 }
		});
		const more = await valueOf<WhatIfAnswer>(
			whatIf(app, { day: '2026-11-24', counters: '2', from: '09:00', until: '17:00' })
		);
		expect(more.actual?.longWaits).toBe(same.actual?.longWaits);
		expect(more.change.longWaits.value).toBeLessThan(0);
		expect(more.change.p90.high).toBeLessThan(0);
		expect(more.tickets).toBe(same.tickets);
		// The same question has the same answer.
		const again = await valueOf<WhatIfAnswer>(
			whatIf(app, { day: '2026-11-24', counters: '2', from: '09:00', until: '17:00' })
		);
		expect(again).toEqual(more);

		const week = await valueOf<WhatIfAnswer>(
			whatIf(app, { day: '2026-11-18', to: '2026-11-24', counters: '1' })
		);
		expect(week).toMatchObject({ from: '2026-11-18', to: '2026-11-24', replications: 10 });
		expect(week.tickets).toBeGreaterThan(4 * same.tickets * 0.5);

		const rest = await valueOf<WhatIfAnswer>(
			whatIf(app, { counters: '2', from: '10:30', until: '17:00' })
		);
		expect(rest).toMatchObject({ kind: 'rest', actual: null, from: '2026-11-25' });
		expect(rest.change.longWaits.value).toBeLessThan(0);
		expect(rest.line?.base.length).toBeGreaterThan(50);
		const profile = await valueOf<WhatIfAnswer>(
			whatIf(app, { counter: '5', profile: 'cash', from: '10:30', until: '12:00' })
		);
		expect(profile.scenario.profile).toEqual({ counter: '5', services: ['cash'] });
		const divert = await valueOf<WhatIfAnswer>(
			whatIf(app, { day: '2026-11-24', divert: 'service:cash', share: '0.5', until: '17:00' })
		);
		expect(divert.changed.diverted).toBeGreaterThan(divert.base.diverted + 20);

		const staffing = await valueOf<StaffingAnswer>(
			app.foresight.staffing(OPERATOR, 'lakeside', null)
		);
		expect(staffing).toMatchObject({ day: '2026-11-25', days: 5, goal: 0.85 });
		expect(staffing.rows.length).toBeGreaterThan(10);
		for (const { counters, reasons } of staffing.rows) {
			expect(counters).toBeGreaterThan(0);
			expect(reasons.map(({ code }) => code)).toContain('within_target');
		}
		const tomorrow = await valueOf<StaffingAnswer>(
			app.foresight.staffing(OPERATOR, 'lakeside', '2026-11-26')
		);
		expect(tomorrow.rows.length).toBeGreaterThan(staffing.rows.length);
	});
});

describe('on the first morning', () => {
	test('the rest of today rests on the last hour; before anybody came nothing is known', async () => {
		const { app, until } = await lakesideAt('08:55');
		expect(await app.foresight.staffing(OPERATOR, 'lakeside', null)).toMatchObject({
			code: 'no_history'
		});
		expect(await whatIf(app, { day: '2026-11-24' })).toMatchObject({
			code: 'no_history',
			detail: 'Nobody came on 2026-11-24.'
		});
		const empty = await valueOf<WhatIfAnswer>(whatIf(app, { counters: '1' }));
		expect(empty.tickets).toBe(0);
		expect(JSON.stringify(empty)).not.toContain('NaN');
		await until('10:24');
		const rest = await valueOf<WhatIfAnswer>(
			whatIf(app, { counters: '1', from: '10:30', until: '12:00' })
		);
		expect(rest.tickets).toBeGreaterThan(50);
	});
});

describe('says what to do', () => {
	const ask = vi.fn();
	let foresight: Foresight;
	beforeAll(() => {
		foresight = new Foresight({
			branches: {
				get: (id) =>
					id === 'lakeside'
						? ({
								file: lakeside,
								today: () => '2026-11-25',
								historySince: () => null,
								now: () => 0,
								moment: () => ({})
							} as never)
						: undefined
			},
			access: { denies: () => undefined } as never,
			analysts: { ask },
			fault: () => undefined
		});
	});

	test.each<[Partial<WhatIfQuery>, string]>([
		[{ day: 'yesterday' }, 'Write days as ?day=2026-11-24&to=2026-11-25.'],
		[{ day: '2026-11-24', to: '2026-11-20' }, 'Name the earlier day first.'],
		[{ day: '2026-11-26' }, 'No day after today, 2026-11-25, can be played.'],
		[{ day: '2026-11-24', to: '2026-11-25' }, 'Today is not over: ask for it alone.'],
		[{ day: '2026-09-01', to: '2026-11-24' }, 'Ask for at most 31 days at once.'],
		[{ from: null }, 'Write from when until when it is different: ?from=09:30&until=10:30.'],
		[
			{ from: '10:30', until: '09:30' },
			'Write from when until when it is different: ?from=09:30&until=10:30.'
		],
		[{ from: '25:00' }, 'Write from when until when it is different: ?from=09:30&until=10:30.'],
		[{ counters: '-1' }, 'Write how many counters more, up to 20: ?counters=1.'],
		[{ counters: '1.5' }, 'Write how many counters more, up to 20: ?counters=1.'],
		[{ counters: '1e9' }, 'Write how many counters more, up to 20: ?counters=1.'],
		[{ services: 'cash,tea' }, 'This branch has no service "tea".'],
		[{ counter: '1' }, 'Write which counter does what: ?counter=3&profile=cash,transfer.'],
		[{ counter: '77', profile: 'cash' }, 'This branch has no counter "77".'],
		[
			{ divert: 'small_cash', share: '2' },
			'Write which share of them: ?divert=small_cash&share=0.5.'
		],
		[
			{ divert: 'small_cash', share: 'half' },
			'Write which share of them: ?divert=small_cash&share=0.5.'
		],
		[{ divert: 'service:tea' }, 'This branch has no service "tea".']
	])('%j', async (query, detail) => {
		expect(await whatIf({ foresight }, query)).toEqual({
			ok: false,
			code: 'invalid_query',
			detail
		});
	});

	test('an unknown branch, too many at once, and what went wrong', async () => {
		const nowhere = await foresight.whatIf(OPERATOR, 'nowhere', NOTHING);
		expect(nowhere).toMatchObject({ ok: false, code: 'unknown_branch' });
		ask.mockRejectedValueOnce(new Busy('so many'));
		expect(await whatIf({ foresight }, {})).toMatchObject({ ok: false, code: 'busy' });
		ask.mockRejectedValueOnce(new Error('a bug'));
		expect(await whatIf({ foresight }, {})).toMatchObject({ ok: false, code: 'unavailable' });
		expect(await foresight.staffing(OPERATOR, 'lakeside', '2026-12-25')).toMatchObject({
			code: 'invalid_query'
		});
	});
});

test('the thread takes so many questions and no more, and a new one follows one that died', async () => {
	const { app, branch } = await lakesideAt('09:30');
	const analysts = new Analysts(app.store.folder);
	const question = () => analysts.ask({ kind: 'next_hour', moment: branch.moment() });
	const asked = Array.from({ length: 20 }, question);
	await expect(question()).rejects.toThrow(Busy);
	const answers = await Promise.all(asked);
	expect(answers[0]).toEqual(answers[19]);
	expect(answers[0]?.length).toBe(12);
	// A question that no thread can answer is the asker's fault, and the next is answered.
	await expect(analysts.ask({ kind: 'past' } as never)).rejects.toThrow();
	expect(await question()).toEqual(answers[0]);
	await analysts.close();
	await expect(question()).rejects.toThrow(Busy);
});

test('whoever looks at the wall sees the hour to come, anew every five minutes', async () => {
	const { branch, until } = await lakesideAt('10:24', 2);
	const nextOf = () =>
		Object.keys(branch.view('wall').view.kpis ?? {}).filter((id) => id.startsWith('next/'));
	expect(nextOf()).toEqual([]);
	branch.watch('wall');
	await vi.waitFor(() => expect(nextOf()).toHaveLength(12), 30_000);
	const [first] = nextOf();
	expect(first).toBe(`next/${Date.parse('2026-11-25T10:25:00+08:00')}`);
	await until('10:31');
	await vi.waitFor(() => expect(nextOf()).not.toContain(first), 30_000);
	expect(nextOf()).toHaveLength(12);
	expect(branch.view('lobby').view.kpis).toHaveProperty('today');
	expect(Object.keys(branch.view('lobby').view.kpis ?? {}).join()).not.toContain('next');
});
