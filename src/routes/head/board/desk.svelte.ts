import type { LiveView } from '#lib/client/live-view.svelte.ts';
import { Doing } from '#lib/office/doing.svelte.ts';
import { actOf, deedOf, keyOf } from './deeds.ts';
import type { Deed } from './deeds.ts';
import { foreseen } from './foreseen.ts';
import type { Floor } from './foreseen.ts';

/** What was done on the board, and the branch as it will be once that has happened. */
export class Desk extends Doing<Deed> {
	readonly floor: Floor = $derived.by(() =>
		foreseen(
			{ counters: this.live.counters, tickets: this.live.tickets },
			this.underWay.flatMap(({ deed }) => (deed === null ? [] : [deed]))
		)
	);

	constructor(live: LiveView) {
		super(live, { deedOf, keyOf });
	}

	async do(deed: Deed, reason: string): Promise<void> {
		await this.send(deed, actOf(deed, reason));
	}
}
