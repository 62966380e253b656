import { expect, test } from 'vitest';
import type { BranchRow, Name } from '#lib/protocol/index.ts';
import {
	bottomLines,
	fitsLine,
	hugeLines,
	isBeside,
	lineAt,
	missedCall,
	sizeOf
} from '../../src/routes/display/lines.ts';
import { branch } from './lobby-rows.ts';

const nobody: Name = { zh: '请等候叫号', en: 'Please wait for your number' };
const rates: Name = { zh: '今日定期利率已调整', en: 'New deposit rates today' };
const long: Name = { zh: '请'.repeat(60), en: 'please '.repeat(20) };

/** The branch with what its file tells. */
function telling(more: object): BranchRow {
	return { ...branch, ...more };
}

test('without messages the huge place says what to do, and the bottom line what a missed call means', () => {
	expect(hugeLines(nobody, branch)).toEqual([nobody]);
	for (const isCalling of [true, false]) {
		expect(bottomLines(branch, isCalling).map(({ zh }) => zh)).toEqual([
			'过号了？3 个号以内回来，下一位就办您的。'
		]);
	}
});

test('messages have their turn in the huge place, and below only while a call stands there', () => {
	const told = telling({ messages: [rates, long] });
	expect(hugeLines(nobody, told)).toEqual([nobody, rates, long]);
	expect(bottomLines(told, false)).toEqual([missedCall(told)]);
	// What is too long for one line waits for the huge place.
	expect(bottomLines(told, true)).toEqual([missedCall(told), rates]);
});

test('each line has its turn, and after the last one the first', () => {
	const lines = hugeLines(nobody, telling({ messages: [rates] }));
	expect([0, 1, 2, 3].map((turn) => lineAt(lines, turn)?.en)).toEqual([
		nobody.en,
		rates.en,
		nobody.en,
		rates.en
	]);
	expect(lineAt([], 3)).toBeUndefined();
});

test('the number of a missed call is the branch’s own, and none where coming back gains nothing', () => {
	expect(missedCall(telling({ calling: { returnNext: 5 } }))?.zh).toContain('5 个号');
	expect(missedCall(telling({ calling: { returnNext: 1 } }))?.en).toBe(
		'Missed your call? Back within 1 number, you are next.'
	);
	expect(missedCall(telling({ calling: { returnNext: 0 } }))).toBe(null);
	expect(bottomLines(telling({ calling: { returnNext: 0 } }), true)).toEqual([]);
});

test('longer texts are set smaller', () => {
	expect(sizeOf(nobody)).toBe('large');
	expect(sizeOf({ zh: '请'.repeat(30), en: '' })).toBe('middle');
	expect(sizeOf({ zh: '', en: 'x'.repeat(120) })).toBe('small');
	expect([isBeside(rates), isBeside(long), fitsLine(rates), fitsLine(long)]).toEqual([
		true,
		false,
		true,
		false
	]);
});
