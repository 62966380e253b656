import type { LiveView } from '#lib/client/live-view.svelte.ts';
import type { ActAnswer } from '#lib/protocol/index.ts';
import type { Act } from './deeds.ts';
import * as selling from './selling.ts';
import type { Links, Sale } from './selling.ts';

/** A sale that was recorded here today, as it stands now. */
export interface OwnSale extends Sale {
	id: string;
	number: string | undefined;
	/** The branch's clock, epoch milliseconds. */
	at: number;
	staff: string;
	cancelled: boolean;
}

interface Around {
	readonly live: LiveView;
	readonly me: string | null;
	tap(make: (me: string) => Act): Promise<ActAnswer>;
}

/**
 * What was sold here today: no screen is sent sales, so whoever wants to put one right finds it where it was recorded.
 */
export class Sold {
	/** Of everybody who held the tablet, the newest first. */
	all: readonly OwnSale[] = $state.raw([]);
	readonly #around: Around;

	constructor(around: Around) {
		this.#around = around;
	}

	get mine(): readonly OwnSale[] {
		return this.all.filter(({ staff }) => staff === this.#around.me);
	}

	/** Writes down what is being recorded. Returns its act, for whoever sends it together with another. */
	begin(id: string, sale: Sale, links: Links): Act {
		const { live, me } = this.#around;
		const staff = me ?? '';
		const at = live.clock.read();
		const own = { ...sale, id, number: links.number, at, staff, cancelled: false };
		this.all = [own, ...this.all.filter((each) => each.id !== id)];
		return selling.sold(id, sale, links, staff);
	}

	async record(id: string, sale: Sale, links: Links): Promise<ActAnswer> {
		const act = this.begin(id, sale, links);
		return this.#around.tap(() => act);
	}

	async correct(id: string, sale: Sale, reason: string): Promise<ActAnswer> {
		return this.#change(id, sale, (me) => selling.corrected(id, sale, reason, me));
	}

	async cancel(id: string, reason: string): Promise<ActAnswer> {
		return this.#change(id, { cancelled: true }, (me) => selling.cancelled(id, reason, me));
	}

	/** What was taken back at once, or refused, never was. */
	withdraw(id: string | undefined): void {
		this.all = this.all.filter((each) => each.id !== id);
	}

	async #change(
		id: string,
		change: Partial<OwnSale>,
		make: (me: string) => Act
	): Promise<ActAnswer> {
		const before = this.all.find((each) => each.id === id);
		this.#become(id, change);
		const answer = await this.#around.tap(make);
		if (!answer.ok && before !== undefined) this.#become(id, before);
		return answer;
	}

	#become(id: string, change: Partial<OwnSale>): void {
		this.all = this.all.map((each) => (each.id === id ? { ...each, ...change } : each));
	}
}
