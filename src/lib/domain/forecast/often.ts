import { Decayed } from './decayed.ts';

/** How often something happened lately: of the last minute and of the last five, what is older fading away. */
export class Often {
	readonly minute = new Decayed(60_000);
	readonly five = new Decayed(300_000);

	count(at: number): void {
		this.minute.add(1, at);
		this.five.add(1, at);
	}

	clear(): void {
		this.minute.clear();
		this.five.clear();
	}

	freeze(): FrozenOften {
		return [this.minute.freeze(), this.five.freeze()];
	}

	thaw([minute, five]: FrozenOften): void {
		this.minute.thaw(minute);
		this.five.thaw(five);
	}
}

export type FrozenOften = [[number, number], [number, number]];
