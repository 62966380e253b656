/**
 * What history keeps of a branch, one record a noun: these are the rows of the store's history tables and
 * of exports. Instants are epoch milliseconds, durations milliseconds, `day` is the branch's local
 * calendar day (YYYY-MM-DD) of the first issue.
 */
export type TicketEnd = 'finished' | 'no_show' | 'abandoned' | 'cancelled' | 'diverted';

export interface TicketRecord {
	branch: string;
	day: string;
	number: string;
	service: string;
	segment: string;
	state: string;
	issuedAt: number;
	/** The last call before service. */
	calledAt: number | null;
	startedAt: number | null;
	endedAt: number | null;
	counter: string | null;
	staff: string | null;
	/** First issue until the last call before service; without service, until the ticket was over. */
	wait: number | null;
	serviceTime: number | null;
	parkedTime: number;
	requeues: number;
	transfers: number;
	tags: string[];
	/** The wait that the ticket was told when it was issued, and the range that four of five fall into; null: no counter was open. */
	promisedWait: number | null;
	promisedLow: number | null;
	promisedHigh: number | null;
	/** What the customer said of the service, 1 to 5. */
	rating: number | null;
	/** The device, or `online`, that its holder was led to; null: nowhere. */
	divertedTo: string | null;
}

/**
 * Who holds a ticket and what was noted of them, as far as anybody said: kept apart from the ticket's record, because
 * it is erased while that stays. At least one of the three is known.
 */
export interface CustomerRecord {
	branch: string;
	/** The ticket's day. */
	day: string;
	number: string;
	ref: string | null;
	name: string | null;
	note: string | null;
}

export type StageEnd = TicketEnd | 'transferred' | 'requeued' | 'passed_on';

/** One wait of a ticket: a transfer or a requeue begins the next. */
export interface StageRecord {
	branch: string;
	day: string;
	number: string;
	/** 0 for the first. */
	stage: number;
	service: string;
	enteredAt: number;
	calledAt: number | null;
	startedAt: number | null;
	endedAt: number | null;
	counter: string | null;
	end: StageEnd | null;
	wait: number | null;
	serviceTime: number | null;
}

export type PromptOutcome =
	| 'talked'
	| 'interested'
	| 'declined'
	| 'do_not_disturb'
	| 'missed'
	| 'left'
	| 'done'
	/** What somebody should have seen to is over without anybody. */
	| 'passed';

export interface PromptRecord {
	branch: string;
	id: string;
	day: string;
	rule: string;
	ticket: string | null;
	service: string | null;
	level: number;
	raisedAt: number;
	acceptedAt: number | null;
	assignee: string | null;
	closedAt: number | null;
	outcome: PromptOutcome | null;
}

/** One talk with a customer. `number`: null of somebody without a ticket. Amounts in minor units. */
export interface EngagementRecord {
	branch: string;
	/** `day/nth`. */
	id: string;
	day: string;
	at: number;
	staff: string;
	number: string | null;
	prompt: string | null;
	need: string | null;
	product: string | null;
	result: string;
	/** Money that was about to leave: 1 if it stays, 0 if not, null of other talks. */
	outflowKept: number | null;
	outflowAmount: number | null;
	outflowCurrency: string | null;
	/** 1: taken back; counts for nothing. */
	undone: number;
}

/** The sentence at the counter, said or skipped. Flags are 0 or 1. */
export interface PitchRecord {
	branch: string;
	/** `day/nth`. */
	id: string;
	day: string;
	at: number;
	number: string;
	staff: string;
	product: string | null;
	result: string;
	skip: string | null;
	toldWait: number;
	leaflet: number;
	undone: number;
}

/** A referral; `day` is that on which it was made. `state`: made, accepted, met, won, lost, undone. */
export interface ReferralRecord {
	branch: string;
	id: string;
	day: string;
	state: string;
	number: string | null;
	from: string;
	to: string | null;
	need: string | null;
	product: string | null;
	madeAt: number;
	seenAt: number | null;
	acceptedBy: string | null;
	acceptedAt: number | null;
	metAt: number | null;
	closedAt: number | null;
	reason: string | null;
	/** Managers who were asked. */
	asked: number;
}

