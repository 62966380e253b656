import { expect, test } from 'vitest';
import { contacts } from '#server/replay/contacts.ts';
import { LogError } from '#server/replay/log.ts';
import { fold } from '../../days/fold.ts';

const HEAD =
	'"age";"job";"marital";"education";"default";"balance";"housing";"loan";"contact";"day";"month";"duration";"campaign";"pdays";"previous";"poutcome";"y"';
const row = (day: number, month: string, y: string) =>
	`30;"unemployed";"married";"primary";"no";1787;"no";"no";"cellular";${day};"${month}";79;1;-1;0;"unknown";"${y}"`;
const read = (rows: string[], options = {}) => contacts.read([HEAD, ...rows].join('\n'), options);

test('a row is a talk, and a sale where the customer said yes; of the customer nothing is taken over', () => {
	const log = read([row(5, 'may', 'no'), row(5, 'may', 'yes')]);
	expect([...log.events].map(({ event }) => event)).toEqual([
		{
			type: 'engagement.recorded',
			at: Date.parse('2008-05-05T09:00:00+01:00'),
			subject: '',
			data: { staff: 'unnamed', result: 'declined', need: 'term_deposit' }
		},
		{
			type: 'engagement.recorded',
			at: Date.parse('2008-05-05T09:00:01+01:00'),
			subject: '',
			data: {
				staff: 'unnamed',
				result: 'interested',
				need: 'term_deposit',
				product: 'term-deposit'
			}
		},
		{
			type: 'sale.recorded',
			at: Date.parse('2008-05-05T09:00:01+01:00'),
			subject: 'contact-3',
			data: {
				product: 'term-deposit',
				amount: 0,
				currency: 'EUR',
				staff: 'unnamed',
				channel: 'lobby'
			}
		}
	]);
	expect(
		fold(
			log.branch!,
			[...log.events].map(({ event }) => event)
		).refused
	).toEqual([]);
});

test('in order of date a year begins where the month goes back', () => {
	const months = ['may', 'jun', 'dec', 'jan', 'mar', 'mar', 'feb'];
	const log = read(months.map((month) => row(7, month, 'no')));
	expect(log.years).toBe('inferred');
	expect(log.days).toEqual([
		...['2008-05-07', '2008-06-07', '2008-12-07', '2009-01-07', '2009-03-07', '2010-02-07']
	]);
});

test('in any other order nothing tells the year: all are of one, and it is said', () => {
	const rows = Array.from({ length: 80 }, (_, i) => row(29, i % 2 === 0 ? 'may' : 'feb', 'no'));
	const log = read(rows);
	expect(log.years).toBe('assumed');
	expect(log.days).toEqual(['2008-02-29', '2008-05-29']);
	expect(new Set([...log.events].map(({ id }) => id)).size).toBe(80);
});

test('one day of it has the ids that it has in the whole', () => {
	const rows = [row(5, 'may', 'yes'), row(6, 'may', 'no'), row(6, 'may', 'yes')];
	const day = [...read(rows, { day: '2008-05-06' }).events].map(({ id }) => id);
	expect(day).toHaveLength(3);
	const whole = [...read(rows).events].map(({ id }) => id);
	expect(whole).toEqual(expect.arrayContaining(day));
});

test('what cannot be read is named by its line, and the rest stays', () => {
	const log = read([
		row(5, 'may', 'no'),
		row(31, 'jun', 'no'),
		row(5, 'mai', 'no'),
		row(5, 'may', 'perhaps'),
		'30;"unemployed"',
		row(6, 'jan', 'no'),
		row(29, 'feb', 'yes')
	]);
	expect(log.broken).toEqual([
		{ line: 3, why: '"31 jun" is no date' },
		{ line: 4, why: 'month "mai" is not like "may"' },
		{ line: 5, why: 'y "perhaps" is neither yes nor no' },
		{ line: 6, why: 'has 2 cells instead of 17' },
		{ line: 8, why: 'is of a 29 February that was not' }
	]);
	expect(log.events).toHaveLength(2);
	expect(() => contacts.read('a,b,c')).toThrow(LogError);
});
