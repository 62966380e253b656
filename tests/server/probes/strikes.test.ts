import { describe, expect, test } from 'vitest';
import { none, OK, wrong } from '#server/probes/result.ts';
import type { TryResult } from '#server/probes/result.ts';
import { Strikes } from '#server/probes/strikes.ts';
import type { Held } from '#server/probes/strikes.ts';
import { shareOf } from '#server/probes/watch.ts';

/** What is told after each try; each that is told gets to disk. */
function told(results: TryResult[], held: Held = { state: 'ok', cause: null }) {
	const strikes = new Strikes();
	return results.map((result) => {
		const verdict = strikes.judge(result, held);
		if (verdict !== null && verdict !== 'alive') strikes.told(verdict);
		return verdict;
	});
}

const silence = none('no_answer');
const bad = wrong('HTTP 503');
const UNKNOWN = { state: 'unknown', cause: 'no_answer' };
const OFFLINE = { state: 'offline', cause: 'wrong_answer' };

describe('three strikes', () => {
	test('say nothing of a device that somebody works on', () => {
		const resting = { state: 'maintenance', cause: null };
		expect(told([silence, silence, silence, bad, OK], resting)).toEqual([
			...[null, null, null, null, 'alive']
		]);
	});

	test('two that fail say nothing', () => {
		expect(told([silence, silence, OK, silence, silence])).toEqual([
			null,
			null,
			'alive',
			null,
			null
		]);
	});

	test('three are told once, and the first answer takes it back', () => {
		expect(told([silence, silence, silence, silence, OK, OK])).toEqual([
			...[null, null, UNKNOWN, null, { state: 'ok' }, 'alive']
		]);
		expect(told([bad, bad, bad, bad, OK])).toEqual([null, null, OFFLINE, null, { state: 'ok' }]);
		expect(told([none('unreachable'), silence, none('unreachable')]).at(-1)).toEqual(UNKNOWN);
	});

	test('between a wrong answer and none it flaps in silence', () => {
		const flapping = Array.from({ length: 30 }, (_, at) => (at % 2 === 0 ? bad : silence));
		expect(told(flapping).filter((each) => each !== null)).toEqual([OFFLINE]);
		expect(told([...flapping, silence, silence]).at(-1)).toEqual(UNKNOWN);
	});

	test('what no other try would change is told at once, and once', () => {
		const forbidden = none('probe_not_allowed');
		expect(told([forbidden, forbidden])).toEqual([
			...[{ state: 'unknown', cause: 'probe_not_allowed' }, null]
		]);
	});
});

describe('an answer', () => {
	test('with a status is told when that changes', () => {
		const low: TryResult = {
			answer: 'ok',
			status: { state: 'degraded', levels: { paper: 0.1, a: 1 } }
		};
		const same: TryResult = {
			answer: 'ok',
			status: { levels: { a: 1, paper: 0.1 }, state: 'degraded' }
		};
		expect(told([low, same, { answer: 'ok', status: { state: 'ok' } }])).toEqual([
			...[low.status, 'alive', { state: 'ok' }]
		]);
	});

	test('of who only knocks takes back what it said itself, also after a restart', () => {
		expect(told([OK], { state: 'unknown', cause: null })).toEqual([{ state: 'ok' }]);
		expect(told([OK], { state: 'offline', cause: 'wrong_answer' })).toEqual([{ state: 'ok' }]);
		expect(told([OK], { state: 'offline', cause: 'operator' })).toEqual(['alive']);
		expect(told([OK], { state: 'degraded', cause: 'paper_low' })).toEqual(['alive']);
	});

	test('that did not get to disk is told again', () => {
		const strikes = new Strikes();
		for (let n = 0; n < 2; n += 1) strikes.judge(silence, undefined);
		expect(strikes.judge(silence, undefined)).toEqual(UNKNOWN);
		expect(strikes.judge(silence, undefined)).toEqual(UNKNOWN);
	});
});

test('first tries are spread over the interval, each always at its place', () => {
	const shares = Array.from({ length: 1_000 }, (_, at) => shareOf(`lakeside/atm-${at}`));
	expect(shares).toEqual(Array.from({ length: 1_000 }, (_, at) => shareOf(`lakeside/atm-${at}`)));
	const tenths = Array.from(
		{ length: 10 },
		(_, tenth) => shares.filter((share) => Math.floor(share * 10) === tenth).length
	);
	expect(Math.min(...tenths)).toBeGreaterThan(60);
	expect(Math.max(...tenths)).toBeLessThan(140);
});
