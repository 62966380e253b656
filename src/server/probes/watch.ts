import { DEFAULTS } from '#lib/domain/config/config.ts';
import type { Probe } from '#lib/protocol/probe.ts';
import type { BranchFile } from '#lib/protocol/branch-file.ts';
import type { Cancel } from '../clock.ts';
import type { Command, Outcome } from '../branch.ts';
import type { DeviceStatus } from '../devices/status.ts';
import { HEARTBEAT_EVERY } from '../devices/heard.ts';
import type { TryResult } from './result.ts';
import { Strikes } from './strikes.ts';
import type { Held } from './strikes.ts';

/** What probing needs of a branch. */
export interface Probed {
	readonly id: string;
	readonly file: BranchFile;
	now(): number;
	device(id: string): Held | undefined;
	accept(commands: Command[]): Promise<Outcome[]>;
	onPublish(run: () => void): Cancel;
}

/** One device that is looked at again and again. Instants on the monotonic clock, real milliseconds. */
export class Watch {
	readonly probe: Probe;
	/** When it is looked at next. */
	dueAt: number;
	/** A try is under way, or what it came to is being told. */
	busy = false;
	/** Its device or its probe is no longer of the branch. */
	ended = false;
	readonly #branch: Probed;
	readonly #device: string;
	readonly #strikes = new Strikes();
	#startedAt = 0;
	#saidAt = -Infinity;
	#said = 0;

	/** The first try is somewhere in the first interval, so that those of many devices do not come at once. */
	constructor(branch: Probed, device: string, probe: Probe, now: number) {
		this.#branch = branch;
		this.#device = device;
		this.probe = probe;
		this.dueAt = now + Math.floor(this.#every * shareOf(`${branch.id}/${device}`));
	}

	/** Of a device that did not answer the last time nobody knows that it will not take its whole time. */
	get silent(): boolean {
		return this.#strikes.silent;
	}

	/** What a try may take: half an interval, so that three that fail come to an end within three. */
	get timeout(): number {
		return Math.min((this.probe.timeout ?? DEFAULTS.probe.timeout) * 1_000, this.#every / 2);
	}

	begin(now: number): void {
		this.busy = true;
		this.#startedAt = now;
	}

	/** Tells what a try came to, where that is news. Rejects with what the branch does. */
	async take(result: TryResult, now: number): Promise<void> {
		const verdict = this.#strikes.judge(result, this.#branch.device(this.#device));
		const wait = this.#strikes.doubtful ? this.#every / 2 : this.#every;
		this.dueAt = Math.max(now, this.#startedAt + wait);
		if (verdict === null || (verdict === 'alive' && now - this.#saidAt < HEARTBEAT_EVERY)) return;
		const [outcome] = await this.#branch.accept([this.#command(verdict)]);
		if (outcome === undefined || outcome.kind === 'refused') return;
		this.#saidAt = now;
		if (verdict !== 'alive') this.#strikes.told(verdict);
	}

	get #every(): number {
		return (this.probe.every ?? DEFAULTS.probe.every) * 1_000;
	}

	#command(verdict: DeviceStatus | 'alive'): Command {
		const at = this.#branch.now();
		const subject = this.#device;
		this.#said += 1;
		return {
			origin: 'machine',
			source: 'probe',
			id: `${subject}:${at}:${this.#said}`,
			event:
				verdict === 'alive'
					? { type: 'device.heartbeat', at, subject, data: {} }
					: { type: 'device.status', at, subject, data: verdict }
		};
	}
}

/** From 0 to 1, the same for the same name (FNV-1a): a restart does not move anybody's turn. */
export function shareOf(name: string): number {
	let hash = 0x811c9dc5;
	for (let index = 0; index < name.length; index += 1) {
		hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193) >>> 0;
	}
	// Names of devices differ in their last characters, which so far moved the low bits most.
	hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
	return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
}
