import { describe, expect, test } from 'vitest';
import { cloudEvents } from '#server/replay/events.ts';

const event = (id: string, time: string, type = 'ticket.issued') => ({
	specversion: '1.0',
	id,
	source: '/machine',
	type,
	subject: 'A001',
	time,
	data: { service: 'cash' }
});
const lines = (...values: unknown[]) => values.map((value) => JSON.stringify(value)).join('\n');

describe.each([
	['one object a line', (...values: unknown[]) => lines(...values)],
	['one array', (...values: unknown[]) => JSON.stringify(values, null, 2)]
])('%s', (_, write) => {
	test('in the order of time, what shares an instant in the order of the file', () => {
		const log = cloudEvents.read(
			write(
				event('3', '2026-11-25T10:00:01Z'),
				event('1', '2026-11-25T10:00:00Z'),
				event('2', '2026-11-25T18:00:00+08:00')
			)
		);
		expect([...log.events].map(({ id }) => id)).toEqual(['1', '2', '3']);
		expect(log.broken).toEqual([]);
		expect(log.branch).toBeNull();
	});

	test('what the schemas refuse is named by line', () => {
		const log = cloudEvents.read(
			write(
				event('1', '2026-11-25T10:00:00Z'),
				event('2', '2026-11-25T10:00:00Z', 'ticket.exploded'),
				{ ...event('3', ''), time: undefined },
				[]
			)
		);
		expect(log.events).toHaveLength(1);
		expect(log.broken.map(({ line }) => line)).toEqual([2, 3, 4]);
		expect(log.broken[1]?.why).toBe('has no time (RFC 3339)');
	});
});

test('broken lines cost themselves alone', () => {
	const log = cloudEvents.read(
		['{"specversion"', '', lines(event('1', '2026-11-25T10:00:00Z')), '}'].join('\n')
	);
	expect(log.events).toHaveLength(1);
	expect(log.broken).toEqual([
		{ line: 1, why: 'is not JSON' },
		{ line: 4, why: 'is not JSON' }
	]);
});

test('one day, by the calendar of the branch', () => {
	const text = lines(event('1', '2026-11-24T15:59:59Z'), event('2', '2026-11-24T16:00:00Z'));
	const log = cloudEvents.read(text, { day: '2026-11-25', timeZone: 'Asia/Shanghai' });
	expect([...log.events].map(({ id }) => id)).toEqual(['2']);
	expect(log.skipped).toEqual({ other_day: 1 });
	expect(log.days).toEqual(['2026-11-25']);
});

test('a broken array is no log', () => {
	expect(() => cloudEvents.read('[{"specversion": "1.0"}')).toThrow('begins like a JSON array');
});
