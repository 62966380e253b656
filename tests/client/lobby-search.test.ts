import { expect, test } from 'vitest';
import { numberIn } from '../../src/routes/lobby/search.ts';
import { waitersOf } from '../../src/lib/client/waiter.ts';
import { listed } from '../../src/routes/lobby/waiting.ts';
import { rowsOf, ticket } from './lobby-rows.ts';

const rows = rowsOf([
	ticket('A051', 17, { customer: '欧阳**' }),
	ticket('A052', 16, { state: 'parked', tags: ['large_amount'] }),
	ticket('B015', 12, { service: 'transfer', state: 'called', counter: '4' }),
	ticket('B016', 9, { service: 'transfer', state: 'serving', counter: '5', further: ['cash'] })
]);
rows.services = {
	...rows.services,
	transfer: {
		...rows.services['transfer']!,
		name: { zh: '转账汇款', en: 'Transfers' }
	}
};
const tags = { large_amount: '大额' };

const find = (search: string) =>
	listed(waitersOf(rows), null, search, rows.services, tags)
		.map(({ ticket: { number } }) => number)
		.sort();

test.each([
	['its number as people say it', 'a51', ['A051']],
	['the beginning of a number', 'B', ['B015', 'B016']],
	['a service, in either language', '转账', ['B015', 'B016']],
	['a service, in either language', 'transf', ['B015', 'B016']],
	['what else somebody is here for', '现金', ['A051', 'A052', 'B016']],
	['a masked name', '欧阳', ['A051']],
	['a signal by its word', '大额', ['A052']],
	['a signal by its id', 'large_amount', ['A052']],
	['nobody', 'Z9', []]
])('a search finds everybody who is here by %s', (_, search, numbers) => {
	expect(find(search)).toEqual(numbers);
});

test('without a search only those in the lobby are listed', () => {
	expect(find(' ')).toEqual(['A051', 'A052']);
});

test.each([
	['c 902', 'C902'],
	['A051', 'A051'],
	['17', '17'],
	['王', null],
	['', null],
	['A', null]
])('%j may be the number %j', (search, number) => {
	expect(numberIn(search)).toBe(number);
});
