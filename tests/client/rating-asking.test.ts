import { describe, expect, test } from 'vitest';
import { answered, ASKS_FOR, begin, follow } from '../../src/routes/rating/asking.ts';

const T = 1_000_000;

describe('a pad', () => {
	test('asks when a service is over, for half a minute', () => {
		const idle = begin({}, { branch: T, real: 0 });
		expect(idle.ticket).toBeNull();
		const asking = follow(idle, { ratable: 'A1' }, 1_000);
		expect(asking.ticket).toBe('A1');
		expect(follow(asking, { ratable: 'A1' }, 1_000 + ASKS_FOR - 1).ticket).toBe('A1');
		const over = follow(asking, { ratable: 'A1' }, 1_000 + ASKS_FOR);
		expect(over.ticket).toBeNull();
		expect(follow(over, { ratable: 'A1' }, 2_000 + ASKS_FOR).ticket).toBeNull();
	});

	test('asks no longer once it was said on the phone, or the next service has begun', () => {
		const asking = follow(begin({}, { branch: T, real: 0 }), { ratable: 'A1' }, 0);
		expect(follow(asking, {}, 1).ticket).toBeNull();
	});

	test('asks about the next one at once, and about none twice', () => {
		const first = follow(begin({}, { branch: T, real: 0 }), { ratable: 'A1' }, 0);
		const second = follow(first, { ratable: 'A2' }, 5_000);
		expect(second).toMatchObject({ ticket: 'A2', until: 5_000 + ASKS_FOR });
		const said = answered(second);
		expect(said.ticket).toBeNull();
		// Its row is the same until the branch has heard of it.
		expect(follow(said, { ratable: 'A2' }, 5_100).ticket).toBeNull();
	});

	test('that is switched on asks about what was finished a moment ago, and nothing older', () => {
		const fresh = begin({ ratable: 'A1', since: T - 10_000 }, { branch: T, real: 500 });
		expect(fresh).toMatchObject({ ticket: 'A1', until: 500 + ASKS_FOR - 10_000 });
		expect(begin({ ratable: 'A1', since: T - ASKS_FOR }, { branch: T, real: 0 }).ticket).toBeNull();
		// Somebody is called there already: nobody can say how long it is ago.
		expect(begin({ ratable: 'A1' }, { branch: T, real: 0 }).ticket).toBeNull();
	});
});
