/**
 * The figures of engagement and sales worked out from the raw log of events, with plain loops over all of it, as
 * docs/definitions.md has them: nothing here is the program's, so that what both say is no mistake of one. For branches
 * half an hour off the full hour from UTC, and for logs that tell the facts of each ticket in their order.
 */

export interface RawEvent {
	type: string;
	at: number;
	recordedAt: number;
	subject: string;
	data: Record<string, unknown>;
}

export interface ReferenceBranch {
	/** Milliseconds ahead of UTC. */
	offset: number;
	/** Seconds. */
	limit: number;
	target: Record<string, number>;
	currency: string | null;
	/** Sales a day by product. */
	targets: Record<string, number>;
}

interface Stage {
	service: string;
	entered: number;
	called: number | null;
	started: number | null;
	ended: number | null;
	end: string | null;
	rework: boolean;
}

interface Ticket {
	day: string;
	number: string;
	issued: number;
	state: string;
	ended: number | null;
	staff: string | null;
	stages: Stage[];
	requeues: number;
	rating: number | null;
	last: number;
}

interface Window {
	id: string;
	day: string;
	rule: string;
	service: string;
	ticket: Ticket;
	raised: number;
	state: 'open' | 'accepted' | 'used' | 'missed' | 'left';
	staff: string | null;
	acceptedAt: number | null;
	closedAt: number | null;
}

interface Talk {
	day: string;
	at: number;
	nth: number;
	staff: string;
	ticket: Ticket | null;
	window: Window | null;
	/** What it closed, for taking it back. */
	before: Pick<Window, 'state' | 'staff' | 'acceptedAt' | 'closedAt'> | null;
	product: string | null;
	result: string;
	outflow: { kept: boolean; amount: number; currency: string } | null;
	undone: boolean;
}

interface Pitch {
	at: number;
	nth: number;
	staff: string;
	ticket: Ticket;
	product: string | null;
	result: string;
	undone: boolean;
}

interface Referral {
	id: string;
	day: string;
	at: number;
	from: string;
	ticket: Ticket | null;
	product: string | null;
	met: boolean;
	state: string;
}

interface Sale {
	id: string;
	day: string;
	at: number;
	staff: string;
	ticket: Ticket | null;
	prompt: string | null;
	product: string;
	amount: number;
	currency: string;
	cancelled: boolean;
}

const TALKING = ['long_wait', 'likely_long_wait', 'large_amount', 'outflow', 'maturing', 'vip'];
const LOBBY = ['waiting', 'parked'];
const OPEN = ['waiting', 'parked', 'called', 'serving'];

type Row = Record<string, number | string | null>;

export class ReferenceDays {
	readonly #branch: ReferenceBranch;
	readonly #tickets: Ticket[] = [];
	readonly #windows: Window[] = [];
	readonly #talks: Talk[] = [];
	readonly #pitches: Pitch[] = [];
	readonly #referrals: Referral[] = [];
	readonly #sales: Sale[] = [];
	readonly #closed = new Set<string>();
	#now = 0;

	constructor(branch: ReferenceBranch, log: readonly RawEvent[]) {
		this.#branch = branch;
		for (const event of log) {
			this.#now = Math.max(this.#now, event.recordedAt);
			this.#hear(event);
		}
	}

	#dayOf(at: number): string {
		return new Date(at + this.#branch.offset).toISOString().slice(0, 10);
	}

