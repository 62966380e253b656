/** What may be done now, and why not. Pure. */
import type { Command } from './keys.ts';
import type { Situation, Waited } from './situation.ts';

/** Why a command does nothing now; the messages have a sentence for each code. */
export type Bar =
	| {
			code:
				| 'closed'
				| 'nobody_here'
				| 'start_first'
				| 'not_called'
				| 'paused'
				| 'busy'
				| 'stale'
				| 'no_staff'
				| 'help_open'
				| 'nobody_waits'
				| 'no_undo';
	  }
	| { code: 'recalls_used'; n: number }
	| { code: 'too_early'; n: number }
	| { code: 'finish_first'; number: string }
	| { code: 'other'; staff: string };

export interface Moment {
	situation: Situation;
	/** About whoever was called; null where nobody is. */
	waited: Waited | null;
	/** Something is being saved. */
	busy: boolean;
	stale: boolean;
	/** Somebody is called to this counter for help already. */
	helpOpen: boolean;
	/** Nobody is in the line, as far as this screen knows. */
	empty: boolean;
	/** Something was told a moment ago that can be taken back. */
	undoable: boolean;
}

/** Without a connection only what is a fact about the customer in front is taken, and sent later. */
const FACTS: ReadonlySet<Command> = new Set(['finish', 'details']);

export function whyNot(command: Command, moment: Moment): Bar | null {
	const { situation, busy, stale, helpOpen } = moment;
	// What was said and sold is a fact about the customer: it waits for no step, and is kept without a connection.
	if (command === 'undo') return moment.undoable ? null : { code: 'no_undo' };
	if (command === 'sale') return whyNotSale(situation);
	if (busy) return { code: 'busy' };
	if (stale && !isFact(command, situation)) return { code: 'stale' };
	if (situation.at === 'other') {
		return command === 'primary' ? null : other(situation.staff);
	}
	if (situation.at === 'closed') {
		return command === 'primary' || command === 'profile' ? null : { code: 'closed' };
	}
	switch (command) {
		case 'primary':
			return null;
		case 'help':
			return helpOpen ? { code: 'help_open' } : null;
		case 'pause':
			return whyNotPause(situation);
		case 'profile':
			return situation.at === 'paused' ? { code: 'paused' } : null;
		case 'recall':
		case 'no_show':
			return whyNotAgain(command, situation, moment.waited);
		case 'finish':
		case 'details':
			if (situation.at === 'called') return { code: 'start_first' };
			return situation.at === 'serving' ? null : nobodyHere(situation);
		case 'park':
		case 'transfer':
		case 'return':
			return hasTicket(situation) ? null : nobodyHere(situation);
		default:
			return unhandled(command);
	}
}

/** Why a customer cannot be called out of turn now. */
export function whyNotCall({ situation, busy, stale }: Moment): Bar | null {
	if (busy) return { code: 'busy' };
	if (stale) return { code: 'stale' };
	switch (situation.at) {
		case 'idle':
			return null;
		case 'called':
		case 'serving':
			return { code: 'finish_first', number: situation.ticket.number };
		case 'other':
			return other(situation.staff);
		default:
			return { code: situation.at };
	}
}

/** Who sits at the counter sells, whether somebody is in front of them or has just left. */
function whyNotSale(situation: Situation): Bar | null {
	if (situation.at === 'other') return other(situation.staff);
	return situation.at === 'closed' ? { code: 'closed' } : null;
}

function other(staff: string): Bar {
	return { code: 'other', staff };
}

function isFact(command: Command, { at }: Situation): boolean {
	if (command === 'primary') return at === 'serving' || at === 'called' || at === 'other';
	return FACTS.has(command) && at === 'serving';
}

function hasTicket({ at }: Situation): boolean {
	return at === 'called' || at === 'serving';
}

function nobodyHere({ at }: Situation): Bar {
	return { code: at === 'paused' ? 'paused' : 'nobody_here' };
}

/** A counter is not left while somebody is at it. */
function whyNotPause(situation: Situation): Bar | null {
	if (situation.at === 'called' || situation.at === 'serving') {
		return { code: 'finish_first', number: situation.ticket.number };
	}
	return situation.at === 'paused' ? { code: 'paused' } : null;
}

function whyNotAgain(
	command: 'recall' | 'no_show',
	situation: Situation,
	waited: Waited | null
): Bar | null {
	if (situation.at === 'serving') return { code: 'not_called' };
	if (situation.at !== 'called' || waited === null) return nobodyHere(situation);
	if (command === 'no_show') {
		return waited.noShowIn === 0 ? null : { code: 'too_early', n: waited.noShowIn };
	}
	return waited.recallsLeft > 0 ? null : { code: 'recalls_used', n: waited.calls };
}

function unhandled(command: never): never {
	throw new Error(`No rule for ${String(command)}`);
}
