import { decide, evolve } from '#lib/domain/branch.ts';
import { Changes } from '#lib/domain/changes.ts';
import { configOf } from '#lib/domain/config/config.ts';
import { inUse } from '#lib/domain/config/in-use.ts';
import type { BranchEvent, Origin, Recorded } from '#lib/domain/event.ts';
import { freeze, thaw } from '#lib/domain/snapshot.ts';
import { newState, type BranchState } from '#lib/domain/state.ts';
import { takeDue } from '#lib/domain/time/passing.ts';
import type { BranchFile, EventData, EventType, IncomingEvent, View } from '#lib/protocol/index.ts';
import { drawAll } from '#server/views/draw.ts';

/** For histories about the long wait alone: no other rule speaks. */
export const LONG_WAIT_ONLY: NonNullable<BranchFile['prompts']> = {
	large_amount: { on: false },
	outflow: { on: false },
	maturing: { on: false },
	vip: { on: false },
	divertible: { on: false },
	form_unchecked: { on: false }
};

/** A small branch for histories: two services, three counters, everything else as by default. */
export function smallBranch(changes: Partial<BranchFile> = {}): BranchFile {
	return {
		id: 'lakeside',
		name: { zh: '湖滨支行', en: 'Lakeside Branch' },
		timeZone: 'Asia/Shanghai',
		clock: 'event',
		services: [
			{ id: 'cash', name: { zh: '现金业务', en: 'Cash' }, complexity: 'simple' },
			{
				id: 'opening',
				name: { zh: '开户', en: 'Account opening' },
				complexity: 'complex',
				needsForm: true
			}
		],
		counters: [
			{ id: '1', name: { zh: '1号窗口', en: 'Counter 1' }, services: ['cash', 'opening'] },
			{ id: '2', name: { zh: '2号窗口', en: 'Counter 2' }, services: ['cash'] },
			{ id: '3', name: { zh: '3号窗口', en: 'Counter 3' }, services: ['opening'] }
		],
		devices: [{ id: 'atm-1', kind: 'atm', name: { zh: '1号取款机', en: 'ATM 1' } }],
		staff: [
			{ id: 'wang', name: '王敏', role: 'lobby_manager' },
			{ id: 'li', name: '李蕊', role: 'lobby_manager' }
		],
		prompts: LONG_WAIT_ONLY,
		...changes
	};
}

/** 25 November 2026 at a local time of the small branch, HH:MM:SS with optional milliseconds. */
export function at(time: string, day = '2026-11-25'): number {
	return Date.parse(`${day}T${time.length === 5 ? `${time}:00` : time}+08:00`);
}

/**
 * A branch told as a history: each `tell` is one fact at its instant, heard at that instant unless said
 * otherwise. Works as the write path does, without disk: what is due comes first.
 */
export class Told {
	readonly state: BranchState;
	readonly log: Recorded<BranchEvent>[] = [];
	#clock = 0;

	constructor(file: BranchFile = smallBranch()) {
		this.state = newState(configOf(file));
	}

	/** The same branch after a restart: from its snapshot, with an empty log. */
	restarted(): Told {
		const state = thaw(freeze(this.state));
		if (state === undefined) throw new Error('The snapshot is of another version');
		const again = new Told(state.config.file);
		Object.assign(again.state, state);
		again.#clock = this.#clock;
		return again;
	}

	/** The branch's clock. */
	get clock(): number {
		return this.#clock;
	}

	/** Lets time pass with nothing told. */
	pass(until: number): this {
		this.#clock = Math.max(this.#clock, until);
		this.#due(until);
		return this;
	}

	/** The refusal's code, or 'ok'. `heard` is the branch's clock when the fact arrives. */
	tell<T extends EventType>(
		type: T,
		when: number,
		subject: string,
		data: EventData<T>,
		{ origin = 'machine', heard }: { origin?: Origin; heard?: number } = {}
	): string {
		const now = Math.max(this.#clock, heard ?? when);
		this.#clock = now;
		this.#due(Math.min(when, now));
		const event = { type, at: when, subject, data } as unknown as IncomingEvent;
		const decision = decide(this.state, { origin, event }, now);
		if ('refusal' in decision) return decision.refusal.code;
		this.#record({ ...decision.event, recordedAt: now });
		return 'ok';
	}

	/** New settings; the refusal's code, or 'ok'. */
	configure(file: BranchFile, when = this.#clock): string {
		this.pass(when);
		const [refusal] = inUse(this.state, configOf(file));
		if (refusal !== undefined) return refusal.code;
		this.#record({
			type: 'branch.configured',
			at: when,
			subject: file.id,
			data: file,
			recordedAt: this.#clock
		});
		return 'ok';
	}

	/** What every screen together would show. */
	view(): Required<View> {
		return drawAll(this.state);
	}

	#due(until: number): void {
		for (;;) {
			const event = takeDue(this.state, until, this.#clock, new Changes());
			if (event === undefined) return;
			this.#record(event);
		}
	}

	#record(event: Recorded<BranchEvent>): void {
		this.log.push(event);
		evolve(this.state, event, new Changes());
	}
}
