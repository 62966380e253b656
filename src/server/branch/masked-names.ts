import { maskCustomer } from '#lib/domain/customers/customer.ts';
import type { Customer } from '#lib/domain/customers/customer.ts';

/** What the drawing of a ticket's row may know of its customer. */
export interface KnownCustomer {
	/** The masked name. */
	masked?: string | undefined;
	note?: string | undefined;
}

/**
 * Masked names and notes of the open day's customers, by ticket number: what the drawing of rows may know of them.
 * Held in memory beside the state, which is written down with the log, where nothing can be erased.
 */
export class MaskedNames {
	#day = '';
	readonly #known = new Map<string, KnownCustomer>();

	/** Another day has begun, or none is open (''): yesterday's customers are in no row. */
	turnTo(day: string): void {
		if (day === this.#day) return;
		this.#day = day;
		this.#known.clear();
	}

	note(number: string, customer: Customer): void {
		this.#known.set(number, {
			masked: maskCustomer(customer),
			note: customer.note ?? undefined
		});
	}

	of(ticket: { day: string; number: string }): KnownCustomer | undefined {
		return ticket.day === this.#day ? this.#known.get(ticket.number) : undefined;
	}

	/** Forgets the customer of one ticket, or those of every day before one; the numbers whose rows showed one. */
	forget(which: { day: string; number: string } | { before: string }): string[] {
		if ('before' in which) {
			const numbers = this.#day < which.before ? [...this.#known.keys()] : [];
			if (numbers.length > 0) this.#known.clear();
			return numbers;
		}
		return which.day === this.#day && this.#known.delete(which.number) ? [which.number] : [];
	}
}
