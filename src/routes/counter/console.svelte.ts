import type { KeptAct, PendingAct } from '#lib/client/acts.svelte.ts';
import type { LiveView } from '#lib/client/live-view.svelte.ts';
import type { SaleFacts } from '#lib/components/sale/entry.svelte.ts';
import type { ActAnswer, CounterRow, PromptRow } from '#lib/protocol/index.ts';
import { OwnChecks } from './checks.svelte.ts';
import type { Command, PitchKey } from './keys.ts';
import { lineAt } from './line.ts';
import type { Line } from './line.ts';
import { whyNot, whyNotCall } from './may.ts';
import type { Bar, Moment } from './may.ts';
import type { Note, Notes } from './notes.ts';
import type { Notice } from './notice.ts';
import { isAboutTicket, isRefusal } from './notice.ts';
import { Selling } from './selling.svelte.ts';
import { situationOf, waitedFor } from './situation.ts';
import type { Profile, Situation, Waited, Who } from './situation.ts';
import type { UnderWay } from './step.ts';

/** What a sheet asks; `number`: about whom, and it closes when that is over. */
export type Sheet =
	| { kind: 'pause' | 'profile' }
	| { kind: 'sale' | 'sales' }
	| { kind: 'checks'; list: string }
	| { kind: 'fix'; sale: string }
	| { kind: 'park' | 'return' | 'transfer' | 'skip' | 'refer' | 'call' | 'parked'; number: string }
	| { kind: 'finish' | 'further'; number: string; next: boolean };

/** How long a notice stays; real milliseconds. What was refused stays until the next press. */
const SAYS_SO = 12_000;
const BARRED_STAYS = 5_000;
/** A call that was meant so long ago is not made any more; real milliseconds, as for what is urgent. */
const CALL_WITHIN = 15_000;
/** A row that does not come after its answer holds nobody up. */
const ROWS_WITHIN = 2_000;

type Data = Record<string, unknown>;

/**
 * One counter's console: where the counter stands, what may be done, what is under way and what came of it. It
 * follows the live view; who is next is decided by the server.
 */
export class Console {
	readonly live: LiveView;
	readonly id: string;
	readonly who: Who;
	notice: Notice | null = $state.raw(null);
	notes: Notes = $state.raw({});
	/** Which profile is chosen before the counter opens. */
	chosen: number = $state(0);

