import { Compile } from 'typebox/compile';
import type { BranchFile } from '#lib/protocol/branch-file.ts';
import { Probe } from '#lib/protocol/probe.ts';
import type { Cancel, Clock } from '../clock.ts';
import { AllowedHosts } from './allowed.ts';
import { attempt } from './attempt.ts';
import type { TryResult } from './result.ts';
import { Watch } from './watch.ts';
import type { Probed } from './watch.ts';

/** So often it is looked who is due. Real milliseconds. */
export const LOOK_EVERY = 250;
/** Tries at once, in all … */
export const MOST_AT_ONCE = 32;
/** … and of devices that did not answer the last time, or were not asked yet: whoever is silent delays nobody who speaks. */
const SILENT_AT_ONCE = 24;

export interface ProbingParts {
	clock: Clock;
	/** Whom probes may ask, as FOYER_PROBE_HOSTS names them. */
	hosts: readonly string[];
	fault: (where: string, error: unknown) => string;
}

/** One try, and what it took in real milliseconds. */
export interface Tried {
	result: TryResult;
	ms: number;
}

/**
 * Looks at devices that say nothing of themselves, and tells branches through `accept` what it finds: the state when
 * it changes, three failed tries in a row, otherwise now and then that they are there.
 */
export class Probing {
	readonly #parts: ProbingParts;
	readonly #allowed: AllowedHosts;
	readonly #closing = new AbortController();
	readonly #branches = new Map<Probed, { file: BranchFile | null; watches: Map<string, Watch> }>();
	readonly #running = new Set<Promise<void>>();
	/** Tries since the start, by what came of them. */
	readonly answers: Record<TryResult['answer'], number> = { ok: 0, wrong: 0, none: 0 };
	#asking = 0;
	#askingSilent = 0;
	#cancel: Cancel | null = null;

	constructor(parts: ProbingParts) {
		this.#parts = parts;
		this.#allowed = new AllowedHosts(parts.hosts);
	}

	/** Tries under way, with what they are telling. */
	get underWay(): number {
		return this.#running.size;
	}

	/** Looks at a branch's devices from now on, also after it is set up anew, until the undo. */
	follow(branch: Probed): Cancel {
		this.#branches.set(branch, { file: null, watches: new Map() });
		this.#settle(branch);
		const undo = branch.onPublish(() => this.#settle(branch));
		return () => {
			undo();
			for (const watch of this.#branches.get(branch)?.watches.values() ?? []) watch.ended = true;
			this.#branches.delete(branch);
		};
	}

	/** Tries a probe once, for whoever is setting it up. Only whom the list allows is asked. Never rejects. */
	async tryOnce(probe: Probe, { signal }: { signal?: AbortSignal } = {}): Promise<Tried> {
		const { clock } = this.#parts;
		const startedAt = clock.monotonic();
		const own = this.#closing.signal;
		const either = signal === undefined ? own : AbortSignal.any([own, signal]);
		const result = await attempt(probe, { clock, allowed: this.#allowed, signal: either });
		return { result, ms: Math.round(clock.monotonic() - startedAt) };
	}

	/** Gives up what is being asked. */
	async dispose(): Promise<void> {
		this.#cancel?.();
		this.#closing.abort();
		await Promise.all(this.#running);
	}

	/** Watches as the branch file has probes; who keeps theirs keeps their turn. */
	#settle(branch: Probed): void {
		const known = this.#branches.get(branch);
		const { file } = branch;
		if (known === undefined || known.file === file) return;
		const now = this.#parts.clock.monotonic();
		const before = known.watches;
		const watches = new Map<string, Watch>();
		for (const { id, probe } of file.clock === 'event' ? [] : (file.devices ?? [])) {
			// Logs of earlier versions hold probes of any kind.
			if (probe === undefined || !check.Check(probe)) continue;
			const watch = before.get(id);
			const same = watch !== undefined && JSON.stringify(watch.probe) === JSON.stringify(probe);
			watches.set(id, same ? watch : new Watch(branch, id, probe, now));
		}
		for (const [id, watch] of before) if (watches.get(id) !== watch) watch.ended = true;
		this.#branches.set(branch, { file, watches });
		if (watches.size > 0) this.#start();
	}

	#start(): void {
		if (this.#closing.signal.aborted) return;
		this.#cancel ??= this.#parts.clock.every(LOOK_EVERY, () => this.#look());
	}

	#look(): void {
		const now = this.#parts.clock.monotonic();
		const due: Watch[] = [];
		for (const { watches } of this.#branches.values()) {
			for (const watch of watches.values()) if (!watch.busy && watch.dueAt <= now) due.push(watch);
		}
		due.sort((a, b) => a.dueAt - b.dueAt);
		for (const watch of due) {
			if (this.#asking >= MOST_AT_ONCE) return;
			if (watch.silent && this.#askingSilent >= SILENT_AT_ONCE) continue;
			const run = this.#ask(watch).finally(() => this.#running.delete(run));
			this.#running.add(run);
		}
	}

	async #ask(watch: Watch): Promise<void> {
		const { clock, fault } = this.#parts;
		const { signal } = this.#closing;
		const silent = watch.silent ? 1 : 0;
		watch.begin(clock.monotonic());
		this.#asking += 1;
		this.#askingSilent += silent;
		const result = await attempt(watch.probe, {
			...{ clock, allowed: this.#allowed, signal, atMost: watch.timeout }
		});
		this.answers[result.answer] += 1;
		this.#asking -= 1;
		this.#askingSilent -= silent;
		try {
			if (!signal.aborted && !watch.ended) await watch.take(result, clock.monotonic());
		} catch (error) {
			// The disk takes nothing for now: what is still so is told after the next try.
			if ((error as { name?: unknown } | null)?.name !== 'StoreError')
				fault('telling a probe', error);
		}
		watch.busy = false;
	}
}

const check = Compile(Probe);
