import { expect, test } from 'vitest';
import fc from 'fast-check';
import { rank, stageOf } from '#lib/domain/engagement/rank.ts';
import type { Ranked } from '#lib/domain/engagement/rank.ts';

const NOW = Date.parse('2026-11-25T02:24:00Z');
const MINUTE = 60_000;

/** Somebody in the lobby as a lobby manager would tell of them; minutes. */
interface Told {
	waited: number;
	/** Until the call; left out: nobody can say. */
	left?: number;
	value?: number;
	asked?: 'me' | 'Li Rui';
}

const VALUES = { outflow: 5, large: 3, maturing: 3, vip: 3 };

function ranked(id: string, { waited, left, value = 1, asked }: Told): Ranked {
	const since = NOW - waited * MINUTE;
	return {
		id,
		since,
		apologyFrom: since + 20 * MINUTE,
		earliest: left === undefined ? Infinity : NOW + left * MINUTE,
		value,
		offeredTo: asked === undefined ? null : asked === 'me' ? 'm01' : 'm02'
	};
}

/** The people of a situation are written in the order in which they should be seen to. */
const SITUATIONS: [words: string, people: Record<string, Told>][] = [
	[
		'two ordinary waits: whoever is called first',
		{ soon: { waited: 11, left: 3 }, later: { waited: 14, left: 8 } }
	],
	[
		'money about to leave with six minutes left is worth more than a chat with four',
		{ leaving: { waited: 2, left: 6, value: VALUES.outflow }, chat: { waited: 12, left: 4 } }
	],
	[
		'and with half an hour left it waits for the chat that is over in four minutes',
		{ chat: { waited: 12, left: 4 }, leaving: { waited: 1, left: 30, value: VALUES.outflow } }
	],
	[
		'money leaving before a maturing deposit, at the same time left',
		{
			leaving: { waited: 3, left: 6, value: VALUES.outflow },
			maturing: { waited: 9, left: 6, value: VALUES.maturing }
		}
	],
	[
		'a deposit that matures, five minutes left, before a long wait with three',
		{
			maturing: { waited: 4, left: 5, value: VALUES.maturing },
			wait: { waited: 13, left: 3 }
		}
	],
	[
		'a large amount with nine minutes left is as urgent as a wait with three: the larger is first',
		{
			large: { waited: 5, left: 9, value: VALUES.large },
			wait: { waited: 12, left: 3 }
		}
	],
	[
		'one minute left is only a greeting, even for money that leaves, and sinks below a slow wait',
		{
			wait: { waited: 11, left: 15 },
			leaving: { waited: 12, left: 1, value: VALUES.outflow }
		}
	],
	[
		'two minutes left is a talk still, a second less is not',
		{
			talk: { waited: 11, left: 2 },
			slow: { waited: 12, left: 16 },
			greeting: { waited: 12, left: 2 - 1 / 60 }
		}
	],
	[
		'whoever has waited for 23 minutes gets an apology before anything is sold',
		{
			apology: { waited: 23, left: 2 },
			leaving: { waited: 2, left: 4, value: VALUES.outflow }
		}
	],
	[
		'two apologies: whoever has longer to wait still can wait for it, the other not',
		{ soon: { waited: 21, left: 1 }, later: { waited: 27, left: 9 } }
	],
	[
		'two apologies with no counter open: the longer wait',
		{ longer: { waited: 31 }, shorter: { waited: 22 } }
	],
	[
		'an apology is not worth more because the customer is rich',
		{
			soon: { waited: 25, left: 3 },
			rich: { waited: 25, left: 4, value: VALUES.vip }
		}
	],
	[
		'what I am asked before what Li Rui is asked, even if hers is called first',
		{
			mine: { waited: 11, left: 9, asked: 'me' },
			hers: { waited: 12, left: 3, asked: 'Li Rui' }
		}
	],
	[
		'what nobody in particular is asked is mine as well',
		{
			everybodys: { waited: 12, left: 4 },
			mine: { waited: 11, left: 6, asked: 'me' },
			hers: { waited: 13, left: 3, asked: 'Li Rui' }
		}
	],
	[
		'a greeting of mine before a talk of hers',
		{
			greeting: { waited: 13, left: 1, asked: 'me' },
			talk: { waited: 11, left: 6, asked: 'Li Rui' },
			herGreeting: { waited: 14, left: 0.5, asked: 'Li Rui' }
		}
	],
	[
		'an apology that she is asked for before a talk of mine, after an apology of mine',
		{
			mine: { waited: 21, left: 8, asked: 'me' },
			hers: { waited: 28, left: 2, asked: 'Li Rui' },
			talk: { waited: 11, left: 3, asked: 'me' }
		}
	],
	[
		'no counter open for them: the most time of all, the most valuable first',
		{
			wait: { waited: 11, left: 19 },
			vip: { waited: 2, value: VALUES.vip },
			longer: { waited: 15 },
			shorter: { waited: 12 },
			greeting: { waited: 12, left: 1 }
		}
	],
	[
		'called any moment and still there: a greeting, whoever is most overdue has no more than the others',
		{
			talk: { waited: 11, left: 4 },
			overdue: { waited: 13, left: -2 },
			due: { waited: 12, left: 0 }
		}
	],
	['the same in everything: whoever came first', { first: { waited: 12 }, second: { waited: 11 } }]
];

test.each(SITUATIONS)('%s', (_, people) => {
	const prompts = Object.entries(people).map(([id, told]) => ranked(id, told));
	for (const shown of [prompts, prompts.toReversed()]) {
		expect(rank(shown, 'm01', NOW).map(({ id }) => id)).toEqual(Object.keys(people));
	}
});

test('whoever stands still is asked the same by the same lobby manager, in whatever order prompts came', () => {
	const told = fc.record({
		waited: fc.integer({ min: 0, max: 40 }),
		left: fc.option(fc.integer({ min: -3, max: 40 }), { nil: undefined }),
		value: fc.constantFrom(1, 2, 3, 5),
		asked: fc.constantFrom(undefined, 'me' as const, 'Li Rui' as const)
	});
	fc.assert(
		fc.property(fc.array(told, { maxLength: 12 }), fc.integer(), (people, seed) => {
			const prompts = people.map(({ left, asked, ...rest }, n) =>
				ranked(`p${n}`, {
					...rest,
					...(left !== undefined && { left }),
					...(asked !== undefined && { asked })
				})
			);
			const shuffled = prompts.toSorted((a, b) => hash(a.id, seed) - hash(b.id, seed));
			const order = rank(prompts, 'm01', NOW);
			expect(rank(shuffled, 'm01', NOW)).toEqual(order);
			// No sale before an apology, and no talk of mine below a greeting of mine.
			const stages = order.map((each) => stageOf(each, NOW));
			const last = stages.lastIndexOf('apology');
			expect(stages.slice(0, last + 1).every((stage) => stage === 'apology')).toBe(true);
			const own = order.filter(({ offeredTo }) => offeredTo !== 'm02');
			const mine = own.map((each) => stageOf(each, NOW));
			expect(mine.lastIndexOf('talk')).toBeLessThan(
				mine.includes('greeting') ? mine.indexOf('greeting') : Infinity
			);
		})
	);
});

function hash(id: string, seed: number): number {
	let h = seed | 0;
	for (const char of id) h = (Math.imul(h, 31) + char.charCodeAt(0)) | 0;
	return h;
}