	readonly counter: CounterRow = $derived.by(() => this.#known());
	readonly situation: Situation = $derived.by(() =>
		situationOf(this.counter, this.live.tickets, this.who)
	);
	readonly line: Line = $derived.by(() => lineAt(this.live, this.counter));
	/** The number that the button says; null where nobody waits. */
	readonly next: string | null = $derived(this.line.waiting[0]?.ticket.number ?? null);
	readonly waited: Waited | null = $derived.by(() => this.#waited());
	/** The step that has no answer yet. */
	readonly underWay: PendingAct | null = $derived.by(
		() => this.live.pending.find(({ type }) => isStep(type)) ?? null
	);
	/** A call for help from here that nobody has seen to. */
	readonly help: PromptRow | undefined = $derived.by(() =>
		Object.values(this.live.prompts).find(({ rule, place }) => rule === 'help' && place === this.id)
	);
	readonly moment: Moment = $derived.by(() => this.#moment());
	/** What the ink button says is under way; after the answer until its rows are here. */
	readonly step: UnderWay | null = $derived.by(
		() => this.underWay ?? (this.moment.busy ? this.#lately : null)
	);
	readonly profiles: Profile[] = $derived.by(() => this.#profiles());
	readonly selling: Selling;
	readonly checks: OwnChecks;

	#last: CounterRow;
	#lately: UnderWay | null = null;
	#sheet: Sheet | null = $state.raw(null);
	#chain = $state(false);
	/** The rows that show what was answered are on their way until this sequence number is here. */
	#awaited = $state(0);
	#timers = new Set<ReturnType<typeof setTimeout>>();

	constructor(live: LiveView, id: string, who: Who) {
		this.live = live;
		this.id = id;
		this.who = who;
		this.#last = live.counters[id] as CounterRow;
		this.selling = new Selling(this);
		this.checks = new OwnChecks(live, who.staff);
	}

	/** The sheet that is open, as long as what it is about is still so. */
	get sheet(): Sheet | null {
		const sheet = this.#sheet;
		if (sheet?.kind === 'checks') {
			return this.checks.lists.some(({ list }) => list === sheet.list) ? sheet : null;
		}
		if (sheet === null || !('number' in sheet)) return sheet;
		if (sheet.kind === 'call' || sheet.kind === 'parked') {
			const state = this.live.tickets[sheet.number]?.state;
			return state === (sheet.kind === 'call' ? 'waiting' : 'parked') ? sheet : null;
		}
		return this.#here() === sheet.number ? sheet : null;
	}

	/** What was said to whoever is here. */
	get note(): Note {
		const number = this.#here();
		return number === null ? {} : (this.notes[number] ?? {});
	}

	close(): void {
		this.#sheet = null;
	}

	/** A press of a key or a button. */
	press(command: Command): void {
		const bar = this.#unlinked() ?? whyNot(command, this.moment);
		if (bar !== null) return this.#barred(bar);
		this.notice = null;
		switch (command) {
			case 'primary':
				return this.#primary();
			case 'finish':
				return this.#finishing(false);
			case 'recall':
				return void this.#about('ticket.recalled', this.#byWhom());
			case 'no_show':
				return void this.#about('ticket.no_show', {});
			case 'help':
				return void this.#step('help.called', this.id, this.#staff());
			case 'profile':
				if (this.situation.at === 'closed') return this.#chooseNext();
				return this.#open({ kind: 'profile' });
			case 'pause':
				return this.#open({ kind: 'pause' });
			case 'sale':
				if (this.selling.staff === undefined) return this.#barred({ code: 'no_staff' });
				return this.#open({ kind: 'sale' });
			case 'undo':
				return this.selling.undo();
			case 'details':
				return this.#openAbout((number) => ({ kind: 'finish', number, next: false }));
			case 'park':
			case 'transfer':
			case 'return':
				return this.#openAbout((number) => ({ kind: command, number }));
		}
	}

	/** Somebody of the line is chosen out of turn, or somebody parked. */
	pick(number: string): void {
		const bar = this.#unlinked() ?? whyNotCall(this.moment);
		if (bar !== null) return this.#barred(bar);
		const { state } = this.live.tickets[number] ?? {};
		if (state === 'waiting' && number === this.next) return this.#primary();
		if (state === 'waiting') this.#open({ kind: 'call', number });
		else if (state === 'parked') this.#open({ kind: 'parked', number });
	}

	open(services?: readonly string[]): void {
		this.close();
		void this.#step('counter.opened', this.id, {
			...this.#staff(),
			...(services !== undefined && { services: [...services] })
		});
	}

	pause(reason: string): void {
		this.close();
		void this.#step('counter.paused', this.id, { ...this.#staff(), reason });
	}

	shut(): void {
		this.close();
		void this.#step('counter.closed', this.id, this.#staff());
	}

	callThis(number: string, reason: string): void {
		this.close();
		void this.#call(null, number, reason);
	}

	backInLine(number: string): void {
		this.close();
		void this.#step('ticket.resumed', number, {});
	}

	park(reason: string): void {
		this.close();
		void this.#about('ticket.parked', { reason });
	}

	giveBack(reason: string, faults: readonly string[]): void {
		this.close();
		void this.#about('ticket.requeued', {
			...this.#staff(),
			reason,
			...(faults.length > 0 && { faults: [...faults] })
		});
	}

	/** `next`: whoever is next is called when it is done. */
	transfer(service: string, counter?: string, next = false): void {
		this.close();
		const data = { service, ...(counter !== undefined && { counter }) };
		void this.#thenCall('ticket.transferred', data, next);
	}

	/** The customer stays, for the next thing that the visit is for. */
	stay(service: string): void {
		this.close();
		const number = this.#here();
		if (number === null) return;
		this.#chain = true;
		void this.#step('ticket.transferred', number, { service, counter: this.id })
			.then(({ ok }) => (ok ? this.#call(null, number, 'further') : undefined))
			.finally(() => (this.#chain = false));
	}

	finish(next: boolean, { outcome = 'done', services }: { outcome?: string; services?: string[] }) {
		this.close();
		const data = { counter: this.id, outcome, ...(services !== undefined && { services }) };
		void this.#thenCall('ticket.finished', data, next);
	}

	/** What came of the sentence, or that the customer was told how long it takes. */
	say(pitch: PitchKey, skip?: string): void {
		const number = this.#here();
		if (number === null || this.situation.at !== 'serving') return;
		const { staff } = this.selling;
		if (pitch === 'told') {
			const told = this.note.told ? undefined : (true as const);
			return this.remember(number, told ? { told } : {}, ['told']);
		}
		if (staff === undefined) return this.#barred({ code: 'no_staff' });
		if (pitch === 'refer') return this.#refer(number, staff);
		if (this.note.pitch !== undefined) return;
		if (pitch === 'skipped' && skip === undefined) return this.#open({ kind: 'skip', number });
		this.close();
		this.selling.pitch(number, staff, pitch, skip);
	}

	/** To the wealth managers, with the need; undefined: not clear yet. */
	refer(need?: string): void {
		this.close();
		const [number, { staff }] = [this.#here(), this.selling];
		if (number !== null && staff !== undefined) this.selling.refer(number, staff, need);
	}

	sell(sale: SaleFacts): void {
		this.close();
		this.selling.sell(sale);
	}

	/** One's own sales, or what was wrong with one of them. */
	showSales(sale?: string): void {
		this.#open(sale === undefined ? { kind: 'sales' } : { kind: 'fix', sale });
	}

	/** One's own checks of a list. */
	showChecks(list: string): void {
		this.#open({ kind: 'checks', list });
	}

	correct(sale: string, changes: Partial<SaleFacts>, reason: string): void {
		this.close();
		this.selling.correct(sale, changes, reason);
	}

	cancel(sale: string, reason: string): void {
		this.close();
		this.selling.cancel(sale, reason);
	}

	remember(number: string, note: Note, without: (keyof Note)[] = []): void {
		const kept: Note = { ...this.notes[number] };
		for (const field of without) delete kept[field];
		this.notes = { ...this.notes, [number]: { ...kept, ...note } };
	}

	/** A fact about the customer, which no step waits for. */
	async reported(type: string, subject: string, data: Data): Promise<boolean> {
		return (await this.#step(type, subject, data)).ok;
	}

	/** Runs it after real milliseconds, unless the page is left. Returns the undo. */
	after(ms: number, run: () => void): () => void {
		const timer = setTimeout(() => {
			this.#timers.delete(timer);
			run();
		}, ms);
		this.#timers.add(timer);
		return () => {
			clearTimeout(timer);
			this.#timers.delete(timer);
		};
	}

	/** What was done on this page before it was loaded anew, and not answered. */
	async resume(act: KeptAct): Promise<void> {
		this.#heard(act.type, act.subject, await this.live.acts.resume(act));
	}

	dispose(): void {
		for (const timer of this.#timers) clearTimeout(timer);
		this.#timers.clear();
	}

	/** A teller whose account is nobody of the staff can be at no counter. */
	#unlinked(): Bar | null {
		return this.who.lead || this.who.staff !== null ? null : { code: 'no_staff' };
	}

	#known(): CounterRow {
		return (this.#last = this.live.counters[this.id] ?? this.#last);
	}

	#here(): string | null {
		return 'ticket' in this.situation ? this.situation.ticket.number : null;
	}

	#waited(): Waited | null {
		const { situation, live } = this;
		if (situation.at !== 'called') return null;
		return waitedFor(situation.ticket, live.branch.calling, live.clock.now);
	}

	#profiles(): Profile[] {
		return [{ id: null, services: this.counter.services }, ...this.live.branch.profiles];
	}

	#moment(): Moment {
		const { live, situation, waited, help, underWay, next } = this;
		const behind = live.seq < this.#awaited;
		return {
			situation,
			waited,
			busy: underWay !== null || this.#chain || behind,
			stale: live.stale,
			helpOpen: help !== undefined,
			empty: next === null,
			undoable: this.selling.undoable !== null
		};
	}

	#primary(): void {
		const { situation } = this;
		switch (situation.at) {
			case 'closed':
				// Undefined leaves the counter to what it is set for.
				return this.open(this.chosen === 0 ? undefined : this.profiles[this.chosen]?.services);
			case 'paused':
				return this.open();
			case 'idle':
				return void this.#call(this.next);
			case 'called':
				return void this.#about('ticket.started', { counter: this.id });
			case 'serving':
				return this.#finishing(!this.live.stale);
			case 'other':
				return;
		}
	}

	/** Where the visit is for more, that is asked first. */
	#finishing(next: boolean): void {
		if (this.situation.at !== 'serving') return;
		const { number, further = [] } = this.situation.ticket;
		if (further.length > 0) this.#open({ kind: 'further', number, next });
		else this.finish(next, {});
	}

	#chooseNext(): void {
		this.chosen = (this.chosen + 1) % this.profiles.length;
	}

