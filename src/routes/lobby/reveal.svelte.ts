import type { BranchRow } from '#lib/protocol/index.ts';

/** How long a name is shown; real milliseconds. */
export const SHOWN_FOR = 30_000;
const TICK = 250;

/** What the server knows of a customer, or a code that says why it is not told; `offline`: no answer came. */
export type RevealAnswer =
	{ ok: true; name: string | null; ref: string | null } | { ok: false; code: string };

/** Where the sheet is. `code`: why the last attempt was refused. */
export type RevealStep =
	| { at: 'asking'; number: string; code: string | null }
	| { at: 'sending'; number: string }
	| { at: 'shown'; number: string; name: string | null; ref: string | null; seconds: number };

type Ask = (number: string, reason: string) => Promise<RevealAnswer>;

const monotonic = () => performance.now();

/**
 * Showing one customer's name: a reason first, then the name for half a minute. It is in no row and in no other
 * place of the page, and gone from this one when its time is over, when the sheet closes or the page is left.
 */
export class Reveal {
	/** Null: the sheet is closed. */
	step: RevealStep | null = $state.raw(null);
	readonly #ask: Ask;
	readonly #now: () => number;
	#hideAt = 0;
	#timer: ReturnType<typeof setInterval> | undefined;

	constructor(ask: Ask, now: () => number = monotonic) {
		this.#ask = ask;
		this.#now = now;
	}

	open(number: string): void {
		this.close();
		this.step = { at: 'asking', number, code: null };
	}

	async send(reason: string): Promise<void> {
		if (this.step?.at !== 'asking') return;
		const { number } = this.step;
		const sending: RevealStep = { at: 'sending', number };
		this.step = sending;
		const answer = await this.#ask(number, reason);
		// Closed meanwhile, or asked about somebody else: nobody waits for this name any more.
		if (this.step !== sending) return;
		if (!answer.ok) {
			this.step = { at: 'asking', number, code: answer.code };
			return;
		}
		this.#hideAt = this.#now() + SHOWN_FOR;
		const { name, ref } = answer;
		this.step = { at: 'shown', number, name, ref, seconds: SHOWN_FOR / 1000 };
		this.#timer = setInterval(() => this.tick(), TICK);
	}

	/** Counts down; a tablet that slept meanwhile finds the time over. */
	tick(): void {
		if (this.step?.at !== 'shown') return;
		const seconds = Math.ceil((this.#hideAt - this.#now()) / 1000);
		if (seconds <= 0) this.close();
		else if (seconds !== this.step.seconds) this.step = { ...this.step, seconds };
	}

	close(): void {
		clearInterval(this.#timer);
		this.step = null;
	}
}

/** Asks the server; the day is the row's, so that yesterday's number is never taken for today's. */
export async function askName(
	branch: Pick<BranchRow, 'id' | 'businessDay'>,
	number: string,
	reason: string
): Promise<RevealAnswer> {
	const ticket = `${encodeURIComponent(branch.id)}/tickets/${encodeURIComponent(number)}`;
	try {
		const response = await fetch(
			`/api/v1/branches/${ticket}/reveal?day=${encodeURIComponent(branch.businessDay)}`,
			{
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ reason }),
				cache: 'no-store'
			}
		);
		const body = (await response.json()) as Record<'name' | 'ref', string | null> & {
			code: string;
		};
		return response.ok
			? { ok: true, name: body.name, ref: body.ref }
			: { ok: false, code: body.code };
	} catch {
		return { ok: false, code: 'offline' };
	}
}