	#midnightAfter(day: string): number {
		return Date.parse(`${day}T00:00:00Z`) + 86_400_000 - this.#branch.offset;
	}

	/** The number as it was meant then: the day's own, else of a customer whom the midnight before cut off. */
	#ticket(number: unknown, at: number): Ticket | null {
		if (typeof number !== 'string' || number === '') return null;
		const day = this.#dayOf(at);
		const own = this.#tickets.find((each) => each.number === number && each.day === day);
		if (own !== undefined) return own;
		const before = this.#dayOf(at - 86_400_000);
		const older = this.#tickets.find((each) => each.number === number && each.day === before);
		return older !== undefined && OPEN.includes(older.state) ? older : null;
	}

	#hear(event: RawEvent): void {
		const { type, at, subject, data } = event;
		const text = (key: string) => (data[key] === undefined ? null : String(data[key]));
		if (type === 'ticket.issued') {
			const service = String(data['service']);
			this.#tickets.push({
				day: this.#dayOf(at),
				number: subject,
				issued: at,
				state: 'waiting',
				ended: null,
				staff: null,
				stages: [stage(service, at, false)],
				requeues: 0,
				rating: null,
				last: at
			});
		} else if (type.startsWith('ticket.') || type === 'form.checked') {
			const ticket = this.#ticket(subject, at)!;
			this.#move(ticket, type, at, data);
			ticket.last = Math.max(ticket.last, at);
		} else if (type === 'prompt.raised') {
			if (!TALKING.includes(String(data['rule']))) return;
			const ticket = this.#tickets.find(
				({ number, day }) => number === data['ticket'] && day === data['day']
			)!;
			this.#windows.push({
				id: subject,
				day: ticket.day,
				rule: String(data['rule']),
				service: ticket.stages.at(-1)!.service,
				ticket,
				raised: at,
				state: 'open',
				staff: null,
				acceptedAt: null,
				closedAt: null
			});
		} else if (type.startsWith('prompt.')) {
			const window = this.#windows.find(({ id }) => id === subject);
			if (window !== undefined) this.#stepOf(window, type, at, text('staff'));
		} else if (type === 'engagement.recorded') this.#talk(event);
		else if (type === 'engagement.undone') this.#untalk(event);
		else if (type === 'pitch.made') {
			this.#pitches.push({
				at,
				nth: this.#pitches.length,
				staff: String(data['staff']),
				ticket: this.#ticket(subject, at)!,
				product: text('product'),
				result: String(data['result']),
				undone: false
			});
		} else if (type === 'pitch.undone') {
			const ticket = this.#ticket(subject, at);
			const last = this.#pitches.findLast(
				(each) => each.ticket === ticket && each.staff === data['staff'] && !each.undone
			);
			if (last !== undefined) last.undone = true;
		} else if (type === 'referral.made') {
			const ticket = this.#ticket(data['number'], at);
			this.#referrals.push({
				id: subject,
				day: ticket?.day ?? this.#dayOf(at),
				at,
				from: String(data['from']),
				ticket,
				product: text('product'),
				met: false,
				state: 'made'
			});
		} else if (type.startsWith('referral.')) {
			const referral = this.#referrals.find(({ id }) => id === subject);
			if (referral === undefined) return;
			if (type === 'referral.met') referral.met = true;
			if (type === 'referral.closed') referral.state = text('outcome') ?? 'lost';
			if (type === 'referral.undone') referral.state = 'undone';
		} else if (type === 'sale.recorded') {
			const ticket = this.#ticket(data['number'], at);
			this.#sales.push({
				id: subject,
				day: ticket?.day ?? this.#dayOf(at),
				at,
				staff: String(data['staff']),
				ticket,
				prompt: text('prompt'),
				product: String(data['product']),
				amount: Number(data['amount']),
				currency: String(data['currency']),
				cancelled: false
			});
		} else if (type === 'sale.corrected' || type === 'sale.cancelled') {
			const sale = this.#sales.find(({ id }) => id === subject)!;
			if (type === 'sale.cancelled') sale.cancelled = true;
			else {
				sale.product = text('product') ?? sale.product;
				sale.amount = data['amount'] === undefined ? sale.amount : Number(data['amount']);
				sale.currency = text('currency') ?? sale.currency;
			}
		} else if (type === 'day.closed') {
			this.#closed.add(subject);
			for (const window of this.#windows) {
				if (window.day !== subject) continue;
				if (window.state === 'open') close(window, 'left', at, null);
				if (window.state === 'accepted') close(window, 'missed', at, null);
			}
		}
	}

	#move(ticket: Ticket, type: string, at: number, data: Record<string, unknown>): void {
		const now = ticket.stages.at(-1)!;
		const next = (end: string, service: string, rework: boolean) => {
			now.end = end;
			now.ended = at;
			ticket.stages.push(stage(service, at, rework));
			ticket.state = 'waiting';
		};
		const over = (state: string) => {
			now.end = state;
			now.ended = at;
			ticket.state = state;
			ticket.ended = at;
		};
		switch (type) {
			case 'ticket.called':
				now.called = at;
				ticket.state = 'called';
				ticket.staff = typeof data['staff'] === 'string' ? data['staff'] : ticket.staff;
				this.#ends(ticket, 'missed', at);
				break;
			case 'ticket.recalled':
				now.called = at;
				break;
			case 'ticket.started':
				now.started = at;
				ticket.state = 'serving';
				this.#ends(ticket, 'missed', at);
				break;
			case 'ticket.finished':
				over('finished');
				this.#ends(ticket, 'missed', at);
				break;
			case 'ticket.no_show':
			case 'ticket.abandoned':
			case 'ticket.cancelled':
			case 'ticket.diverted':
				over(type.slice('ticket.'.length));
				this.#ends(ticket, 'left', at);
				break;
			case 'ticket.parked':
				if (!LOBBY.includes(ticket.state)) next('requeued', now.service, false);
				ticket.state = 'parked';
				break;
			case 'ticket.resumed':
				if (ticket.state === 'no_show') ticket.stages.push(stage(now.service, at, false));
				ticket.state = 'waiting';
				ticket.ended = null;
				break;
			case 'ticket.requeued':
				ticket.requeues += 1;
				next('requeued', now.service, true);
				break;
			case 'ticket.transferred':
				next(
					ticket.state === 'called' ? 'passed_on' : 'transferred',
					String(data['service']),
					false
				);
				break;
			case 'ticket.rated':
				ticket.rating ??= Number(data['score']);
				break;
		}
	}

	/** The customer is called or gone: an open window closes; who has taken it may still tell. */
	#ends(ticket: Ticket, how: 'missed' | 'left', at: number): void {
		const window = this.#windows.findLast((each) => each.ticket === ticket);
		if (window?.state === 'open') close(window, how, at, null);
	}

	#stepOf(window: Window, type: string, at: number, staff: string | null): void {
		if (window.state !== 'open' && window.state !== 'accepted') return;
		if (type === 'prompt.accepted') {
			Object.assign(window, { state: 'accepted', staff, acceptedAt: at });
		} else if (type === 'prompt.not_reached') close(window, 'missed', at, staff);
		else if (type === 'prompt.handed_back') {
			const { state } = window.ticket;
			const isClosed = this.#closed.has(window.day);
			if (LOBBY.includes(state) && !isClosed) {
				Object.assign(window, { state: 'open', staff: null, acceptedAt: null });
			} else {
				const served = ['called', 'serving', 'finished'].includes(state);
				close(window, served && !isClosed ? 'missed' : 'left', at, null);
			}
		}
	}

	#talk({ at, subject, data }: RawEvent): void {
		const named = this.#windows.find(({ id }) => id === data['prompt']);
		const ticket = named?.ticket ?? this.#ticket(subject, at);
		const window =
			named ?? (ticket && this.#windows.findLast((each) => each.ticket === ticket)) ?? null;
		const talk: Talk = {
			day: ticket?.day ?? this.#dayOf(at),
			at,
			nth: this.#talks.length,
			staff: String(data['staff']),
			ticket,
			window,
			before: null,
			product: typeof data['product'] === 'string' ? data['product'] : null,
			result: String(data['result']),
			outflow: (data['outflow'] as Talk['outflow']) ?? null,
			undone: false
		};
		this.#talks.push(talk);
		if (window === null) return;
		const { state, staff, acceptedAt, closedAt } = window;
		const inTime = state === 'missed' && at < closedAt!;
		if (state !== 'open' && state !== 'accepted' && !inTime) return;
		talk.before = { state, staff, acceptedAt, closedAt };
		close(window, 'used', at, talk.staff);
	}

	#untalk({ at, subject, data }: RawEvent): void {
		const number = subject === '' ? null : subject;
		const mine = this.#talks
			.filter(({ staff, undone }) => staff === data['staff'] && !undone)
			.filter(({ window, ticket }) =>
				data['prompt'] === undefined
					? (ticket?.number ?? null) === number
					: window?.id === data['prompt']
			);
		const talk = mine
			.sort((a, b) => (a.day === b.day ? a.nth - b.nth : a.day < b.day ? -1 : 1))
			.at(-1);
		if (talk === undefined) return;
		talk.undone = true;
		const { window, before } = talk;
		if (window === null || before === null) return;
		Object.assign(window, before);
		if (window.state !== 'open') return;
		const { state, stages } = window.ticket;
		if (LOBBY.includes(state) && !this.#closed.has(window.day)) return;
		const { called, started, ended } = stages.at(-1)!;
		const served = ['called', 'serving', 'finished'].includes(state);
		close(window, served ? 'missed' : 'left', called ?? started ?? ended ?? at, null);
	}

	// --- figures ---

	/** How a ticket stands, midnight included. */
	#stands(ticket: Ticket): { state: string; ended: number | null; wasServed: boolean } {
		if (!OPEN.includes(ticket.state) || !this.#closed.has(ticket.day)) {
			return { state: ticket.state, ended: ticket.ended, wasServed: false };
		}
		const ended = Math.max(this.#midnightAfter(ticket.day), ticket.last);
		return { state: 'abandoned', ended, wasServed: ticket.state === 'serving' };
	}

	#waitOf(ticket: Ticket): { wait: number | null; called: boolean } {
		const { state, ended, wasServed } = this.#stands(ticket);
		const { called, started } = ticket.stages.at(-1)!;
		const call = called ?? started;
		if (call !== null && (['called', 'serving', 'finished'].includes(state) || wasServed)) {
			return { wait: call - ticket.issued, called: true };
		}
		if (state === 'abandoned' || state === 'no_show') {
			return { wait: ended! - ticket.issued, called: false };
		}
		return { wait: null, called: false };
	}

	#isOver(ticket: Ticket): boolean {
		const { wait } = this.#waitOf(ticket);
		const limit = this.#branch.limit * 1000;
		if (wait !== null) return wait > limit;
		return (this.#stands(ticket).ended ?? this.#now) - ticket.issued > limit;
	}

	/** Row `today` of a day, as of the last event. */
	today(day: string): Row & { otherAmounts: Record<string, number> } {
		const tickets = this.#tickets.filter((each) => each.day === day);
		const states = tickets.map((ticket) => this.#stands(ticket).state);
		const count = (state: string) => states.filter((each) => each === state).length;
		const waits: number[] = [];
		let longest: number | null = null;
		let calls = 0;
		let within = 0;
		let lost = 0;
		const services: number[] = [];
		for (const ticket of tickets) {
			const { wait, called } = this.#waitOf(ticket);
			if (wait !== null) waits.push(wait);
			const { state, ended } = this.#stands(ticket);
			const soFar = wait ?? (LOBBY.includes(state) ? this.#now - ticket.issued : null);
			if (soFar !== null) longest = Math.max(longest ?? 0, soFar);
			const last = ticket.stages.at(-1)!;
			if (called) calls += 1;
			if (called && wait! <= this.#branch.target[last.service]! * 1000) within += 1;
			if (state === 'finished') {
				const from = last.started ?? last.called;
				if (from !== null) services.push(last.ended! - from);
			}
			ticket.stages.forEach((each, index) => {
				if (!each.rework) return;
				for (const later of ticket.stages.slice(index)) {
					const until = later.called ?? later.started ?? later.ended ?? ended;
					if (until === null) return;
					const passedBy =
						later.called === null && later.started === null && later.end === 'transferred';
					if (passedBy) continue;
					lost += Math.max(0, until - each.entered);
					return;
				}
			});
		}
		waits.sort((a, b) => a - b);
		const rank = (p: number) => waits[Math.max(0, Math.ceil(p * waits.length) - 1)] ?? null;
		const rated = tickets.filter(({ rating }) => rating !== null);
		const { otherAmounts, currency, total } = this.conversion('day', day, day);
		const windows = this.#windows.filter((each) => each.day === day);
		const interested = tickets.filter(
			(ticket) =>
				this.#talksOf(ticket).some(({ result }) => result === 'interested') ||
				this.#pitchesOf(ticket).some(({ result }) => result === 'interested')
		).length;
		return {
			id: 'today',
			issued: tickets.length,
			waiting: count('waiting'),
			serving: count('serving'),
			finished: count('finished'),
			abandoned: count('abandoned'),
			noShow: count('no_show'),
			diverted: count('diverted'),
			meanWait: seconds(mean(waits)),
			p50Wait: seconds(rank(0.5)),
			p90Wait: seconds(rank(0.9)),
			longestWait: seconds(longest),
			withinTarget: share(within, calls),
			calls,
			callsWithinTarget: within,
			overThreshold: tickets.filter((ticket) => this.#isOver(ticket)).length,
			meanService: seconds(mean(services)),
			requeued: tickets.reduce((sum, { requeues }) => sum + requeues, 0),
			minutesLostToRework: Math.round(lost / 6_000) / 10,
			rated: rated.length,
			meanScore: mean(rated.map(({ rating }) => rating!)),
			promptsRaised: windows.length,
			promptsEngaged: windows.filter(({ state }) => state === 'used').length,
			promptsMissed: windows.filter(({ state }) => state === 'missed' || state === 'left').length,
			windowsUsed: share(windows.filter(({ state }) => state === 'used').length, windows.length),
			pitched: tickets.filter((ticket) => this.#said(ticket).length > 0).length,
			pitchCoverage: share(Number(total['covered']), count('finished')),
			interested,
			referralsMade: total['referralsMade']!,
			referralsMet: total['referralsMet']!,
			referralsWon: total['referralsWon']!,
			sales: total['sales']!,
			amount: total['amount']!,
			currency,
			otherAmounts: otherAmounts as never,
			conversion: share(Number(total['converted']), Number(total['approached'])),
			converted: total['converted']!,
			approached: total['approached']!,
			covered: total['covered']!,
			outflowKept: total['outflowKept']!,
			outflowTold: total['outflowTold']!
		};
	}

	/** Rows `product/ID` of a day. */
	products(day: string): Record<string, { sold: number; target: number | null }> {
		const rows: Record<string, { sold: number; target: number | null }> = {};
		for (const [product, target] of Object.entries(this.#branch.targets)) {
			rows[product] = { sold: 0, target };
		}
		for (const sale of this.#sales) {
			if (sale.day !== day || sale.cancelled) continue;
			(rows[sale.product] ??= { sold: 0, target: null }).sold += 1;
		}
		return rows;
	}

	/** The report of days `from` to `to`. */
	conversion(by: string, from: string, to: string) {
		const rows = new Map<string, Row>();
		const total: Record<string, number> = {};
		for (const figure of FIGURES) total[figure] = 0;
		const add = (place: Place, figure: string, amount = 1) => {
			const key = this.#key(by, place);
			let row = rows.get(key);
			if (row === undefined) {
				row = { key };
				for (const each of FIGURES) row[each] = 0;
				rows.set(key, row);
			}
			row[figure] = Number(row[figure]) + amount;
			total[figure] = total[figure]! + amount;
		};
		const inSpan = ({ day }: { day: string }) => day >= from && day <= to;
		const sales = this.#sales.filter((each) => inSpan(each) && !each.cancelled);
		const first = [...sales].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))[0];
		const currency = this.#branch.currency ?? first?.currency ?? null;
		for (const ticket of this.#tickets.filter(inSpan)) this.#countTicket(ticket, add);
		for (const referral of this.#referrals.filter(inSpan)) {
			if (referral.state === 'undone') continue;
			const { day, at, from: staff, product, ticket } = referral;
			const place = { day, at, staff, product, ...this.#with(ticket) };
			add(place, 'referralsMade');
			if (referral.met) add(place, 'referralsMet');
			if (referral.state === 'won') add(place, 'referralsWon');
		}
		for (const talk of this.#talks.filter(inSpan)) {
			if (talk.undone || talk.outflow === null) continue;
			const { day, at, staff, product, ticket, outflow, window } = talk;
			const place = { day, at, staff, product, ...this.#with(ticket), rule: window?.rule ?? null };
			add(place, 'outflowTold');
			if (!outflow.kept) continue;
			add(place, 'outflowKept');
			if (outflow.currency === currency) add(place, 'outflowKeptAmount', outflow.amount);
		}
		const otherAmounts: Record<string, number> = {};
		for (const sale of sales) {
			const { day, at, staff, product, ticket, prompt, amount } = sale;
			const own = this.#with(ticket);
			const named = this.#windows.find((each) => each.id === prompt && each.ticket === ticket);
			const place = { day, at, staff, product, ...own, rule: named?.rule ?? own.rule };
			add(place, 'sales');
			if (sale.currency === currency) add(place, 'amount', amount);
			else otherAmounts[sale.currency] = (otherAmounts[sale.currency] ?? 0) + amount;
		}
		const sorted = [...rows.values()].sort((a, b) =>
			String(a['key']) < String(b['key']) ? -1 : 1
		);
		return { currency, otherAmounts, total: { key: '', ...total } as Row, rows: sorted };
	}

	#countTicket(ticket: Ticket, add: (place: Place, figure: string) => void): void {
		const { day } = ticket;
		const service = ticket.stages.at(-1)!.service;
		const windows = this.#windows
			.filter((each) => each.ticket === ticket)
			.sort((a, b) => a.raised - b.raised || (a.id < b.id ? -1 : 1));
		const talks = this.#talksOf(ticket);
		const said = this.#said(ticket);
		const pitches = this.#pitchesOf(ticket);
		const referrals = this.#referrals
			.filter((each) => each.ticket === ticket && each.state !== 'undone')
			.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
		const sales = this.#sales
			.filter((each) => each.ticket === ticket && !each.cancelled)
			.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
		const bought = lastProduct(sales);
		const product = lastProduct(talks) ?? lastProduct(referrals) ?? bought;
		for (const window of windows) {
			const place = {
				day,
				at: window.raised,
				service: window.service,
				product,
				staff: window.staff,
				rule: window.rule
			};
			add(place, 'windowsRaised');
			if (window.state === 'used') add(place, 'windowsUsed');
			if (window.state !== 'missed' && window.state !== 'left') continue;
			add(place, 'windowsMissed');
			if (window.staff === null) add(place, 'windowsNobody');
		}
		const counted = windows.find(({ state }) => state === 'used') ?? windows[0];
		if (counted !== undefined) {
			const { raised: at, staff, rule } = counted;
			const place = { day, at, service: counted.service, product, staff, rule };
			const won = referrals.some(({ state }) => state === 'won');
			const steps = [
				true,
				counted.state === 'used',
				talks.some(({ result }) => result === 'interested'),
				referrals.length > 0,
				won || referrals.some(({ met }) => met),
				won || sales.length > 0
			];
			walk(steps, ['prompted', 'engaged', 'interested', 'referred', 'met', 'sold'], (step) =>
				add(place, step)
			);
		}
		const pitchProduct = said[0]?.product ?? bought;
		if (said[0] !== undefined) {
			const { at, staff } = said[0];
			const place = { day, at, service, product: pitchProduct, staff, rule: null };
			const steps = [true, pitches.some(({ result }) => result === 'interested'), sales.length > 0];
			walk(steps, ['pitched', 'pitchInterested', 'pitchSold'], (step) => add(place, step));
		}
		const { state, ended } = this.#stands(ticket);
		if (state === 'finished') {
			const place = {
				day,
				at: ended,
				service,
				product: pitchProduct,
				staff: ticket.staff,
				rule: null
			};
			add(place, 'finished');
			if (pitches.length > 0) add(place, 'covered');
		}
		const words = [...talks, ...said].sort((a, b) => a.at - b.at);
		const word = words[0];
		if (word === undefined) return;
		const rule = counted?.state === 'used' ? counted.rule : null;
		const about = lastProduct(talks) ?? lastProduct(pitches) ?? lastProduct(referrals) ?? bought;
		const place = { day, at: word.at, service, product: about, staff: word.staff, rule };
		add(place, 'approached');
		if (sales.length > 0) add(place, 'converted');
	}

	#talksOf(ticket: Ticket): Talk[] {
		return this.#talks
			.filter((each) => each.ticket === ticket && !each.undone)
			.sort((a, b) => a.at - b.at || a.nth - b.nth);
	}

	#pitchesOf(ticket: Ticket): Pitch[] {
		return this.#pitches
			.filter((each) => each.ticket === ticket && !each.undone)
			.sort((a, b) => a.at - b.at || a.nth - b.nth);
	}

	#said(ticket: Ticket): Pitch[] {
		return this.#pitchesOf(ticket).filter(({ result }) => result !== 'skipped');
	}

	/** What something has from its ticket. */
	#with(ticket: Ticket | null): { service: string | null; rule: string | null } {
		if (ticket === null) return { service: null, rule: null };
		const used = this.#windows
			.filter((each) => each.ticket === ticket && each.state === 'used')
			.sort((a, b) => a.raised - b.raised || (a.id < b.id ? -1 : 1))[0];
		return { service: ticket.stages.at(-1)!.service, rule: used?.rule ?? null };
	}

	#key(by: string, place: Place): string {
		switch (by) {
			case 'day':
				return place.day;
			case 'month':
				return place.day.slice(0, 7);
			case 'hour':
				return new Date(place.at! + this.#branch.offset).toISOString().slice(11, 13);
			case 'service':
				return place.service ?? '-';
			case 'product':
				return place.product ?? '-';
			case 'staff':
				return place.staff ?? '-';
			default:
				return place.rule ?? '-';
		}
	}
}

interface Place {
	day: string;
	at: number | null;
	service: string | null;
	product: string | null;
	staff: string | null;
	rule: string | null;
}

const FIGURES = [
	...['prompted', 'engaged', 'interested', 'referred', 'met', 'sold'],
	...['pitched', 'pitchInterested', 'pitchSold', 'finished', 'covered', 'approached', 'converted'],
	...['windowsRaised', 'windowsUsed', 'windowsMissed', 'windowsNobody'],
	...['referralsMade', 'referralsMet', 'referralsWon'],
	...['outflowTold', 'outflowKept', 'outflowKeptAmount', 'sales', 'amount']
];

function stage(service: string, entered: number, rework: boolean): Stage {
	return { service, entered, called: null, started: null, ended: null, end: null, rework };
}

/** A window never closes before it opened, or before somebody took it. */
function close(
	window: Window,
	how: 'used' | 'missed' | 'left',
	at: number,
	staff: string | null
): void {
	window.closedAt = Math.max(at, window.acceptedAt ?? window.raised);
	window.state = how;
	window.staff = staff ?? window.staff;
}

/** Each step counts when all before it do. */
function walk(
	steps: readonly boolean[],
	names: readonly string[],
	reached: (name: string) => void
) {
	for (let step = 0; step < steps.length && steps[step]; step += 1) reached(names[step]!);
}

function lastProduct(things: readonly { product: string | null }[]): string | null {
	const named = things.filter(({ product }) => product !== null);
	return named[named.length - 1]?.product ?? null;
}

function mean(values: readonly number[]): number | null {
	return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function seconds(ms: number | null): number | null {
	return ms === null ? null : Math.round(ms) / 1000;
}

function share(part: number, whole: number): number | null {
	return whole === 0 ? null : part / whole;
}
