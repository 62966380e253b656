import { decide, evolve } from '#lib/domain/branch.ts';
import { Changes } from '#lib/domain/changes.ts';
import type { BranchEvent, Recorded } from '#lib/domain/event.ts';
import { Forecast } from '#lib/domain/forecast/forecast.ts';
import type { BranchState } from '#lib/domain/state.ts';
import { takeDue } from '#lib/domain/time/passing.ts';
import type { BranchFile, IncomingEvent } from '#lib/protocol/index.ts';
import { benchBranch } from './branch-days.ts';
import { cpuSeconds } from './child.ts';
import type { Random } from './random.ts';
import type { Effort } from './rounds.ts';

const DAY = 86_400_000;
/** 9:00 in Shanghai on a Monday. */
const FIRST_OPENING = Date.UTC(2024, 0, 1, 1);
const SERVICES = ['cash', 'transfer', 'opening', 'corporate', 'wealth'] as const;
const COUNTERS = [
	SERVICES,
	SERVICES,
	['cash', 'transfer', 'corporate'],
	['cash', 'transfer'],
	['cash', 'transfer'],
	['cash', 'transfer', 'opening'],
	['opening', 'corporate'],
	['wealth', 'opening']
];

/** Five services at eight counters, half of which take only some. */
export function steadyBranch(): BranchFile {
	return benchBranch('bench', {
		counters: COUNTERS.map((services, index) => ({
			id: String(index + 1),
			name: { zh: `${index + 1}号窗口`, en: `Counter ${index + 1}` },
			services: [...services]
		}))
	});
}

export interface SteadyDay {
	/** 0 is the first. */
	day: number;
	/** How many wait, all the time. */
	waiting: number;
	/** How many are served before the lobby closes. */
	served: number;
	/** Mean time between two calls, seconds. */
	pace: number;
}

/** A day on which one comes for each that is called. In the order of the instants. */
export function* steadyDay(
	{ day, waiting, served, pace }: SteadyDay,
	random: Random
): Generator<IncomingEvent> {
	const line: { number: string; service: string }[] = [];
	const serving = new Map<string, string>();
	let now = FIRST_OPENING + day * DAY;
	let made = 0;
	const issue = (): IncomingEvent => {
		const number = `A${String((made += 1)).padStart(4, '0')}`;
		const service = random.next() < 0.7 ? random.pick(SERVICES.slice(0, 2)) : random.pick(SERVICES);
		const segment = random.next() < 0.08 ? 'priority' : 'ordinary';
		line.push({ number, service });
		return { type: 'ticket.issued', at: now, subject: number, data: { service, segment } };
	};
	for (let each = 0; each < waiting; each += 1) {
		yield issue();
		now += 1_000;
	}
	for (let calls = 0; calls < served; calls += 1) {
		now += Math.ceil(random.after(pace) * 1000);
		const index = Math.floor(random.next() * COUNTERS.length);
		const counter = String(index + 1);
		const done = serving.get(counter);
		if (done !== undefined) {
			yield { type: 'ticket.finished', at: now, subject: done, data: { counter } };
			serving.delete(counter);
		}
		const place = line.findIndex(({ service }) =>
			(COUNTERS[index] as readonly string[]).includes(service)
		);
		const [next] = place < 0 ? [] : line.splice(place, 1);
		if (next === undefined) continue;
		const subject = next.number;
		yield { type: 'ticket.called', at: now, subject, data: { counter } };
		now += 1_000;
		yield { type: 'ticket.started', at: now, subject, data: { counter } };
		serving.set(counter, subject);
		now += 1_000;
		yield issue();
	}
}

/** Tells a state a stream, as the write path does; what it has recorded, the rules' own events among it. */
export function tellAll(
	state: BranchState,
	stream: Iterable<IncomingEvent>
): Recorded<BranchEvent>[] {
	const recorded: Recorded<BranchEvent>[] = [];
	for (const event of stream) {
		const now = Math.max(state.clock, event.at);
		recorded.push(...pass(state, now));
		const decided = decide(state, { origin: 'machine', event }, now);
		if ('refusal' in decided) throw new Error(`The stream is wrong: ${decided.refusal.code}`);
		const told = { ...decided.event, recordedAt: now };
		evolve(state, told, new Changes());
		recorded.push(told);
	}
	return recorded;
}

/** Ends the day that is open. */
export function closeDay(state: BranchState): void {
	if (state.today !== null) pass(state, state.today.bounds.end);
}

/** What time alone brings until an instant. */
function pass(state: BranchState, until: number): Recorded<BranchEvent>[] {
	const recorded: Recorded<BranchEvent>[] = [];
	for (;;) {
		const due = takeDue(state, until, until, new Changes());
		if (due === undefined) return recorded;
		evolve(state, due, new Changes());
		recorded.push(due);
		if (due.type === 'day.closed') return recorded;
	}
}

/** What it costs to carry out recorded events. */
export function carryOut(state: BranchState, events: readonly Recorded<BranchEvent>[]): Effort {
	const cpu = cpuSeconds();
	const began = performance.now();
	for (const event of events) evolve(state, event, new Changes());
	return { seconds: (performance.now() - began) / 1000, cpu: cpuSeconds() - cpu };
}

/** A forecast that hears everything and does nothing, whatever methods the real one has. */
export function silentForecast(): Forecast {
	const silent: Record<string, unknown> = {};
	const all = Object.getOwnPropertyDescriptors(Forecast.prototype);
	for (const [name, { value }] of Object.entries(all)) {
		silent[name] = typeof value === 'function' ? () => undefined : undefined;
	}
	return silent as unknown as Forecast;
}
