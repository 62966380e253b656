import { Decayed } from './decayed.ts';
import { Often, type FrozenOften } from './often.ts';

/**
 * How the lobby has been moving lately, over all its lines. Wait and places of the last calls give the seconds that
 * a place takes: alone a better estimate than queue length, service time and counters together, because it knows who
 * is really there.
 */
export class Pace {
	readonly calls = new Often();
	readonly issues = new Often();
	readonly left = new Often();
	readonly done = new Often();
	readonly privileged = new Decayed(600_000);
	/** Of those called in the last five minutes, fading: seconds waited and places in line at issue. */
	readonly waitsOfFive = new Decayed(300_000);
	readonly placesOfFive = new Decayed(300_000);
	/** The same of the last ten calls, however long ago. */
	waits = 0;
	places = 0;
	/** Wait of whoever was called last having waited at all, and the usual one lately; seconds. */
	last = 0;
	lately = 0;
	/** Wait of whoever was called last, waited or not: LES, the rule to beat. Seconds. */
	les = 0;

	/** Somebody is called after so many seconds; `place` as it was at issue, where that is known. */
	called(seconds: number, place: number | null, at: number): void {
		this.calls.count(at);
		if (seconds <= 0) return;
		this.last = seconds;
		this.lately += 0.15 * (seconds - this.lately);
		if (place === null) return;
		this.waitsOfFive.add(seconds, at);
		this.placesOfFive.add(place, at);
		this.waits = this.waits * 0.9 + seconds;
		this.places = this.places * 0.9 + place;
	}

	/** Seconds for a place by the last ten calls; `usual` until there are some. */
	perPlace(usual: number): number {
		return (this.waits + usual * 2) / (this.places + 2);
	}

	/** The same by the last five minutes. */
	perPlaceOfFive(usual: number, at: number): number {
		return (this.waitsOfFive.at(at) + usual * 0.5) / (this.placesOfFive.at(at) + 0.5);
	}

	/** Privileged customers a second, of the last ten minutes. */
	privilegedRate(at: number): number {
		return this.privileged.at(at) / 600;
	}

	/** A new day: of the last one only a hint of the pace is left. */
	endDay(): void {
		for (const each of [this.calls, this.issues, this.left, this.done]) each.clear();
		this.privileged.clear();
		this.waitsOfFive.clear();
		this.placesOfFive.clear();
		this.waits *= 0.2;
		this.places *= 0.2;
		this.last = 0;
	}

	freeze(): FrozenPace {
		return {
			often: [this.calls, this.issues, this.left, this.done].map((each) => each.freeze()),
			decayed: [this.privileged, this.waitsOfFive, this.placesOfFive].map((each) => each.freeze()),
			waits: this.waits,
			places: this.places,
			last: this.last,
			lately: this.lately,
			les: this.les
		};
	}

	thaw(frozen: FrozenPace): void {
		const { often, decayed, ...numbers } = frozen;
		for (const [index, each] of [this.calls, this.issues, this.left, this.done].entries()) {
			each.thaw(often[index] as FrozenOften);
		}
		for (const [index, each] of [this.privileged, this.waitsOfFive, this.placesOfFive].entries()) {
			each.thaw(decayed[index] as [number, number]);
		}
		Object.assign(this, numbers);
	}
}

export interface FrozenPace {
	often: FrozenOften[];
	decayed: [number, number][];
	waits: number;
	places: number;
	last: number;
	lately: number;
	les: number;
}
