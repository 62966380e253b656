import { describe, expect, it } from 'vitest';
import { DEFAULTS } from '#lib/domain/config/config.ts';
import { RULES } from '#lib/domain/engagement/rules/index.ts';
import { nobodyTakesIt } from '#lib/domain/engagement/rules/nobody-takes-it.ts';
import type { PassingExample } from '#lib/domain/engagement/rules/passing.ts';
import type { Example, Rule } from '#lib/domain/engagement/rules/rule.ts';
import { PromptsConfig } from '#lib/protocol/catalogue.ts';
import type { BranchFile } from '#lib/protocol/index.ts';
import { at, LONG_WAIT_ONLY, smallBranch, Told } from '../support/history.ts';

const ISSUED = at('10:00');
/** Whoever is never prompted about would have been by then. */
const LATER = at('14:00');

type Customer = Example['customer'];

function branchOf(
	rule: Rule,
	customer: Customer,
	own: { after?: number; seconds?: number } = {}
): BranchFile {
	const base = smallBranch();
	const settings = rule.id === 'long_wait' ? {} : { [rule.id]: { on: true, after: own.after } };
	return smallBranch({
		...(own.seconds !== undefined && { longWait: { seconds: own.seconds } }),
		services: [
			{
				...base.services[0]!,
				selfService: ['atm'],
				needsForm: customer.needsForm ?? false,
				typicalService: customer.expectedWait || 300
			}
		],
		counters: [{ ...base.counters![0]!, services: ['cash'] }],
		prompts: JSON.parse(JSON.stringify({ ...LONG_WAIT_ONLY, ...settings })) as typeof LONG_WAIT_ONLY
	});
}

/** What happens to the customer of an example, in order. */
function lifeOf(
	customer: Customer
): { after: number; tell: (branch: Told, when: number) => void }[] {
	const { formCheckedAfter, machineWorksAfter, calledAfter } = customer;
	const life: ReturnType<typeof lifeOf> = [];
	if (formCheckedAfter !== undefined) {
		life.push({
			after: formCheckedAfter,
			tell: (branch, when) => void branch.tell('form.checked', when, 'A001', { ok: true })
		});
	}
	if (machineWorksAfter !== undefined) {
		life.push({
			after: machineWorksAfter,
			tell: (branch, when) => void branch.tell('device.status', when, 'atm-1', { state: 'ok' })
		});
	}
	if (calledAfter !== undefined) {
		life.push({
			after: calledAfter,
			tell: (branch, when) => void branch.tell('ticket.called', when, 'A001', { counter: '1' })
		});
	}
	return life.sort((a, b) => a.after - b.after);
}

function issue(branch: Told, { segment, tags = [], machine, expectedWait }: Customer): void {
	const before = ISSUED - 60_000;
	branch.tell('counter.opened', before, '1', {});
	if (machine === 'ok' || machine === 'offline') {
		branch.tell('device.status', before, 'atm-1', { state: machine });
	}
	if (expectedWait !== undefined && expectedWait > 0) {
		branch.tell('ticket.issued', ISSUED, 'A000', { service: 'cash' });
		branch.tell('ticket.called', ISSUED, 'A000', { counter: '1' });
	}
	branch.tell('ticket.issued', ISSUED, 'A001', {
		service: 'cash',
		tags: [...tags],
		...(segment !== undefined && { segment })
	});
}

/** Instants at which the rule prompted somebody about the customer. */
function raisedIn(file: BranchFile, rule: Rule, customer: Customer, restartAt?: number): number[] {
	let branch = new Told(file);
	issue(branch, customer);
	const raised: number[] = [];
	const take = () => {
		for (const event of branch.log.splice(0)) {
			if (event.type !== 'prompt.raised' || event.data.ticket !== 'A001') continue;
			if (event.data.rule === rule.id) raised.push(event.at);
		}
	};
	const steps = [
		...lifeOf(customer).map(({ after, tell }) => ({ when: ISSUED + after * 1000, tell })),
		{ when: LATER, tell: (all: Told, when: number) => void all.pass(when) }
	];
	for (const { when, tell } of steps) {
		if (restartAt !== undefined && branch.clock < restartAt && restartAt < when) {
			branch.pass(restartAt);
			take();
			branch = branch.restarted();
		}
		tell(branch, when);
	}
	take();
	return raised;
}

