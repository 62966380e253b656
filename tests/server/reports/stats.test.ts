import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { promptRecord, ticketRecord } from '#lib/domain/history.ts';
import type { TodayRow } from '#lib/protocol/index.ts';
import { statsOf, type StatGroup } from '#server/views/stats.ts';
import { livelyBranch, step, tellAll } from '../support/arbitrary.ts';
import { Told } from '../support/history.ts';

function recordsOf(branch: Told) {
	const { today } = branch.state;
	return {
		tickets: [...(today?.tickets.values() ?? [])].map((ticket) => ticketRecord('b', ticket)),
		prompts: [...(today?.prompts.values() ?? [])].map((prompt) => promptRecord('b', prompt))
	};
}

const histories = fc.array(step, { minLength: 1, maxLength: 120 });

describe('figures from history', () => {
	it('of a day are those of the day’s row', () => {
		fc.assert(
			fc.property(histories, (steps) => {
				const branch = new Told(livelyBranch());
				tellAll(branch, steps);
				const { tickets, prompts } = recordsOf(branch);
				const [row] = statsOf('day', tickets, prompts, branch.state.config);
				fc.pre(row !== undefined);
				const day = branch.view().kpis['today'] as TodayRow;
				// Whoever still waits is in the day's row alone: history knows no wait that has not ended.
				const { key: _, longestWait, overThreshold, ...same } = row!;
				expect(day).toMatchObject(same);
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
				fc.constantFrom<StatGroup>('hour', 'service', 'counter'),
				(steps, by) => {
					const branch = new Told(livelyBranch());
					tellAll(branch, steps);
					const { tickets, prompts } = recordsOf(branch);
					const { config } = branch.state;
					const [day] = statsOf('day', tickets, prompts, config);
					const groups = statsOf(by, tickets, prompts, config);
					const keys = [
						'issued',
						'finished',
						'abandoned',
						'calls',
						'overThreshold',
						'promptsRaised',
						'promptsMissed'
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
