import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide, evolve } from '#lib/domain/branch.ts';
import { Changes } from '#lib/domain/changes.ts';
import { configOf } from '#lib/domain/config/config.ts';
import type { BranchEvent, Recorded } from '#lib/domain/event.ts';
import { freeze, thaw } from '#lib/domain/snapshot.ts';
import { newState, type BranchState } from '#lib/domain/state.ts';
import { nextDue, passTime, takeDue } from '#lib/domain/time/passing.ts';
import type { IncomingEvent, TodayRow } from '#lib/protocol/index.ts';
import { drawAll } from '#server/views/draw.ts';
import { step, type Step } from '../support/arbitrary.ts';
import { at, smallBranch } from '../support/history.ts';

/** A branch on a wall clock that may be set to any time, as the write path drives it. */
class Stepping {
	readonly state: BranchState = newState(configOf(smallBranch({ clock: 'wall' })));
	readonly log: Recorded<BranchEvent>[] = [];

	pass(now: number, until = now): void {
		for (;;) {
			const event = takeDue(this.state, until, now, new Changes());
			if (event === undefined) return;
			this.#record(event);
		}
	}

	tell({ type, subject, data, delay, origin }: Omit<Step, 'pause'>, now: number): string {
		const when = origin === 'person' ? now : now - delay;
		this.pass(now, Math.min(when, now));
		const event = { type, at: when, subject, data } as unknown as IncomingEvent;
		const decision = decide(this.state, { origin, event }, now);
		if ('refusal' in decision) return decision.refusal.code;
		this.#record({ ...decision.event, recordedAt: now });
		return 'ok';
	}

	#record(event: Recorded<BranchEvent>): void {
		this.log.push(event);
		evolve(this.state, event, new Changes());
	}
}

const issue = (number: string) =>
	({
		type: 'ticket.issued',
		subject: number,
		data: { service: 'cash' },
		delay: 0,
		origin: 'machine'
	}) as const;
const about = (type: Step['type'], number: string) =>
	({ type, subject: number, data: { counter: '1' }, delay: 0, origin: 'person' }) as const;

describe('a clock that is set back two hours', () => {
	it('makes no negative wait, keeps one day, and prompts once', () => {
		const branch = new Stepping();
		branch.tell(issue('A1'), at('13:00'));
		branch.pass(at('13:05'));
		expect(branch.tell(issue('A2'), at('11:05'))).toBe('ok');
		expect(branch.tell(about('ticket.called', 'A1'), at('11:06'))).toBe('ok');
		expect(branch.tell(about('ticket.finished', 'A1'), at('11:07'))).toBe('ok');
		branch.pass(at('11:15:00.001'));
		branch.pass(at('13:30'));
		const today = drawAll(branch.state).kpis['today'] as TodayRow;
		expect(today).toMatchObject({ issued: 2, finished: 1, promptsRaised: 1, meanWait: 0 });
		expect(branch.state.today?.bounds.day).toBe('2026-11-25');
		expect(branch.log.map((event) => event.type)).not.toContain('day.closed');
	});

	it('leaves nothing due that has passed, and lets tickets grow old at their time', () => {
		const branch = new Stepping();
		branch.tell(issue('A1'), at('13:00'));
		branch.pass(at('13:05'));
		branch.tell({ ...issue('A2'), data: { service: 'cash', segment: 'priority' } }, at('11:05'));
		const aged = () => branch.state.today?.tickets.get('A2')?.aged;
		for (let minute = 6; minute < 60; minute += 1) {
			const now = at(`11:${String(minute).padStart(2, '0')}`);
			branch.pass(now);
			expect(nextDue(branch.state)).toBeGreaterThan(now);
		}
		expect(aged()).toBe(true);
	});

	it('over midnight closes no day twice', () => {
		const branch = new Stepping();
		branch.tell(issue('A1'), at('23:00'));
		branch.pass(at('00:01', '2026-11-26'));
		branch.pass(at('22:01'));
		expect(branch.tell(issue('A2'), at('22:01'))).toBe('ok');
		branch.pass(at('00:01', '2026-11-26'));
		expect(branch.log.filter((event) => event.type === 'day.closed')).toHaveLength(1);
		expect(branch.state.yesterday?.tickets.size).toBe(2);
	});
});

describe('a clock that is set to anything', () => {
	const HOUR = 3_600_000;
	const steps = fc.array(
		fc.tuple(
			step,
			fc.oneof(
				{ arbitrary: fc.constant(0), weight: 12 },
				fc.integer({ min: -3 * HOUR, max: 3 * HOUR })
			)
		),
		{ minLength: 1, maxLength: 80 }
	);

	it('makes no negative time, no second prompt, and the same branch after a restart', () => {
		fc.assert(
			fc.property(steps, (told) => {
				const branch = new Stepping();
				let now = at('09:00');
				for (const [{ pause, ...each }, set] of told) {
					now += pause + set;
					branch.tell(each, now);
					branch.pass(now);
					expect(nextDue(branch.state)).toBeGreaterThan(now);
					const today = drawAll(branch.state).kpis['today'] as TodayRow;
					for (const key of [
						'meanWait',
						'p50Wait',
						'longestWait',
						'meanService',
						'minutesLostToRework'
					] as const) {
						expect(today[key] ?? 0).toBeGreaterThanOrEqual(0);
					}
				}
				const raised = branch.log
					.filter((event) => event.type === 'prompt.raised')
					.map((event) => event.subject);
				expect(new Set(raised).size).toBe(raised.length);
				const again = newState(configOf(smallBranch({ clock: 'wall' })));
				for (const event of branch.log) evolve(again, structuredClone(event), new Changes());
				// That time passed before the clock was set back stands in no log.
				passTime(again, branch.state.clock, new Changes());
				if (again.today !== null)
					expect(drawAll(again).tickets).toEqual(drawAll(branch.state).tickets);
				expect(drawAll(thaw(freeze(branch.state)) as BranchState)).toEqual(drawAll(branch.state));
			}),
			{ numRuns: 300 }
		);
	});
});
