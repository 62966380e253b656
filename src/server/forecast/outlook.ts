import { nextSlot, SLOT } from '#lib/domain/figures/slots.ts';
import type { Branch } from '../branch.ts';
import type { Cancel } from '../clock.ts';
import { Busy, type Analysts } from './analysts.ts';

/**
 * The hour to come, for the screens that show it: worked out beside whenever five minutes have passed, and only
 * where somebody looks.
 */
export class Outlook {
	readonly #analysts: Pick<Analysts, 'ask'>;
	readonly #fault: (where: string, error: unknown) => void;

	constructor(analysts: Pick<Analysts, 'ask'>, fault: (where: string, error: unknown) => void) {
		this.#analysts = analysts;
		this.#fault = fault;
	}

	/** Keeps a branch's outlook up to date until it is undone. */
	follow(branch: Branch): Cancel {
		let slot = -Infinity;
		let asking = false;
		let undone = false;
		const look = () => {
			const now = nextSlot(branch.now()) - SLOT;
			if (undone || asking || now === slot || !branch.showsOutlook) return;
			slot = now;
			asking = true;
			this.#analysts
				.ask({ kind: 'next_hour', moment: branch.moment() })
				.then((rows) => {
					if (!undone) branch.foresee(rows);
				})
				.catch((error: unknown) => {
					if (!(error instanceof Busy)) this.#fault('working out the next hour', error);
				})
				.finally(() => {
					asking = false;
				});
		};
		const undo = branch.onPublish(look);
		return () => {
			undone = true;
			undo();
		};
	}
}
