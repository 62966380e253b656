import { describe, expect, test } from 'vitest';
import { timetableOf } from '#lib/domain/forecast/whatif/timetable.ts';
import { usualServices } from '#lib/domain/forecast/whatif/usual-service.ts';
import type { Stay } from '#lib/domain/forecast/whatif/stay.ts';
import { configOf } from '#lib/domain/config/config.ts';
import { at, smallBranch } from '../support/history.ts';
import { issued, pooled, served } from '../support/whatif.ts';

function tableOf(stays: Stay[], config = pooled(2), now = Infinity) {
	const sorted = [...stays].sort((a, b) => a.enteredAt - b.enteredAt);
	return timetableOf(sorted, usualServices(sorted, config), config, now);
}

describe('the timetable of a counter', () => {
	test('is from its first call until the middle of its last service', () => {
		const { duties } = tableOf([
			served('A1', at('09:00'), at('09:00'), at('09:10')),
			served('A2', at('09:20'), at('09:30'), at('09:50'))
		]);
		expect(duties).toMatchObject([
			{ counter: '1', from: at('09:00'), until: at('09:40'), services: ['cash', 'opening'] }
		]);
	});

	test('has a break where it was idle while somebody waited for it, and none where nobody did', () => {
		const stays = [
			served('A1', at('09:00'), at('09:00'), at('09:10')),
			// Nobody is there from 9:10 to 9:20; from then on somebody is left waiting.
			served('A2', at('09:20'), at('09:30'), at('09:40')),
			served('A3', at('10:00'), at('10:00'), at('10:10'))
		];
		expect(tableOf(stays).pauses).toEqual([{ counter: '1', at: at('09:20'), length: 600_000 }]);
	});

	test('counts short papers to the customer before, and a short reaction to the one after', () => {
		const first = served('A1', at('09:00'), at('09:00'), at('09:10'));
		const second = served('A2', at('09:05'), at('09:10:40'), at('09:20'));
		const third = served('A3', at('09:30'), at('09:30:20'), at('09:40'));
		const { pauses, held } = tableOf([first, second, third]);
		expect(pauses).toEqual([]);
		expect(held.get(first)).toEqual({ time: 640_000, reaction: 0 });
		expect(held.get(third)).toEqual({ time: 580_000, reaction: 20_000 });
	});

	test('does not take a forgotten service for work', () => {
		const forgotten = served('A1', at('09:00'), at('09:00'), at('16:00'));
		const { duties, held } = tableOf([forgotten]);
		expect(held.get(forgotten)?.time).toBeNull();
		// Five minutes, the usual of a service that the branch file says nothing about; half of them count.
		expect(duties).toMatchObject([{ from: at('09:00'), until: at('09:02:30') }]);
	});

	test('ends a service with the next call at the same counter', () => {
		const slow = served('A1', at('09:00'), at('09:00'), at('09:30'));
		const { held } = tableOf([slow, served('A2', at('09:00'), at('09:05'), at('09:06'))]);
		expect(held.get(slow)?.time).toBe(300_000);
	});

	test('does what it is set up for, and what else it did while it did it', () => {
		const config = configOf(smallBranch());
		const { duties } = tableOf(
			[
				served('A1', at('09:00'), at('09:00'), at('09:10'), '3', { service: 'opening' }),
				served('A2', at('09:10'), at('09:10'), at('09:20'), '3'),
				served('A3', at('09:30'), at('09:30'), at('09:40'), '3'),
				served('A4', at('09:50'), at('09:50'), at('10:10'), '3', { service: 'opening' })
			],
			config
		);
		expect(duties.map(({ from, services }) => [from, services])).toEqual([
			[at('09:00'), ['opening']],
			[at('09:10'), ['opening', 'cash']],
			[at('09:30') + 1, ['opening']]
		]);
	});

	test('of a counter that the branch file no longer knows is what it did', () => {
		const { duties } = tableOf([served('A1', at('09:00'), at('09:00'), at('09:10'), 'old 7')]);
		expect(duties).toMatchObject([{ counter: 'old 7', services: ['cash'] }]);
	});

	test('takes nobody for waiting who must have left without a word', () => {
		const ghost = issued('A1', at('09:00'));
		const others = ['A2', 'A3', 'A4', 'A5'].map((number, index) => {
			const call = at('09:10') + index * 600_000;
			return served(number, call, call, call + 60_000);
		});
		// A1 was there at most until A4 was called: in 9:11 to 9:20 and 9:21 to 9:30 the counter left it waiting.
		expect(tableOf([ghost, ...others]).pauses.map(({ at: from }) => from)).toEqual([
			at('09:11'),
			at('09:21')
		]);
	});

	test('knows which counters are away at this moment', () => {
		const stays = [
			served('A1', at('09:00'), at('09:00'), at('09:10'), '1'),
			served('A2', at('09:00'), at('09:00'), at('09:12'), '2'),
			issued('A3', at('09:11'))
		];
		expect(tableOf(stays, pooled(2), at('09:12:30')).away).toEqual(new Set(['1']));
		expect(tableOf(stays, pooled(2), at('09:20')).away).toEqual(new Set(['1', '2']));
	});
});
