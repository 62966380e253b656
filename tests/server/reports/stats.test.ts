import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	engagementRecord,
	pitchRecord,
	promptRecord,
	referralRecord,
	saleRecord,
	ticketRecord
} from '#lib/domain/history.ts';
import type { TodayRow } from '#lib/protocol/index.ts';
import { statsOf, type Noted, type StatGrouping } from '#server/reports/stats.ts';
import { livelyBranch, step, tellAll } from '../../support/arbitrary.ts';
import { Told } from '../../support/history.ts';

/** What the store would hold of today. */
function notedBy({ state: { today } }: Told): Noted {
	const stands = <T extends { undone: boolean }>(things: readonly T[] = []) =>
		things.filter(({ undone }) => !undone);
	const prompts = [...(today?.prompts.values() ?? [])].map((each) => promptRecord('b', each));
	return {
		tickets: [...(today?.tickets.values() ?? [])].map((each) => ticketRecord('b', each)),
		prompts,
		work: {
			prompts,
			engagements: stands(today?.engagements).map((each) => engagementRecord('b', each)),
			pitches: stands(today?.pitches).map((each) => pitchRecord('b', each)),
			referrals: [...(today?.referrals.values() ?? [])]
				.filter(({ state }) => state !== 'undone')
				.map((each) => referralRecord('b', each)),
			sales: [...(today?.sales.values() ?? [])]
				.filter(({ cancelled }) => !cancelled)
				.map((each) => saleRecord('b', each))
		}
	};
}

const histories = fc.array(step, { minLength: 1, maxLength: 120 });

describe('figures from history', () => {
	it('of a day are those of the day’s row', () => {
		fc.assert(
			fc.property(histories, (steps) => {
				const branch = new Told(livelyBranch());
				tellAll(branch, steps);
				const { rows, currency } = statsOf('day', notedBy(branch), branch.state.config);
				const [row] = rows;
				fc.pre(row !== undefined);
				const day = branch.view().kpis['today'] as TodayRow;
				// Whoever still waits is in the day's row alone: history knows no wait that has not ended.
				const { key: _, longestWait, overThreshold, contacts, ...same } = row!;
				expect(day).toMatchObject({ ...same, currency });
				expect(contacts).toBeGreaterThanOrEqual(row!.promptsEngaged);
				expect(longestWait ?? 0).toBeLessThanOrEqual(day.longestWait ?? 0);
				expect(overThreshold).toBeLessThanOrEqual(day.overThreshold);
			}),
			{ numRuns: 300 }
		);
	});

	it('of any group sum to those of the day', () => {
		fc.assert(
			fc.property(
				histories,
				fc.constantFrom<StatGrouping>('month', 'hour', 'service', 'counter', 'staff', 'product'),
				(steps, by) => {
					const branch = new Told(livelyBranch());
					tellAll(branch, steps);
					const { config } = branch.state;
					const noted = notedBy(branch);
					const [day] = statsOf('day', noted, config).rows;
					const groups = statsOf(by, noted, config).rows;
					const keys = [
						'issued',
						'finished',
						'abandoned',
						'calls',
						'overThreshold',
						'promptsRaised',
						'promptsMissed',
						'contacts',
						'interested',
						'approached',
						'converted',
						'sales',
						'amount'
					] as const;
					for (const key of keys) {
						const sum = groups.reduce((total, row) => total + row[key], 0);
						expect([key, sum]).toEqual([key, day?.[key] ?? 0]);
					}
					expect(groups.map((row) => row.key)).toEqual(groups.map((row) => row.key).sort());
				}
			),
			{ numRuns: 200 }
		);
	});
});