/** A sale as it is known to be now. Amounts in minor units. */
export interface SaleRecord {
	branch: string;
	id: string;
	day: string;
	at: number;
	product: string;
	amount: number;
	currency: string;
	staff: string;
	channel: string;
	number: string | null;
	referral: string | null;
	prompt: string | null;
	corrections: number;
	/** 1: cancelled; counts for nothing. */
	cancelled: number;
}

/** One return of a customer for a fault; `lost`: how long they then waited again, null while they still do. */
export interface ReworkRecord {
	branch: string;
	day: string;
	number: string;
	stage: number;
	service: string;
	at: number;
	reason: string;
	faults: string[];
	counter: string | null;
	staff: string | null;
	form: string | null;
	/** What everybody at work was doing at that moment. */
	doing: { staff: string; doing: string; counter: string | null; ticket: string | null }[];
}

/** A ticket as far as figures of engagement and sales look at it. */
export type WorkTicket = Pick<
	TicketRecord,
	'day' | 'number' | 'service' | 'state' | 'staff' | 'endedAt' | 'wait'
>;

/**
 * What was done about customers in a span of days, as far as figures look at it: what stands, nothing undone or cancelled,
 * in no order.
 */
export interface SalesWork {
	prompts: Pick<
		PromptRecord,
		'id' | 'day' | 'rule' | 'ticket' | 'service' | 'raisedAt' | 'assignee' | 'outcome'
	>[];
	engagements: Omit<EngagementRecord, 'branch' | 'need' | 'undone'>[];
	pitches: Pick<PitchRecord, 'id' | 'day' | 'at' | 'number' | 'staff' | 'product' | 'result'>[];
	referrals: Pick<
		ReferralRecord,
		'id' | 'day' | 'state' | 'number' | 'from' | 'product' | 'madeAt' | 'metAt'
	>[];
	sales: Pick<
		SaleRecord,
		'id' | 'day' | 'at' | 'product' | 'amount' | 'currency' | 'staff' | 'number' | 'prompt'
	>[];
}

/**
 * A stretch of time in which a device was in one and the same way, as it said or as followed from its silence. `functions`
 * holds those that did not work as they should.
 */
export interface SpellRecord {
	branch: string;
	device: string;
	from: number;
	/** Null: it is so now. */
	to: number | null;
	state: string;
	service: string;
	cause: string | null;
	functions: Record<string, string>;
}

/** A fault of a device. `fineSince`: it works again, and it is not over yet. */
export interface IncidentRecord {
	branch: string;
	id: string;
	device: string;
	day: string;
	cause: string | null;
	severity: string;
	openedAt: number;
	acknowledgedAt: number | null;
	acknowledgedBy: string | null;
	passedAt: number | null;
	passedBy: string | null;
	vendor: string | null;
	reference: string | null;
	notes: { at: number; staff: string; text: string }[];
	fineSince: number | null;
	flaps: number;
	endedAt: number | null;
	resolvedBy: string | null;
	/** Tickets that it would have taken. */
	tickets: number;
}

/** Tickets whose holders were led to a device or online, and those for whom somebody was prompted to; each once. */
export interface Diversions {
	diverted: { day: string; number: string; service: string; divertedTo: string }[];
	prompted: { day: string; number: string }[];
}

/** What was found of an item of a checklist, or, with an empty `item`, who signed the whole list. */
export interface CheckRecord {
	branch: string;
	day: string;
	list: string;
	item: string;
	/** Whose list it is, where everybody has their own; otherwise empty. */
	owner: string;
	/** 1: fine. */
	ok: number;
	staff: string;
	at: number;
	note: string | null;
	photo: string | null;
	/** 1: after the deadline. */
	late: number;
}
