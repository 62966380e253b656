import { expect, test } from 'vitest';
import { ClockWatch } from '#server/clock-watch.ts';
import { manualClock } from '../../support/manual-clock.ts';

test('a clock that is set is told of once, with how far; one that passes, or is led back gently, is not', () => {
	const ticking = manualClock();
	let set = 0;
	const said: string[] = [];
	const watch = new ClockWatch(
		{ ...ticking, real: () => ticking.now() + set },
		(sentence) => void said.push(sentence)
	);
	ticking.advance(10_000);
	for (let n = 0; n < 20; n += 1) {
		set -= 500;
		ticking.advance(5_000);
	}
	expect([said, watch.steps, watch.last]).toEqual([[], 0, null]);
	set += 3_600_000;
	ticking.advance(5_000);
	set -= 7_200_000;
	ticking.advance(5_000);
	expect(said).toEqual([
		expect.stringContaining('went forward by 3600.0 s'),
		expect.stringContaining('went back by 7200.0 s')
	]);
	expect(watch).toMatchObject({ steps: 2, last: { by: -7_200_000 } });
	watch.dispose();
	expect(ticking.pending).toBe(0);
});
