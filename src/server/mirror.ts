import { decide, evolve } from '#lib/domain/branch.ts';
import { Changes } from '#lib/domain/changes.ts';
import { configOf } from '#lib/domain/config/config.ts';
import type { BranchEvent, Recorded } from '#lib/domain/event.ts';
import { newState, type BranchState } from '#lib/domain/state.ts';
import { takeDue } from '#lib/domain/time/passing.ts';
import type { BranchFile, IncomingEvent } from '#lib/protocol/index.ts';

/**
 * The branch as its own rules see it while days are made up: what simulated people read on their screens before they tap.
 * It goes on from day to day, because what the branch has learned decides about prompts too.
 */
export class Mirror {
	readonly state: BranchState;
	readonly #heard: (event: Recorded<BranchEvent>) => void;

	/** `heard` is told of what the branch records by itself: prompts and whom they are offered to. */
	constructor(file: BranchFile, heard: (event: Recorded<BranchEvent>) => void = () => undefined) {
		this.state = newState(configOf(file));
		this.#heard = heard;
	}

	/** Lets time pass: what is due by then is recorded. */
	pass(until: number): void {
		for (;;) {
			const changes = new Changes();
			const due = takeDue(this.state, until, until, changes);
			if (due === undefined) return;
			evolve(this.state, due, changes);
			this.#heard(due);
		}
	}

	/** Tells a fact at its instant; false: the rules refuse it, and nothing has happened. */
	tell(event: IncomingEvent): boolean {
		this.pass(event.at);
		const decision = decide(this.state, { origin: 'machine', event }, event.at);
		if ('refusal' in decision) return false;
		evolve(this.state, { ...decision.event, recordedAt: event.at }, new Changes());
		return true;
	}
}
