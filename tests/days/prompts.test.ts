import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evolve } from '#lib/domain/branch.ts';
import { Changes } from '#lib/domain/changes.ts';
import { configOf } from '#lib/domain/config/config.ts';
import { newState } from '#lib/domain/state.ts';
import { rewatch } from '#lib/domain/time/passing.ts';
import { at, smallBranch, Told } from '../support/history.ts';

/**
 * A thousand simulated mornings with restarts: every prompt comes at the exact instant of its rule, and once. What is
 * expected is worked out here from the rules as they are explained, and shares nothing with them.
 */
const RUNS = Number(process.env['RUNS'] ?? 1000);
const OPENS = at('09:00');
const LIMIT = 600_001;
const SIGNALS: Readonly<Record<string, number>> = {
	large_amount: 60_000,
	maturing: 60_000,
	outflow: 10_000
};
const VIP = 30_000;
const MACHINE = 15_000;
const FORM = 60_000;

const file = smallBranch({ prompts: {} });
file.services[0]!.selfService = ['atm'];

interface Visit {
	issued: number;
	service: 'cash' | 'opening';
	segment: 'ordinary' | 'priority' | 'vip';
	tags: string[];
	/** Seconds after the issue, each later than the one before. */
	form: number | null;
	calledAfter: number | null;
	/** Sent back so long after the call, and called again so long after that. */
	backAfter: number | null;
	calledAgainAfter: number;
}

const seconds = (max: number) => fc.integer({ min: 0, max });
const visit: fc.Arbitrary<Visit> = fc.record({
	issued: seconds(1800),
	service: fc.constantFrom('cash', 'opening'),
	segment: fc.constantFrom('ordinary', 'ordinary', 'priority', 'vip'),
	tags: fc.subarray(['large_amount', 'outflow', 'maturing', 'small_cash', 'tenor_90']),
	form: fc.option(fc.oneof(seconds(120), fc.constant(60))),
	calledAfter: fc.option(fc.oneof(seconds(1500), fc.constantFrom(10, 15, 30, 60, 600, 601))),
	backAfter: fc.option(seconds(600)),
	calledAgainAfter: seconds(900)
});
/** When the machine says that it works, and when that it does not. */
const machine = fc.array(fc.tuple(seconds(3600), fc.constantFrom('ok', 'offline')), {
	maxLength: 6
});

interface Fact {
	at: number;
	tell: (branch: Told) => void;
}

type Moves = [number, 'ok' | 'offline'][];

function factsOf(visits: readonly Visit[], moves: Moves): Fact[] {
	const facts: Fact[] = moves.map(([when, state]) => ({
		at: OPENS + when * 1000,
		tell: (branch) => branch.tell('device.status', OPENS + when * 1000, 'atm-1', { state })
	}));
	visits.forEach((each, index) => {
		const number = `A${index + 1}`;
		const { service, segment, tags } = each;
		const fact = (instant: number, tell: (branch: Told) => void) =>
			facts.push({ at: instant, tell });
		const issued = OPENS + each.issued * 1000;
		fact(issued, (b) => b.tell('ticket.issued', issued, number, { service, segment, tags }));
		const stays = staysOf(each);
		if (each.form !== null && issued + each.form * 1000 <= (stays[0]?.until ?? 0)) {
			const looked = issued + each.form * 1000;
			fact(looked, (b) => b.tell('form.checked', looked, number, { ok: true }));
		}
		for (const [nth, { from, until }] of stays.entries()) {
			if (nth > 0) fact(from, (b) => b.tell('ticket.requeued', from, number, { reason: 'other' }));
			if (until === Infinity) continue;
			fact(until, (b) => b.tell('ticket.called', until, number, { counter: '1' }));
		}
	});
	// What happens at one instant happens in the order of the visits: the sort is stable.
	return facts.sort((a, b) => a.at - b.at);
}

/** From when until when somebody stands in line. */
function staysOf({ issued, calledAfter, backAfter, calledAgainAfter }: Visit) {
	const from = OPENS + issued * 1000;
	if (calledAfter === null) return [{ from, until: Infinity }];
	const until = from + calledAfter * 1000;
	if (backAfter === null) return [{ from, until }];
	const back = until + (backAfter + 1) * 1000;
	return [
		{ from, until },
		{ from: back, until: back + (calledAgainAfter + 1) * 1000 }
	];
}