	#open(sheet: Sheet): void {
		this.notice = null;
		this.#sheet = sheet;
	}

	#openAbout(sheetOf: (number: string) => Sheet): void {
		const number = this.#here();
		if (number !== null) this.#open(sheetOf(number));
	}

	/** In whose name it is told: that of whoever has the counter, also where somebody who leads does it. */
	#staff(): Data {
		const staff = this.counter.staff ?? this.who.staff;
		return staff === null ? {} : { staff };
	}

	#byWhom(): Data {
		return { counter: this.id, ...this.#staff() };
	}

	/** A step with whoever is at the counter. */
	async #about(type: string, data: Data): Promise<boolean> {
		const number = this.#here();
		return number !== null && (await this.#step(type, number, data)).ok;
	}

	async #step(type: string, subject: string | undefined, data: Data): Promise<ActAnswer> {
		const answer = await this.live.act(type, subject, data);
		this.#heard(type, subject, answer);
		return answer;
	}

	/** Two acts in their order: whoever is here goes, and whoever is next is called, unless that took too long. */
	async #thenCall(type: string, data: Data, next: boolean): Promise<void> {
		const number = this.#here();
		if (number === null) return;
		const expected = this.next;
		let late = false;
		const cancel = this.after(CALL_WITHIN, () => (late = true));
		this.#chain = next;
		try {
			const { ok } = await this.#step(type, number, data);
			if (!ok || !next) return;
			if (late) this.#tell({ kind: 'not_called', number });
			else await this.#call(expected);
		} finally {
			cancel();
			this.#chain = false;
		}
	}

	/** `expected`: the number that the button said. */
	async #call(expected: string | null, subject?: string, reason?: string): Promise<void> {
		const data = { ...this.#byWhom(), ...(reason !== undefined && { reason }) };
		const answer = await this.live.act('ticket.called', subject, data);
		if (!answer.ok && answer.code === 'nobody_waiting') return this.#tell({ kind: 'nobody' });
		this.#heard('ticket.called', subject, answer);
		const got = answer.ok ? answer.subject : undefined;
		if (got !== undefined && expected !== null && got !== expected) {
			this.#tell({ kind: 'got', expected, got });
		}
	}

	/** Once for each customer: whoever has been referred is not referred again. */
	#refer(number: string, staff: string): void {
		if (this.selling.referral !== undefined || this.isReferring(number)) return;
		// Where the branch has written no needs there is nothing to choose.
		if (this.selling.needs.length === 0) return this.selling.refer(number, staff);
		this.#open({ kind: 'refer', number });
	}

	/** A referral of this customer is under way. */
	isReferring(number: string): boolean {
		return this.live.pending.some(
			({ type, data }) => type === 'referral.made' && data['number'] === number
		);
	}

	#heard(type: string, subject: string | undefined, answer: ActAnswer): void {
		const number = isAboutTicket(type) ? subject : undefined;
		if (!answer.ok) return this.#tell({ kind: 'refused', type, number, code: answer.code });
		const { seq } = answer;
		if (isStep(type) && seq > this.#awaited) {
			this.#lately = { type, waiting: false };
			this.#awaited = seq;
			this.after(ROWS_WITHIN, () => {
				if (this.#awaited === seq) this.#awaited = 0;
			});
		}
		if (SAID.has(type)) this.#tell({ kind: 'done', type, number: number ?? '' });
	}

	#barred(bar: Bar): void {
		// Pressed twice is no mistake that needs words: the button says what is under way.
		if (bar.code !== 'busy') this.#tell({ kind: 'barred', bar });
	}

	#tell(notice: Notice): void {
		this.notice = notice;
		if (isRefusal(notice)) return;
		this.after(notice.kind === 'barred' ? BARRED_STAYS : SAYS_SO, () => {
			if (this.notice === notice) this.notice = null;
		});
	}
}

/** What leaves no trace on the screen by itself is said. */
const SAID: ReadonlySet<string> = new Set([
	'ticket.recalled',
	'ticket.no_show',
	'ticket.parked',
	'ticket.resumed',
	'ticket.requeued',
	'ticket.transferred',
	'ticket.finished',
	'help.called',
	'sale.recorded',
	'sale.corrected',
	'sale.cancelled',
	'pitch.undone',
	'referral.undone'
]);

/** An act after which the counter stands elsewhere: one at a time. */
function isStep(type: string): boolean {
	return type.startsWith('ticket.') || type.startsWith('counter.');
}
