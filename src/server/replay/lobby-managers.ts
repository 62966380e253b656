import { isEngageRule } from '#lib/domain/engagement/rules/index.ts';
import { isInLobby } from '#lib/domain/queue/ticket.ts';
import type { Prompt } from '#lib/domain/engagement/prompt.ts';
import { Random } from '#lib/domain/random.ts';
import { nextDue } from '#lib/domain/time/passing.ts';
import type { BranchFile, IncomingEvent } from '#lib/protocol/index.ts';
import { Agenda } from '../demo/agenda.ts';
import { Mirror } from '../mirror.ts';
import { EventList } from './event-list.ts';
import type { LogEvent } from './event-list.ts';
import type { Log } from './log.ts';

/** How many lobby managers are made up, and by which seed. */
export interface LobbyManagers {
	count: number;
	seed: number;
}

/** What comes of a talk; nothing of it stands in any log. */
const TALKS = { interested: 40, talked: 32, declined: 25, do_not_disturb: 3 };
/** Of those who are interested so many are referred. */
const REFERRED = 0.6;
/** Of those who are called before somebody reaches them so many are not talked to. */
const TOO_LATE = 0.6;

export function managerIds(count: number): string[] {
	return Array.from({ length: count }, (_, index) => `simulated-${index + 1}`);
}

/** A log's branch with lobby managers, whose names say what they are. */
export function withStaff(file: BranchFile, count: number): BranchFile {
	const managers = managerIds(count).map((id, index) => ({
		id,
		name: { zh: `模拟大堂经理 ${index + 1}`, en: `Simulated ${index + 1}` },
		role: 'lobby_manager' as const
	}));
	return { ...file, staff: [...(file.staff ?? []), ...managers] };
}

/**
 * A log with made-up lobby managers laid over it: they see whom the branch's rules offer them, accept, walk over, talk
 * and refer. Tickets, calls and waits stay as the log tells them. The same seed gives the same talks.
 */
export function layOver(log: Log, file: BranchFile, managers: LobbyManagers): Log {
	const events = new Overlay(log, file, managers).play();
	return { ...log, events: new EventList(events.length, (index) => events[index] as LogEvent) };
}

class Overlay {
	readonly #log: Log;
	readonly #source: string;
	readonly #mirror: Mirror;
	readonly #agenda = new Agenda(0);
	readonly #managers: Manager[];
	readonly #told: LogEvent[] = [];

