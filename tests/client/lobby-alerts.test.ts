import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AT_MOST_EVERY, SILENT, alertOf, ring } from '../../src/routes/lobby/alerts.ts';
import type { Alert } from '../../src/routes/lobby/alerts.ts';
import type { PromptRow } from '../../src/lib/protocol/index.ts';
import { byId, prompt, taken } from './lobby-rows.ts';

const nothing = () => false;
const heard = (
	before: PromptRow[],
	after: PromptRow[],
	done = nothing as (id: string) => boolean
) => alertOf(byId(before), byId(after), 'm01', done);

describe('what is worth a tone', () => {
	test('a new prompt, and one that somebody else gave back', () => {
		expect(heard([], [prompt('A1', 11)])).toBe('new');
		expect(heard([taken('A1', 11, 'm02')], [prompt('A1', 11)])).toBe('new');
	});

	test('an escalation of what is open or mine, before anything new', () => {
		const up = { level: 1 };
		expect(heard([prompt('A1', 19)], [prompt('A1', 19, up)])).toBe('escalated');
		expect(heard([taken('A1', 19, 'm01')], [{ ...taken('A1', 19, 'm01'), ...up }])).toBe(
			'escalated'
		);
		expect(heard([prompt('A1', 19)], [prompt('A2', 11), prompt('A1', 19, up)])).toBe('escalated');
	});

	test('not what somebody else has, what I did, or what merely closed', () => {
		expect(heard([prompt('A1', 11)], [taken('A1', 11, 'm02')])).toBeNull();
		expect(heard([taken('A1', 19, 'm02')], [{ ...taken('A1', 19, 'm02'), level: 1 }])).toBeNull();
		expect(heard([prompt('A1', 11)], [taken('A1', 11, 'm01')])).toBeNull();
		expect(heard([taken('A1', 11, 'm01')], [prompt('A1', 11)], () => true)).toBeNull();
		expect(heard([prompt('A1', 11)], [])).toBeNull();
	});

	test('what a colleague is asked is heard there, and here once I am asked', () => {
		const asked = (offeredTo: string) => prompt('A1', 11, { offeredTo });
		expect(heard([], [asked('m02')])).toBeNull();
		expect(heard([], [asked('m01')])).toBe('new');
		expect(heard([asked('m02')], [asked('m01')])).toBe('new');
		expect(heard([asked('m02')], [prompt('A1', 11)])).toBe('new');
		expect(heard([prompt('A1', 11)], [asked('m01')])).toBeNull();
		expect(heard([asked('m02')], [{ ...asked('m02'), level: 1 }])).toBe('escalated');
	});

	test('nothing for errands: they are duties in their place', () => {
		const errand = { rule: 'form_unchecked' as const, kind: 'operate' as const };
		expect(heard([], [prompt('B1', 1, errand)])).toBeNull();
	});
});

describe('the bell', () => {
	test('holds back what comes too soon, the more urgent of it, and sounds it then', () => {
		const first = ring(SILENT, 'new', 1_000);
		expect(first.sound).toBe('new');
		const second = ring(first.bell, 'escalated', 5_000);
		expect(second).toMatchObject({ sound: null, again: 16_000 });
		const third = ring(second.bell, 'new', 6_000);
		expect(third.sound).toBeNull();
		expect(ring(third.bell, null, 21_000).sound).toBe('escalated');
	});

	test('has nothing to say when nothing was held back', () => {
		expect(ring(ring(SILENT, 'new', 0).bell, null, 30_000)).toMatchObject({
			sound: null,
			again: null
		});
	});

	test('never sounds twice in twenty seconds, and never swallows the last alert', () => {
		const step = fc.record({
			after: fc.integer({ min: 0, max: 30_000 }),
			alert: fc.constantFrom<Alert>('new', 'escalated')
		});
		fc.assert(
			fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), (steps) => {
				let bell = SILENT;
				let now = 0;
				const sounded: number[] = [];
				for (const { after, alert } of steps) {
					now += after;
					const answer = ring(bell, alert, now);
					bell = answer.bell;
					if (answer.sound) sounded.push(now);
					else expect(answer.again).toBeGreaterThan(0);
				}
				const last = ring(bell, null, now + AT_MOST_EVERY);
				expect(last.sound !== null || bell.held === null).toBe(true);
				for (let i = 1; i < sounded.length; i += 1) {
					expect((sounded[i] as number) - (sounded[i - 1] as number)).toBeGreaterThanOrEqual(
						AT_MOST_EVERY
					);
				}
			})
		);
	});
});
