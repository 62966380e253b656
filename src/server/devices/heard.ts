/** A device that is still there says so to the log at most this often. Real milliseconds. */
export const HEARTBEAT_EVERY = 20_000;

/** When something was last told of each device, so that heartbeats can be spared. */
export class Heard {
	readonly #at = new Map<string, number>();

	/** Whether a heartbeat at `now` would say anything. Real milliseconds of a clock that never steps. */
	isNews(device: string, now: number): boolean {
		return now - (this.#at.get(device) ?? -Infinity) >= HEARTBEAT_EVERY;
	}

	note(device: string, now: number): void {
		this.#at.set(device, now);
	}

	forget(device: string): void {
		this.#at.delete(device);
	}
}
