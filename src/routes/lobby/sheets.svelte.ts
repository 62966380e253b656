import type { Action } from './actions.ts';
import type { OwnSale } from './sold.svelte.ts';

/** What is being told of a device. */
export type DeviceStep = 'pass' | 'note' | 'fixed' | 'report';

/** What lies over the tablet; one at a time. `prompt`: that of the card from which it was opened. */
export type Sheet =
	| { at: 'ticket'; number: string; step?: Action }
	| { at: 'outflow'; prompt: string; kept: boolean }
	| { at: 'refer'; number: string; prompt?: string }
	| { at: 'sale'; number?: string; prompt?: string; correct?: OwnSale }
	| { at: 'mine' }
	| { at: 'check'; number: string }
	| { at: 'complaint' }
	| { at: 'take' }
	| { at: 'devices'; device?: string; step?: DeviceStep }
	| { at: 'checks'; list?: string }
	| { at: 'work' }
	| { at: 'unsent' };

/** The open sheet, and since when: the time of an act is from opening its sheet to its result. */
export class Sheets {
	open: Sheet | null = $state.raw(null);
	readonly #clock: { read(): number };
	#openedAt: number | null = null;
	/** Customers who are being led somewhere: since when. */
	led: Readonly<Record<string, number>> = $state.raw({});

	constructor(clock: { read(): number }) {
		this.#clock = clock;
	}

	show(sheet: Sheet): void {
		this.open = sheet;
		this.restart();
	}

	/** Another page of the same sheet: the time goes on. */
	turn(sheet: Sheet): void {
		this.open = sheet;
	}

	close(): void {
		this.open = null;
		this.#openedAt = null;
	}

	/** Somebody begins to lead a customer to whom they are referred. */
	lead(referral: string): void {
		this.led = { ...this.led, [referral]: this.#clock.read() };
	}

	/** When what an act is about was begun; null: nothing was opened for it. */
	since(subject: string | undefined): number | null {
		return this.led[subject ?? ''] ?? this.#openedAt;
	}

	/** What comes next on this sheet begins now. */
	restart(): void {
		this.#openedAt = this.open === null ? null : this.#clock.read();
	}
}