/** The prompts of one visit: `rule instant`. */
function expectedOf(visit: Visit, moves: Moves, end: number): string[] {
	const { segment, tags, service, form } = visit;
	const issued = OPENS + visit.issued * 1000;
	const stays = staysOf(visit).map(({ from, until }) => ({ from, until: Math.min(until, end) }));
	const due = new Map<string, number>([['long_wait', issued + LIMIT]]);
	for (const [tag, after] of Object.entries(SIGNALS)) {
		if (tags.includes(tag)) due.set(tag, issued + after);
	}
	if (segment === 'vip') due.set('vip', issued + VIP);
	const raised: string[] = [];
	let free = issued;
	for (const { from, until } of stays) {
		// One window a stay, because nobody takes it and it closes with the call: the first rule to be due.
		const [first] = [...due]
			.map(([rule, instant]) => ({ rule, at: Math.max(instant, from, free) }))
			.filter((each) => each.at <= until && from <= end)
			.sort((a, b) => a.at - b.at || (a.rule < b.rule ? -1 : 1));
		if (first !== undefined) {
			raised.push(`${first.rule} ${first.at}`);
			due.delete(first.rule);
			free = until;
		}
	}
	if (service === 'opening') {
		const looked = form === null ? Infinity : issued + form * 1000;
		const isLooked = looked <= (stays[0]?.until ?? 0);
		const instant = stays
			.map(({ from, until }) => ({ at: Math.max(issued + FORM, from), until }))
			.find((each) => each.at <= each.until && !(isLooked && looked < each.at));
		if (instant !== undefined) raised.push(`form_unchecked ${instant.at}`);
	}
	if (service === 'cash' && tags.includes('small_cash')) {
		const works = worksFrom(moves);
		const [instant] = stays.flatMap(({ from, until }) =>
			works
				.map((span) => ({ at: Math.max(issued + MACHINE, from, span.from), to: span.to }))
				.filter((each) => each.at <= until && each.at <= each.to)
				.map((each) => each.at)
		);
		if (instant !== undefined) raised.push(`divertible ${instant}`);
	}
	return raised.sort();
}

/** The spans in which the machine was known to work. */
function worksFrom(moves: Moves): { from: number; to: number }[] {
	const spans: { from: number; to: number }[] = [];
	let since: number | null = null;
	for (const [when, state] of [...moves].sort((a, b) => a[0] - b[0])) {
		const now = OPENS + when * 1000;
		if (state === 'ok') since ??= now;
		else if (since !== null) {
			spans.push({ from: since, to: now });
			since = null;
		}
	}
	if (since !== null) spans.push({ from: since, to: Infinity });
	return spans;
}

/** The branch after a restart: from its snapshot, or from the log alone. */
function restarted(branch: Told, log: Told['log'], fromLog: boolean): Told {
	const again = branch.restarted();
	if (!fromLog) return again;
	const state = newState(configOf(file));
	for (const event of log) evolve(state, structuredClone(event), new Changes());
	rewatch(state);
	Object.assign(again.state, state, { clock: branch.state.clock });
	return again;
}

test(`${RUNS} mornings: each prompt at its instant, once, with restarts and without`, () => {
	let prompts = 0;
	fc.assert(
		fc.property(
			fc.array(visit, { minLength: 1, maxLength: 8 }),
			machine,
			fc.array(fc.tuple(fc.nat(40), fc.boolean()), { maxLength: 4 }),
			(visits, moves, stops) => {
				const facts = factsOf(visits, moves as Moves);
				const end = OPENS + 2 * 3_600_000;
				const steady = new Told(file);
				let broken = new Told(file);
				const log: Told['log'] = [];
				facts.forEach((fact, index) => {
					fact.tell(steady);
					fact.tell(broken);
					for (const [when, fromLog] of stops) {
						if (when !== index) continue;
						log.push(...broken.log.splice(0));
						broken = restarted(broken, log, fromLog);
					}
				});
				steady.pass(end);
				broken.pass(end);
				log.push(...broken.log);
				expect(log).toEqual(steady.log);
				const raised = steady.log.filter(({ type }) => type === 'prompt.raised');
				const got = raised.map((event) => {
					const { rule, ticket } = event.data as { rule: string; ticket: string };
					return `${ticket} ${rule} ${event.at}`;
				});
				const expected = visits.flatMap((each, index) =>
					expectedOf(each, moves as Moves, end).map((prompt) => `A${index + 1} ${prompt}`)
				);
				expect(got.sort()).toEqual(expected.sort());
				prompts += got.length;
			}
		),
		{ numRuns: RUNS }
	);
	// A simulation in which nothing is ever due would prove nothing.
	expect(prompts).toBeGreaterThan(RUNS);
	console.log(`${RUNS} mornings, ${prompts} prompts`);
});