describe.each(RULES.map((rule) => [rule.id, rule] as const))('the rule %s', (_, rule) => {
	it('explains itself by examples of when it speaks and of when it does not', () => {
		const meanings = rule.examples.map(({ raisedAfter }) => raisedAfter === null);
		expect(new Set(meanings)).toEqual(new Set([true, false]));
		for (const { zh, en } of [
			rule.name,
			rule.explanation,
			...rule.examples.map(({ name }) => name)
		]) {
			expect(zh).toMatch(/\p{Script=Han}/u);
			expect(en).toMatch(/^[A-Z][^{]*(\{after\}[^{]*)?$/);
			expect(zh.includes('{after}')).toBe(en.includes('{after}'));
		}
		expect(rule.explanation.en).toContain('{after}');
	});

	it.each(rule.examples.map((example) => [example.name.en, example] as const))(
		'%s: prompts then, once, or never',
		(_name, { customer, raisedAfter }) => {
			const expected = raisedAfter === null ? [] : [ISSUED + raisedAfter * 1000];
			const file = branchOf(rule, customer);
			expect(raisedIn(file, rule, customer)).toEqual(expected);
			// The same over a restart before the instant, and after it.
			for (const restart of [ISSUED + 2_000, ...expected.map((instant) => instant + 1)]) {
				expect(raisedIn(file, rule, customer, restart)).toEqual(expected);
			}
		}
	);

	it('speaks when the branch says, not when the default does', () => {
		const { customer } = rule.examples.find(({ raisedAfter }) => raisedAfter !== null)!;
		const { calledAfter: _called, machineWorksAfter: _works, ...waits } = customer;
		if (rule.id === 'long_wait') {
			const file = branchOf(rule, waits, { seconds: 437 });
			expect(raisedIn(file, rule, waits)).toEqual([ISSUED + 437_001]);
			return;
		}
		const file = branchOf(rule, waits, { after: 437 });
		expect(raisedIn(file, rule, waits)).toEqual([ISSUED + 437_000]);
		const off = smallBranch({
			...file,
			prompts: { ...file.prompts, [rule.id]: { on: false, after: 437 } }
		});
		expect(raisedIn(off, rule, waits)).toEqual([]);
	});
});

describe('the rules', () => {
	it('are those of the branch file, each with its settings', () => {
		expect([...RULES.map(({ id }) => id), nobodyTakesIt.id].sort()).toEqual(
			Object.keys(PromptsConfig.properties).sort()
		);
	});
});

const PEOPLE = ['p1', 'p2', 'p3'];

/** Whom a prompt about one customer was offered to, and when, seconds since it was raised. */
function askedIn({ lobby }: PassingExample, passing: { on?: boolean; after?: number } = {}) {
	const branch = new Told(
		smallBranch({
			staff: PEOPLE.map((id) => ({ id, name: id, role: 'lobby_manager' })),
			prompts: { ...LONG_WAIT_ONLY, vip: { on: true, after: 0 }, nobody_takes_it: passing }
		})
	);
	const before = ISSUED - 60_000;
	const { atWork, full, secondComesAfter, takenAfter } = lobby;
	for (let place = 1; place <= atWork; place += 1) {
		if (place === 2 && secondComesAfter !== undefined) continue;
		branch.tell('staff.arrived', before, PEOPLE[place - 1]!, {});
	}
	if (full !== undefined) {
		for (let nth = 1; nth <= DEFAULTS.capacity; nth += 1) {
			branch.tell('complaint.made', before, '', {});
			const id = `complaint/2026-11-25/${nth}`;
			expect(branch.tell('prompt.accepted', before, id, { staff: PEOPLE[full - 1]! })).toBe('ok');
		}
	}
	branch.tell('ticket.issued', ISSUED, 'A001', { service: 'cash', segment: 'vip' });
	const prompt = 'vip/A001/2026-11-25';
	if (takenAfter !== undefined) {
		const when = ISSUED + takenAfter * 1000;
		expect(branch.tell('prompt.accepted', when, prompt, { staff: 'p1' })).toBe('ok');
	}
	if (secondComesAfter !== undefined) {
		branch.tell('staff.arrived', ISSUED + secondComesAfter * 1000, 'p2', {});
	}
	// Until the long-wait limit tells of it anew.
	branch.pass(ISSUED + 1_199_000);
	return branch.log.flatMap((event) => {
		if (event.type !== 'prompt.offered') return [];
		const { to } = event.data;
		return [
			{ after: (event.at - ISSUED) / 1000, who: to === null ? null : PEOPLE.indexOf(to) + 1 }
		];
	});
}

describe('nobody takes it', () => {
	it.each(nobodyTakesIt.examples.map((example) => [example.name.en, example] as const))(
		'%s',
		(_name, example) => {
			expect(askedIn(example)).toEqual(example.asked);
		}
	);

	it('has examples of somebody who is asked next and of nobody', () => {
		expect(nobodyTakesIt.examples.some(({ asked }) => asked.length > 2)).toBe(true);
		expect(nobodyTakesIt.examples.some(({ asked }) => asked.length === 0)).toBe(true);
		expect(nobodyTakesIt.explanation.zh).toContain('{after}');
		expect(nobodyTakesIt.explanation.en).toContain('{after}');
	});

	it('passes on when the branch says, or not at all', () => {
		const [twoPeople] = nobodyTakesIt.examples;
		expect(askedIn(twoPeople!, { after: 7 })).toEqual([
			{ after: 0, who: 1 },
			{ after: 7, who: 2 },
			{ after: 14, who: null }
		]);
		expect(askedIn(twoPeople!, { on: false })).toEqual([{ after: 0, who: 1 }]);
	});
});
