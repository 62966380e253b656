import type { Config } from '../config/config.ts';

/** Services beyond so many share the last slot of the features: the sums must not grow with a branch's list. */
export const SLOTS = 6;

/** A forgotten service ends hours late: what is longer than so many usual ones counts as that. */
const LONGEST = 5;
const OF_A_SERVICE = 0.998;
/** Until it has been seen, a service takes as long as the branch file says, for so many customers. */
const BELIEVED = 10;

/** What is known of one service: how long it takes, and how its line has been moving. Seconds. */
export interface ServicePace {
	readonly id: string;
	/** Where it stands in the list of services, and in the features. */
	readonly index: number;
	readonly slot: number;
	/** Of service times, newer ones counting more. */
	sum: number;
	count: number;
	/** Wait of whoever was called last, and the usual one lately. */
	last: number;
	lately: number;
	/** Waits and places of those called lately: how long the line takes for a place. */
	waits: number;
	places: number;
}

/** The services that a branch has ever issued tickets for, in the order in which it did. */
export class ServicePaces {
	readonly all: ServicePace[] = [];
	readonly #byId = new Map<string, ServicePace>();
	/** Over all services. */
	sum = 0;
	count = 0;

	find(id: string): ServicePace | undefined {
		return this.#byId.get(id);
	}

	/** Throws for a service that the branch never had: the rules refuse tickets of those. */
	of(id: string): ServicePace {
		const pace = this.#byId.get(id);
		if (pace === undefined) throw new Error(`No service ${id} is known to the forecast`);
		return pace;
	}

	/** Takes in services that are new. Those that are gone stay: their tickets of today are still about. */
	know(config: Config): void {
		for (const { id, typicalService } of config.services.values()) {
			if (this.#byId.has(id)) continue;
			const index = this.all.length;
			this.#add({
				id,
				index,
				slot: Math.min(index, SLOTS - 1),
				sum: typicalService * BELIEVED,
				count: BELIEVED,
				last: 0,
				lately: 0,
				waits: 0,
				places: 0
			});
			this.sum += typicalService;
			this.count += 1;
		}
	}

	#add(pace: ServicePace): void {
		this.all.push(pace);
		this.#byId.set(pace.id, pace);
	}

	/** Mean service time of all services, seconds. */
	get mean(): number {
		return this.count === 0 ? 0 : this.sum / this.count;
	}

	/** Mean service time of one, seconds: of few services the mean of all says more. */
	meanOf(pace: ServicePace): number {
		return (pace.sum + this.mean * BELIEVED) / (pace.count + BELIEVED);
	}

	/** Whoever was called so long ago is no longer at the counter, and nobody said so. Milliseconds. */
	get forgotten(): number {
		return 3000 * LONGEST * Math.max(this.mean, 60);
	}

	/** A service has ended. */
	learn(pace: ServicePace, seconds: number): void {
		const robust = Math.min(Math.max(0, seconds), LONGEST * Math.max(this.meanOf(pace), 60));
		pace.sum = pace.sum * OF_A_SERVICE + robust;
		pace.count = pace.count * OF_A_SERVICE + 1;
		this.sum = this.sum * OF_A_SERVICE + robust;
		this.count = this.count * OF_A_SERVICE + 1;
	}

	/** Somebody of a service was called after so many seconds; `place` as it was at issue, where that is known. */
	called(pace: ServicePace, seconds: number, place: number | null): void {
		if (seconds <= 0) return;
		pace.last = seconds;
		pace.lately += 0.3 * (seconds - pace.lately);
		if (place === null) return;
		pace.waits = pace.waits * 0.8 + seconds;
		pace.places = pace.places * 0.8 + place;
	}

	/** A new day: what the last one said about today's pace counts little. */
	endDay(): void {
		for (const pace of this.all) {
			pace.last = 0;
			pace.waits *= 0.2;
			pace.places *= 0.2;
		}
	}

	freeze(): FrozenServicePaces {
		return { all: this.all.map((pace) => ({ ...pace })), sum: this.sum, count: this.count };
	}

	thaw({ all, sum, count }: FrozenServicePaces): void {
		this.all.length = 0;
		this.#byId.clear();
		for (const pace of all) this.#add({ ...pace });
		this.sum = sum;
		this.count = count;
	}
}

export interface FrozenServicePaces {
	all: ServicePace[];
	sum: number;
	count: number;
}
