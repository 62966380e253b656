import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evolve } from '#lib/domain/branch.ts';
import { Changes } from '#lib/domain/changes.ts';
import { configOf } from '#lib/domain/config/config.ts';
import type { Day } from '#lib/domain/day.ts';
import { promptId } from '#lib/domain/engagement/prompt.ts';
import { isOver } from '#lib/domain/queue/ticket.ts';
import { freeze, thaw } from '#lib/domain/snapshot.ts';
import { newState, type BranchState } from '#lib/domain/state.ts';
import { takeDue } from '#lib/domain/time/passing.ts';
import type { TodayRow, View } from '#lib/protocol/index.ts';
import { drawAll } from '#server/views/draw.ts';
import { livelyBranch, SHORTEST_LIMIT, step, stepOfDays, tellAll } from '../support/arbitrary.ts';
import { Told } from '../support/history.ts';

/** RUNS=10000 looks harder, by hand. */
const numRuns = Number(process.env['RUNS'] ?? 300);
const history = fc.array(step, { minLength: 1, maxLength: 120 });
/** Over midnight, and with new settings in between. */
const days = fc.array(stepOfDays, { minLength: 1, maxLength: 120 });
const clock = fc.constantFrom('event' as const, 'wall' as const);

function daysOf(state: BranchState): Day[] {
	return [state.yesterday, state.today].filter((day) => day !== null);
}

/** What must hold of a branch after any event, in any order, from anybody. */
function checkInvariants(state: BranchState, limit = 600_000): void {
	const today = drawAll(state).kpis['today'] as TodayRow;
	for (const day of daysOf(state)) {
		for (const ticket of day.tickets.values()) {
			// Whoever is called or served stands at exactly that counter, and nobody else stands at one.
			const at = [...state.counters.values()].filter((each) =>
				each.tickets.includes(ticket.number)
			);
			const { phase } = ticket;
			const atCounter = phase.state === 'called' || phase.state === 'serving';
			if (atCounter) expect(at.map((each) => each.id)).toContain(phase.counter);
			// No wait is negative, no stage runs backwards.
			for (const stage of ticket.stages) {
				if (stage.calledAt !== null) expect(stage.calledAt).toBeGreaterThanOrEqual(stage.enteredAt);
				if (stage.endedAt !== null) expect(stage.endedAt).toBeGreaterThanOrEqual(stage.enteredAt);
			}
			// Each rule speaks once, the long wait's only of one above the limit.
			expect(new Set(ticket.raised).size).toBe(ticket.raised.length);
			for (const rule of ticket.raised) {
				const prompt = day.prompts.get(promptId(rule, ticket.number, ticket.day));
				expect(prompt?.raisedAt).toBeGreaterThanOrEqual(ticket.issuedAt);
				if (rule !== 'long_wait') continue;
				expect(prompt?.raisedAt).toBeGreaterThan(ticket.issuedAt + limit);
			}
			if (isOver(ticket) && ticket.prompt !== null) {
				expect(day.prompts.get(ticket.prompt)?.phase.state).not.toBe('open');
			}
		}
	}
	const tickets = [...(state.today?.tickets.values() ?? [])];
	const inState = (name: string) => tickets.filter((ticket) => ticket.phase.state === name).length;
	expect(today).toMatchObject({
		issued: tickets.length,
		waiting: inState('waiting'),
		serving: inState('serving'),
		finished: inState('finished'),
		abandoned: inState('abandoned'),
		noShow: inState('no_show'),
		diverted: inState('diverted')
	});
	expect(today.promptsEngaged + today.promptsMissed).toBeLessThanOrEqual(today.promptsRaised);
	expect(today.p50Wait ?? 0).toBeLessThanOrEqual(today.p90Wait ?? 0);
}

function todayOf(view: View): TodayRow {
	return view.kpis?.['today'] as TodayRow;
}

