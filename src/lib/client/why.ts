/** Why a ticket stands where it stands, by the branch's own rules. Pure; the words are in `i18n/why.ts`. */
import { compareClaims } from '../domain/queue/line.ts';
import type { Place } from '../domain/queue/line.ts';
import type { Locale } from '../i18n/index.ts';
import type * as why from '../i18n/why.ts';
import type { BranchRow, CounterRow, Segment, ServiceRow, TicketRow } from '../protocol/index.ts';
import { minutesOf, minutesSince, nameOf, spaced } from './format.ts';
import type { LineRows } from './lines.ts';

type Words = typeof why.zh;
type Records<R> = Readonly<Record<string, R>>;

/** One sentence of an explanation, before it is put in words. */
export type Because =
	| { code: 'stands'; service: string; place: number; of: number }
	| { code: 'priority' | 'vip'; minutes: number }
	| { code: 'passes' | 'yields'; n: number }
	| { code: 'limit_holds' | 'limit_lets'; most: number }
	| { code: 'returned' | 'if_missed'; next: number; later: number }
	| { code: 'held'; counter: string }
	| { code: 'further'; services: readonly string[] }
	| { code: 'called'; counter: string; times: number; of: number }
	| { code: 'no_show_in'; seconds: number }
	| { code: 'serving'; counter: string; minutes: number; usual: number }
	| {
			code:
				| 'first_come'
				| 'aged'
				| 'requeued'
				| 'transferred'
				| 'moved_first'
				| 'moved_last'
				| 'parked'
				| 'form_needed'
				| 'form_faults'
				| 'no_more_calls'
				| 'no_show_now';
	  };

/** A ticket among the others, and the rules that put it there. */
export interface Situation extends LineRows {
	branch: Pick<BranchRow, 'consecutivePriority' | 'calling'>;
	ticket: TicketRow;
	/** The line of its service in calling order, as `linesIn` has it. */
	line: readonly Place[];
}

/** All that can be said of why a ticket is where it is and what may become of it, what weighs most first. */
export function explain(situation: Situation, now: number): Because[] {
	const { ticket } = situation;
	switch (ticket.state) {
		case 'called':
			return [...calledBecause(situation, now), ...visitOf(ticket)];
		case 'serving':
			return [servingBecause(situation, now), ...visitOf(ticket)];
		case 'parked':
			return [{ code: 'parked' }, ...claimsOf(situation), ...visitOf(ticket)];
		case 'waiting':
			return [...placeOf(situation), ...visitOf(ticket)];
	}
}

function placeOf(situation: Situation): Because[] {
	const { ticket, line } = situation;
	const place = line.find(({ id }) => id === ticket.id);
	if (place === undefined) return claimsOf(situation);
	const said: Because[] = [
		{ code: 'stands', service: ticket.service, place: place.place, of: line.length },
		...claimsOf(situation)
	];
	if (place.passes > 0) said.push({ code: 'passes', n: place.passes });
	if (place.yields > 0) said.push({ code: 'yields', n: place.yields });
	const limit = limitOn(situation, place);
	if (limit !== null) said.push({ code: limit, most: situation.branch.consecutivePriority });
	if (said.length === 1) said.push({ code: 'first_come' });
	if (ticket.heldFor !== undefined) said.push({ code: 'held', counter: ticket.heldFor });
	return said;
}

/** What the server says of the ticket's claim, with the numbers of the branch's rules. */
function claimsOf({ ticket, branch }: Situation): Because[] {
	return ticket.why.flatMap(({ code, n = 0 }): Because[] => {
		switch (code) {
			case 'first_come':
			case 'parked':
				return [];
			case 'priority':
			case 'vip':
				return [{ code, minutes: minutesOf(n) }];
			case 'returned':
				return [{ code, next: branch.calling.returnNext, later: branch.calling.returnLater }];
			default:
				return [{ code }];
		}
	});
}

/** Whether the limit on priority calls in a row puts this ticket where its claim alone would not. */
function limitOn(
	{ ticket, tickets, line }: Situation,
	{ place }: Place
): 'limit_holds' | 'limit_lets' | null {
	const at = (one: Place) => tickets[one.id];
	const isOrdinary = (segment: Segment | undefined) => segment === 'ordinary';
	if (isOrdinary(ticket.segment)) {
		const letsBehind = line.slice(place).some((one) => {
			const other = at(one);
			return other && !isOrdinary(other.segment) && compareClaims(other, ticket) < 0;
		});
		return letsBehind ? 'limit_lets' : null;
	}
	const isHeld = line.slice(0, place - 1).some((one) => {
		const other = at(one);
		return other && isOrdinary(other.segment) && compareClaims(ticket, other) < 0;
	});
	return isHeld ? 'limit_holds' : null;
}

function calledBecause({ ticket, branch }: Situation, now: number): Because[] {
	const { recalls, noShowAfter, returnNext, returnLater } = branch.calling;
	const times = (ticket.recalls ?? 0) + 1;
	const of = Math.max(times, recalls + 1);
	const left = (ticket.calledAt ?? now) + noShowAfter * 1000 - now;
	return [
		{ code: 'called', counter: ticket.counter ?? '', times, of },
		...(times >= of ? [{ code: 'no_more_calls' } as const] : []),
		left > 0 ? { code: 'no_show_in', seconds: Math.ceil(left / 1000) } : { code: 'no_show_now' },
		{ code: 'if_missed', next: returnNext, later: returnLater }
	];
}

function servingBecause({ ticket, services }: Situation, now: number): Because {
	return {
		code: 'serving',
		counter: ticket.counter ?? '',
		minutes: minutesSince(ticket.startedAt ?? ticket.calledAt ?? now, now),
		usual: Math.max(1, Math.round((services[ticket.service]?.typicalService ?? 0) / 60))
	};
}

/** What the visit still takes. */
function visitOf({ form, further, state }: TicketRow): Because[] {
	const said: Because[] = [];
	if (state !== 'serving' && form === 'needed') said.push({ code: 'form_needed' });
	if (state !== 'serving' && form === 'faults') said.push({ code: 'form_faults' });
	if (further !== undefined && further.length > 0)
		said.push({ code: 'further', services: further });
	return said;
}

/** The explanation as sentences. */
export function becauseTexts(
	reasons: readonly Because[],
	live: {
		counters: Records<Pick<CounterRow, 'name'>>;
		services: Records<Pick<ServiceRow, 'name'>>;
	},
	t: Pick<Words, 'and' | 'because'>,
	locale: Locale
): string[] {
	const counter = (id: string) => nameOf(live.counters, id, locale);
	const service = (id: string) => nameOf(live.services, id, locale);
	const words = t.because;
	return reasons
		.map((reason): string => {
			switch (reason.code) {
				case 'stands':
					return words.stands(service(reason.service), reason.place, reason.of);
				case 'priority':
				case 'vip':
					return words[reason.code](reason.minutes);
				case 'passes':
				case 'yields':
					return words[reason.code](reason.n);
				case 'limit_holds':
				case 'limit_lets':
					return words[reason.code](reason.most);
				case 'returned':
				case 'if_missed':
					return words[reason.code](reason.next, reason.later);
				case 'held':
					return words.held(counter(reason.counter));
				case 'further':
					return words.further(reason.services.map(service).join(t.and));
				case 'called':
					return words.called(counter(reason.counter), reason.times, reason.of);
				case 'no_show_in':
					return words.no_show_in(reason.seconds);
				case 'serving':
					return words.serving(counter(reason.counter), reason.minutes, reason.usual);
				default:
					return words[reason.code];
			}
		})
		.map(spaced);
}
