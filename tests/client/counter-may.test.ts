import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/routes/counter/keys.ts';
import type { Command } from '../../src/routes/counter/keys.ts';
import { whyNot, whyNotCall } from '../../src/routes/counter/may.ts';
import type { Moment } from '../../src/routes/counter/may.ts';
import type { Situation, Waited } from '../../src/routes/counter/situation.ts';
import { stepOf } from '../../src/routes/counter/step.ts';
import * as messages from '../../src/lib/i18n/counter.ts';
import { NOW, ticket } from './counter-rows.ts';

const called: Situation = { at: 'called', ticket: ticket('A1', 5), since: NOW };
const serving: Situation = { at: 'serving', ticket: ticket('A1', 5), since: NOW };
const idle: Situation = { at: 'idle', since: NOW };
const paused: Situation = { at: 'paused', reason: undefined, since: NOW };
const fresh: Waited = { calls: 1, recallsLeft: 2, noShowIn: 12, suggested: false };

function moment(situation: Situation, more: Partial<Moment> = {}): Moment {
	const plain = {
		...{ waited: null, busy: false, stale: false, helpOpen: false, empty: false },
		undoable: false
	};
	return { situation, ...plain, ...more };
}

function may(situation: Situation, more: Partial<Moment> = {}): Command[] {
	return COMMANDS.filter((command) => whyNot(command, moment(situation, more)) === null);
}

describe('what may be done', () => {
	test('goes by where the counter stands', () => {
		expect(may({ at: 'closed' })).toEqual(['primary', 'profile']);
		expect(may(idle)).toEqual(['primary', 'pause', 'help', 'profile', 'sale']);
		expect(may(serving)).toEqual([
			'primary',
			'finish',
			'details',
			'park',
			'transfer',
			'return',
			'help',
			'profile',
			'sale'
		]);
		expect(may(paused)).toEqual(['primary', 'help', 'sale']);
		expect(may({ at: 'other', staff: 't02' })).toEqual(['primary']);
	});

	test('a no-show after the while, a recall while one is left', () => {
		expect(may(called, { waited: fresh })).toContain('recall');
		expect(whyNot('no_show', moment(called, { waited: fresh }))).toEqual({
			code: 'too_early',
			n: 12
		});
		const spent = { calls: 3, recallsLeft: 0, noShowIn: 0, suggested: true };
		expect(may(called, { waited: spent })).toContain('no_show');
		expect(whyNot('recall', moment(called, { waited: spent }))).toEqual({
			code: 'recalls_used',
			n: 3
		});
		expect(whyNot('finish', moment(called, { waited: fresh }))).toEqual({ code: 'start_first' });
	});

	test('nothing twice: while a step is being saved no other begins', () => {
		// What was sold is a fact, and waits for no step.
		expect(may(serving, { busy: true })).toEqual(['sale']);
		expect(whyNotCall(moment(idle, { busy: true }))).toEqual({ code: 'busy' });
	});

	test('without a connection only what is a fact about the customer in front', () => {
		expect(may(serving, { stale: true })).toEqual(['primary', 'finish', 'details', 'sale']);
		expect(may(called, { stale: true, waited: fresh })).toEqual(['primary', 'sale']);
		expect(may(idle, { stale: true })).toEqual(['sale']);
		expect(may({ at: 'closed' }, { stale: true })).toEqual([]);
		expect(whyNotCall(moment(idle, { stale: true }))).toEqual({ code: 'stale' });
	});

	test('what was told a moment ago can be taken back, and nothing else', () => {
		expect(may(serving, { undoable: true, stale: true })).toContain('undo');
		expect(whyNot('undo', moment(serving))).toEqual({ code: 'no_undo' });
		expect(whyNot('sale', moment({ at: 'closed' }))).toEqual({ code: 'closed' });
	});

	test('help is called once', () => {
		expect(whyNot('help', moment(idle, { helpOpen: true }))).toEqual({ code: 'help_open' });
	});

	test('one is called out of turn when nobody is here', () => {
		expect(whyNotCall(moment(idle))).toBeNull();
		expect(whyNotCall(moment(serving))).toEqual({ code: 'finish_first', number: 'A1' });
		expect(whyNotCall(moment(paused))).toEqual({ code: 'paused' });
	});
});

describe('the next step', () => {
	const t = messages.zh;
	const step = (situation: Situation, next: string | null, more: Partial<Moment> = {}) =>
		stepOf(moment(situation, { empty: next === null, ...more }), null, next, t);

	test('says what it does, and whom it calls as far as is known', () => {
		expect(step({ at: 'closed' }, 'A2')).toMatchObject({ words: '开窗' });
		expect(step(idle, 'A2')).toMatchObject({ words: '叫号', number: 'A2', idle: false });
		expect(step(called, 'A2')).toEqual({ words: '开始', busy: false, idle: false });
		expect(step(serving, 'A2')).toMatchObject({ words: '办结，叫下一位', number: 'A2' });
		expect(step(serving, null)).toMatchObject({ aside: '没有人在等', idle: false });
		expect(step(idle, null)).toMatchObject({ aside: '没有人在等', idle: true });
	});

	test('says what is not checked before it opens, and is the same step all the same', () => {
		const opening = stepOf(moment({ at: 'closed' }), null, 'A2', t, 2);
		expect(opening).toMatchObject({ words: '开窗', aside: '还差 2 项检查', idle: false });
		expect(stepOf(moment({ at: 'closed' }), null, 'A2', t, 0).aside).toBeUndefined();
		expect(stepOf(moment(idle), null, 'A2', t, 2).aside).toBeUndefined();
	});

	test('under way it names no number: nobody has given one yet', () => {
		const busy = moment(idle, { busy: true });
		const calling = { type: 'ticket.called', waiting: false };
		expect(stepOf(busy, calling, 'A2', t)).toEqual({ words: '正在叫号', busy: true, idle: false });
		const trying = { type: 'ticket.called', waiting: true };
		expect(stepOf(busy, trying, 'A2', t).words).toBe('没有连上，正在再试');
		const kept = { type: 'ticket.finished', waiting: true };
		expect(stepOf(busy, kept, 'A2', t).words).toBe('已记在这里，连上后再送');
	});

	test('without a connection it finishes and calls nobody', () => {
		expect(step(serving, 'A2', { stale: true })).toEqual({
			words: '办结，连上后再送',
			busy: false,
			idle: false
		});
	});
});