	constructor(log: Log, file: BranchFile, { count, seed }: LobbyManagers) {
		this.#log = log;
		this.#source = `/simulated/lobby-managers/${count}/${seed}`;
		const random = new Random(seed);
		this.#managers = managerIds(count).map((id) => ({
			id,
			random: random.fork(id),
			state: 'idle',
			referrals: 0
		}));
		this.#mirror = new Mirror({ ...file, clock: 'event' }, ({ type, at }) => {
			if (type === 'prompt.offered') this.#wake(at);
		});
	}

	play(): LogEvent[] {
		for (const event of this.#log.events) {
			this.#liveUntil(event.event.at);
			this.#told.push(event);
			this.#mirror.tell(event.event);
			if (this.#mirror.state.onDuty.size === 0) this.#arrive(event.event.at);
		}
		this.#liveUntil(Infinity);
		return this.#told;
	}

	/** Everything that people do before an instant, at the instants at which the branch asks them to. */
	#liveUntil(until: number): void {
		for (let now = 0; ;) {
			const act = this.#agenda.next;
			const due = nextDue(this.#mirror.state);
			// After the last row nothing is due any more but what has been begun.
			if (act === undefined && until === Infinity) return;
			const next = Math.min(act ?? Infinity, due > now ? due : Infinity);
			if (next >= until) return;
			now = next;
			this.#mirror.pass(next);
			this.#agenda.runUntil(next);
		}
	}

	/** On the branch's first word of a day everybody is there. */
	#arrive(at: number): void {
		for (const { id } of this.#managers) this.#tell('staff.arrived', at, id, {});
	}

	#wake(at: number): void {
		for (const manager of this.#managers) {
			if (manager.state !== 'idle' || this.#choose(manager) === undefined) continue;
			manager.state = 'looks';
			const seconds = manager.random.between(8, 45);
			this.#agenda.at(at + seconds * 1000, () => this.#look(manager));
		}
	}

	/** Who waits longest of those whom the tablet offers to this person or to everybody. */
	#choose({ id }: Manager): Prompt | undefined {
		let best: Prompt | undefined;
		for (const prompt of this.#mirror.state.today?.prompts.values() ?? []) {
			const { kind, phase, offer, raisedAt } = prompt;
			if (kind !== 'engage' || phase.state !== 'open' || (offer.to ?? id) !== id) continue;
			if (best === undefined || raisedAt < best.raisedAt) best = prompt;
		}
		return best;
	}

	#look(manager: Manager): void {
		const prompt = this.#choose(manager);
		manager.state = 'idle';
		if (prompt === undefined) return;
		if (!this.#act(manager, 'prompt.accepted', prompt.id)) return;
		manager.state = 'busy';
		this.#agenda.in(manager.random.between(10, 40), () => this.#meet(manager, prompt));
	}

	#meet(manager: Manager, prompt: Prompt): void {
		const ticket = this.#mirror.state.today?.tickets.get(prompt.ticket);
		if (prompt.phase.state !== 'accepted' || ticket === undefined) {
			this.#free(manager);
		} else if (!isInLobby(ticket) && manager.random.chance(TOO_LATE)) {
			this.#act(manager, 'prompt.not_reached', prompt.id);
			this.#free(manager);
		} else {
			this.#agenda.in(manager.random.between(60, 240), () => this.#talk(manager, prompt));
		}
	}

	#talk(manager: Manager, prompt: Prompt): void {
		const { id: staff, random } = manager;
		const result = random.weighted(TALKS);
		const { now } = this.#agenda;
		const { ticket: number, id, day } = prompt;
		this.#tell('engagement.recorded', now, number, { staff, prompt: id, result });
		if (result === 'interested' && random.chance(REFERRED)) {
			manager.referrals += 1;
			const subject = `${staff}/${day}/${manager.referrals}`;
			this.#tell('referral.made', now, subject, { from: staff, number });
		}
		this.#free(manager);
	}

	#free(manager: Manager): void {
		manager.state = 'looks';
		this.#agenda.in(manager.random.between(10, 60), () => this.#look(manager));
	}

	#act(manager: Manager, type: 'prompt.accepted' | 'prompt.not_reached', id: string): boolean {
		return this.#tell(type, this.#agenda.now, id, { staff: manager.id });
	}

	/** False: the rules refuse it, and nobody is told. */
	#tell(type: IncomingEvent['type'], at: number, subject: string, data: object): boolean {
		const event = { type, at, subject, data } as IncomingEvent;
		if (!this.#mirror.tell(event)) return false;
		const id = `${String(at).padStart(13, '0')}-${subject}-${type}`;
		this.#told.push({ source: this.#source, id, event });
		return true;
	}
}

interface Manager {
	id: string;
	random: Random;
	/** `looks`: will look at the tablet in a moment. */
	state: 'idle' | 'looks' | 'busy';
	referrals: number;
}

/** Prompts of one rule: windows that opened, were used for a talk, or closed without. */
export interface PromptFigures {
	raised: number;
	used: number;
	missed: number;
}

/** By rule, of prompts to talk to somebody. */
export function promptFigures(
	prompts: readonly { rule: string; outcome: string | null }[]
): Record<string, PromptFigures> {
	const figures: Record<string, PromptFigures> = {};
	for (const { rule, outcome } of prompts) {
		if (!isEngageRule(rule)) continue;
		const own = (figures[rule] ??= { raised: 0, used: 0, missed: 0 });
		own.raised += 1;
		if (outcome === 'missed' || outcome === 'left') own.missed += 1;
		else if (outcome !== null) own.used += 1;
	}
	return figures;
}
