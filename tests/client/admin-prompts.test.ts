import { describe, expect, test } from 'vitest';
import { catalogueOf } from '#lib/domain/catalogue/catalogue.ts';
import { nobodyTakesIt } from '#lib/domain/engagement/rules/nobody-takes-it.ts';
import { en, zh } from '#lib/i18n/prompts.ts';
import { lakeside } from '#server/demo/lakeside.ts';
import { cardFor, tagsOf } from '../../src/routes/admin/prompts/card.ts';
import type { Customer } from '../../src/routes/admin/prompts/card.ts';
import {
	ALL_RULES,
	duration,
	explained,
	momentsOf,
	ruleById,
	settingsOf
} from '../../src/routes/admin/prompts/rules.ts';

const rule = (id: string) => ruleById(id)!;
const told = (id: string, nth: number) =>
	momentsOf(rule(id).examples[nth]!, en).map(({ at, what }) => [at, what]);

describe('a rule explains itself', () => {
	test('with the branch’s own number, in both languages, and never with a gap', () => {
		const settings = settingsOf({ longWait: { seconds: 480 }, prompts: { vip: { after: 90 } } });
		expect(explained(rule('vip'), settings(rule('vip')), zh, 'zh')).toBe(
			'贵宾取号1 分 30 秒后提示：先去问候。'
		);
		expect(explained(rule('vip'), settings(rule('vip')), en, 'en')).toContain('1 min 30 s after');
		expect(explained(rule('long_wait'), settings(rule('long_wait')), en, 'en')).toContain(
			'limit of 8 minutes'
		);
		for (const each of ALL_RULES) {
			for (const [words, locale] of [
				[zh, 'zh'],
				[en, 'en']
			] as const) {
				expect(explained(each, settings(each), words, locale)).not.toMatch(/\{|undefined|NaN/);
			}
		}
	});

	test('by the defaults where nothing can be read', () => {
		for (const file of [{}, { prompts: 7, longWait: 'x' }, { prompts: { vip: { after: 'x' } } }]) {
			expect(settingsOf(file)(rule('vip'))).toEqual({ on: true, after: 30, written: 30, value: 3 });
			expect(settingsOf(file)(rule('long_wait')).after).toBe(600);
		}
		expect(settingsOf({})(rule('likely_long_wait')).on).toBe(false);
		expect(settingsOf({})(nobodyTakesIt)).toEqual({
			on: true,
			after: 60,
			written: 60,
			value: null
		});
	});

	test.each([
		[1, '1 second'],
		[45, '45 seconds'],
		[60, '1 minute'],
		[300, '5 minutes'],
		[90, '1 min 30 s']
	])('%s s are said as %s', (seconds, said) => {
		expect(duration(seconds, en)).toBe(said);
	});
});

describe('an example is a line of moments', () => {
	test('in the order in which they come, with the rule’s own among them', () => {
		expect(told('vip', 0)).toEqual([
			['0:00', 'ticket'],
			['0:30', 'prompt']
		]);
		expect(told('long_wait', 0)).toEqual([
			['0:00', 'ticket'],
			['10:00.001', 'prompt']
		]);
		expect(told('long_wait', 1)).toEqual([
			['0:00', 'ticket'],
			['10:00', 'call'],
			[null, 'no prompt']
		]);
		expect(told('divertible', 2)).toEqual([
			['0:00', 'ticket'],
			['5:00', 'the machine works again'],
			['5:00', 'prompt']
		]);
		expect(told('nobody_takes_it', 1)).toEqual([
			['0:00', 'person 1 is asked'],
			['0:30', 'taken']
		]);
	});

	test('with one moment at least that the rule brings about, or says that it does not', () => {
		for (const { examples } of ALL_RULES) {
			for (const example of examples) {
				expect(momentsOf(example, zh).filter(({ own }) => own).length).toBeGreaterThan(0);
			}
		}
	});
});

describe('what a card says', () => {
	const catalogue = { ...catalogueOf(lakeside), retention: lakeside.retention ?? [] };
	const card = (customer: Partial<Customer>) =>
		cardFor(
			{ service: 'cash', signals: [], tenor: null, risk: null, ...customer },
			catalogue,
			en.card,
			(name) => name.en,
			(tag) => tag
		);

	test('asks before a need is known, and says the sentence of the service', () => {
		const empty = card({});
		expect(empty.lines).toEqual([en.card.noNeed]);
		expect(empty.parts).toEqual([]);
		expect(empty.guards).toEqual([]);
		expect(empty.pitch?.why).toBe(en.card.pitchWhy.service);
	});

	test('of somebody who takes money away: questions, three arguments, then the product and its guards', () => {
		const leaving = card({ signals: ['outflow'], tenor: 90 });
		expect(leaving.lines).toEqual([
			'Need: Money leaving, for the mark “outflow”',
			'May be named: Steady 3M',
			'Its tenor is 90 days, the money is free for 90'
		]);
		expect(leaving.parts.map(({ id, sentences }) => [id, sentences.length])).toEqual([
			['questions', 2],
			['retention', 3],
			['points', 2]
		]);
		expect(leaving.guards).toEqual([en.card.guards.risk_unknown, en.card.guards.recording]);
		expect(leaving.pitch?.why).toBe(en.card.pitchWhy.need);
	});

	test('names no product that is too long or too risky', () => {
		const short = card({ signals: ['maturing'], tenor: 30, risk: 'R1' });
		expect(short.lines.at(-1)).toBe(en.card.noProduct);
		expect(short.guards).toEqual([]);
	});

	test('by the tags that a ticket would have', () => {
		expect(tagsOf({ service: 'cash', signals: ['vip'], tenor: 0, risk: 'R2' })).toEqual([
			'vip',
			'tenor_0',
			'risk_r2'
		]);
	});
});
