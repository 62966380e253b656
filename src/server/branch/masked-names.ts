import { maskCustomer } from '#lib/domain/customers/customer.ts';
import type { Customer } from '#lib/domain/customers/customer.ts';

/**
 * Masked names of the open day's customers, by ticket number: what the drawing of rows may know of them. Held in
 * memory beside the state, which is written down with the log, where nothing can be erased.
 */
export class MaskedNames {
	#day = '';
	readonly #names = new Map<string, string>();

	/** Another day has begun, or none is open (''): yesterday's customers are in no row. */
	turnTo(day: string): void {
		if (day === this.#day) return;
		this.#day = day;
		this.#names.clear();
	}

	note(number: string, customer: Customer): void {
		this.#names.set(number, maskCustomer(customer));
	}

	of(ticket: { day: string; number: string }): string | undefined {
		return ticket.day === this.#day ? this.#names.get(ticket.number) : undefined;
	}

	/** Forgets the customer of one ticket, or those of every day before one; the numbers whose rows showed a name. */
	forget(which: { day: string; number: string } | { before: string }): string[] {
		if ('before' in which) {
			const numbers = this.#day < which.before ? [...this.#names.keys()] : [];
			if (numbers.length > 0) this.#names.clear();
			return numbers;
		}
		return which.day === this.#day && this.#names.delete(which.number) ? [which.number] : [];
	}
}
