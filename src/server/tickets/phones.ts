import type { PhoneTicket } from '#lib/protocol/index.ts';
import type { Branch } from '../branch.ts';
import type { Cancel, Clock } from '../clock.ts';
import { refused } from '../refused.ts';
import type { Refused } from '../refused.ts';
import type { TicketLinks, TicketName } from './links.ts';

export interface PhoneParts {
	branches: { get(id: string): Branch | undefined };
	links: TicketLinks;
	clock: Clock;
	/** Whether anything can be stored right now. */
	state: () => 'serving' | 'halted' | 'closing';
}

interface Follower {
	token: string;
	ticket: TicketName;
	said: string;
	send: (ticket: PhoneTicket) => void;
	end: () => void;
}

/** Phones that look at the same time: more than any lobby holds. */
const MOST = 2_000;
const MOST_OF_ONE = 5;
/** What happened in a moment is told once. Real milliseconds. */
const TELL_AFTER = 100;

/** Customers' phones: each sees its own ticket, follows it, and says how the service was. */
export class Phones {
	readonly #parts: PhoneParts;
	readonly #followers = new Set<Follower>();
	readonly #followed = new Map<string, { undo: Cancel; timer: Cancel | null }>();
	#disposed = false;

	constructor(parts: PhoneParts) {
		this.#parts = parts;
	}

	/** The ticket behind an address; undefined: there is none, or its day is over. */
	look(token: string): PhoneTicket | undefined {
		const name = this.#parts.links.read(token);
		return name && this.#ticketOf(name);
	}

	/**
	 * Tells the ticket now and whenever it changes; `end` when there is nothing more to tell. `undo`: nobody listens
	 * any more.
	 */
	follow(
		token: string,
		send: Follower['send'],
		end: () => void
	): { ok: true; undo: Cancel } | Refused {
		if (this.#disposed) return UNAVAILABLE;
		const name = this.#parts.links.read(token);
		const ticket = name && this.#ticketOf(name);
		if (name === undefined || ticket === undefined) return UNKNOWN;
		const own = [...this.#followers].filter((each) => each.token === token).length;
		if (this.#followers.size >= MOST || own >= MOST_OF_ONE) {
			return refused('too_many', 'Too many phones look at this; close another one.');
		}
		const follower: Follower = { token, ticket: name, said: saying(ticket), send, end };
		this.#followers.add(follower);
		this.#watch(name.branch);
		send(ticket);
		return { ok: true, undo: () => this.#followers.delete(follower) };
	}

	/** The customer says how it was; once a ticket. */
	async rate(token: string, score: number): Promise<{ ok: true } | Refused> {
		const name = this.#parts.links.read(token);
		const branch = name && this.#parts.branches.get(name.branch);
		if (name === undefined || branch?.phoneTicket(name.number, name.day) === undefined) {
			return UNKNOWN;
		}
		if (this.#parts.state() !== 'serving') return UNAVAILABLE;
		try {
			const [outcome] = await branch.accept([
				{
					origin: 'person',
					source: 'phone',
					// One rating a ticket: a second tap is the same one.
					id: `rating/${name.day}/${name.number}/${score}`,
					event: { type: 'ticket.rated', at: branch.now(), subject: name.number, data: { score } }
				}
			]);
			if (outcome === undefined) throw new Error('The branch gave no outcome for a rating.');
			return outcome.kind === 'refused' ? refused(outcome.code, outcome.detail) : { ok: true };
		} catch (error) {
			if ((error as { name?: unknown } | null)?.name !== 'StoreError') throw error;
			return UNAVAILABLE;
		}
	}

	/** Phones are told that this is the end, and come back by themselves. */
	dispose(): void {
		this.#disposed = true;
		for (const { undo, timer } of this.#followed.values()) {
			undo();
			timer?.();
		}
		this.#followed.clear();
		for (const { end } of this.#followers) end();
		this.#followers.clear();
	}

	#watch(id: string): void {
		const branch = this.#parts.branches.get(id);
		if (branch === undefined || this.#followed.has(id)) return;
		const watched: { undo: Cancel; timer: Cancel | null } = {
			undo: branch.onPublish(() => {
				watched.timer ??= this.#parts.clock.every(TELL_AFTER, () => {
					watched.timer?.();
					watched.timer = null;
					this.#tell(id);
				});
			}),
			timer: null
		};
		this.#followed.set(id, watched);
	}

	#ticketOf({ branch, number, day }: TicketName): PhoneTicket | undefined {
		return this.#parts.branches.get(branch)?.phoneTicket(number, day);
	}

	/** An address was proved when it was opened: only what became of the ticket is looked at, where something happened. */
	#tell(branch: string): void {
		for (const follower of this.#followers) {
			if (follower.ticket.branch !== branch) continue;
			const ticket = this.#ticketOf(follower.ticket);
			if (ticket === undefined) {
				this.#followers.delete(follower);
				follower.end();
				continue;
			}
			const said = saying(ticket);
			if (said === follower.said) continue;
			follower.said = said;
			follower.send(ticket);
		}
	}
}

const UNKNOWN = refused('unknown_ticket', 'This ticket is not known any more.');
const UNAVAILABLE = refused('unavailable', 'Nothing can be stored at the moment; try again.');

/** What there is to tell: that time has passed is none of it. */
function saying({ now: _, ...ticket }: PhoneTicket): string {
	return JSON.stringify(ticket);
}