describe('any interleaving of what can happen', () => {
	it('keeps the invariants after every step', () => {
		fc.assert(
			fc.property(history, (steps) => {
				const branch = new Told(livelyBranch());
				tellAll(branch, steps, () => checkInvariants(branch.state));
			}),
			{ numRuns }
		);
	});

	it('gives the same branch again from the log alone', () => {
		fc.assert(
			fc.property(history, (steps) => {
				const branch = new Told(livelyBranch());
				tellAll(branch, steps);
				fc.pre(branch.log.length > 0);
				const again = newState(configOf(livelyBranch()));
				for (const event of branch.log) evolve(again, structuredClone(event), new Changes());
				takeDue(again, branch.state.clock, branch.state.clock, new Changes());
				expect(drawAll(again)).toEqual(branch.view());
			}),
			{ numRuns }
		);
	});

	it('gives the same branch again from a snapshot and the tail of the log', () => {
		fc.assert(
			fc.property(history, history, (before, after) => {
				const branch = new Told(livelyBranch());
				tellAll(branch, before);
				const snapshot = freeze(branch.state);
				const recorded = branch.log.length;
				fc.pre(recorded > 0);
				tellAll(branch, after);
				const again = thaw(snapshot) as BranchState;
				for (const event of branch.log.slice(recorded))
					evolve(again, structuredClone(event), new Changes());
				takeDue(again, branch.state.clock, branch.state.clock, new Changes());
				expect(drawAll(again)).toEqual(branch.view());
			}),
			{ numRuns }
		);
	});

	it('keeps the invariants over midnight and through new settings', () => {
		fc.assert(
			fc.property(clock, days, (kind, steps) => {
				const branch = new Told(livelyBranch({ clock: kind }));
				tellAll(branch, steps, () => checkInvariants(branch.state, SHORTEST_LIMIT));
			}),
			{ numRuns }
		);
	});

	it('gives the same branch again from a log of days', () => {
		fc.assert(
			fc.property(clock, days, (kind, steps) => {
				const file = livelyBranch({ clock: kind });
				const branch = new Told(file);
				tellAll(branch, steps);
				branch.pass(branch.clock);
				fc.pre(branch.log.length > 0);
				const again = newState(configOf(file));
				for (const event of branch.log) evolve(again, structuredClone(event), new Changes());
				takeDue(again, branch.state.clock, branch.state.clock, new Changes());
				expect(drawAll(again)).toEqual(branch.view());
			}),
			{ numRuns }
		);
	});

	it('goes on after a restart as if there had been none', () => {
		fc.assert(
			fc.property(clock, days, days, (kind, before, after) => {
				const branch = new Told(livelyBranch({ clock: kind }));
				tellAll(branch, before);
				const again = branch.restarted();
				expect(again.view()).toEqual(branch.view());
				const recorded = branch.log.length;
				tellAll(branch, after);
				tellAll(again, after);
				expect(again.log).toEqual(branch.log.slice(recorded));
				expect(again.view()).toEqual(branch.view());
			}),
			{ numRuns }
		);
	});

	it('draws after every change what a whole drawing would show', async () => {
		const { Board } = await import('#server/views/board.ts');
		const { draw } = await import('#server/views/draw.ts');
		fc.assert(
			fc.property(clock, fc.oneof(history, days), (kind, steps) => {
				const file = livelyBranch({ clock: kind });
				const branch = new Told(file);
				const mirror = newState(configOf(file));
				const board = new Board(drawAll(mirror), 0);
				tellAll(branch, steps);
				branch.log.forEach((event, index) => {
					const changes = new Changes();
					evolve(mirror, structuredClone(event), changes);
					const { longestWait, overThreshold } = todayOf(board.view('head'));
					if (changes.everything) board.replace(drawAll(mirror), index + 1, 0);
					else board.publish(draw(mirror, changes), index + 1, 0);
					const whole = drawAll(mirror);
					// Nothing is sent just because time passes: a heartbeat leaves the longest wait as it was told, unless
					// somebody has passed the limit until then.
					const nobodyPassed = todayOf(whole).overThreshold === overThreshold;
					if (event.type === 'device.heartbeat' && nobodyPassed) {
						todayOf(whole).longestWait = longestWait;
					}
					// Sheets that nobody has begun are the counter's alone.
					for (const [id, { blank }] of Object.entries(whole.checklists)) {
						if (blank === true) delete whole.checklists[id];
					}
					expect({ ...board.view('head'), branch: {} }).toEqual({ ...whole, branch: {} });
				});
			}),
			{ numRuns }
		);
	});
});
