import type { Contribution } from './contribution.ts';
import { SortedValues } from './waits.ts';

/** Figures of a group of tickets: a day, a half hour of issue, a service. Durations in milliseconds. */
export class Figures {
	issued = 0;
	waiting = 0;
	serving = 0;
	finished = 0;
	abandoned = 0;
	noShow = 0;
	diverted = 0;
	calls = 0;
	withinTarget = 0;
	overThreshold = 0;
	requeued = 0;
	lostToRework = 0;
	rated = 0;
	scores = 0;
	pitched = 0;
	covered = 0;
	interested = 0;
	approached = 0;
	converted = 0;
	/** Tickets by the steps that they reached: `reached[n]` went n steps or more, from 1 on. */
	readonly reached = [0, 0, 0, 0, 0, 0, 0];
	readonly pitchReached = [0, 0, 0, 0];
	promptsRaised = 0;
	promptsEngaged = 0;
	promptsMissed = 0;
	readonly waits = new SortedValues();
	serviceSum = 0;
	serviceCount = 0;

	/** Puts in what a ticket adds now, and takes out what it added before. */
	move(before: Contribution | null, after: Contribution | null): void {
		if (before !== null) this.#count(before, -1);
		if (after !== null) this.#count(after, 1);
		const was = before?.wait ?? null;
		const is = after?.wait ?? null;
		// Most changes leave a wait as it is, and moving one in order is what costs.
		if (was === is) return;
		if (was !== null) this.waits.remove(was);
		if (is !== null) this.waits.add(is);
	}

	#count(c: Contribution, sign: 1 | -1): void {
		this.issued += sign;
		this.waiting += sign * c.waiting;
		this.serving += sign * c.serving;
		this.finished += sign * c.finished;
		this.abandoned += sign * c.abandoned;
		this.noShow += sign * c.noShow;
		this.diverted += sign * c.diverted;
		this.calls += sign * c.call;
		this.withinTarget += sign * c.withinTarget;
		this.overThreshold += sign * c.overThreshold;
		this.requeued += sign * c.requeued;
		this.lostToRework += sign * c.lostToRework;
		this.rated += sign * c.rated;
		this.scores += sign * c.score;
		this.pitched += sign * c.pitched;
		this.covered += sign * c.covered;
		this.interested += sign * c.interested;
		this.approached += sign * c.approached;
		this.converted += sign * c.converted;
		for (let step = 1; step <= c.reached; step += 1) this.reached[step]! += sign;
		for (let step = 1; step <= c.pitchReached; step += 1) this.pitchReached[step]! += sign;
		if (c.serviceTime === null) return;
		this.serviceSum += sign * c.serviceTime;
		this.serviceCount += sign;
	}

	/** Of what customers said, 1 to 5. */
	get meanScore(): number | null {
		return this.rated === 0 ? null : this.scores / this.rated;
	}

	get meanService(): number | null {
		return this.serviceCount === 0 ? null : this.serviceSum / this.serviceCount;
	}
}
