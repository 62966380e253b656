import type { StageRecord, TicketRecord } from '#lib/protocol/index.ts';
import type { History } from '../store/types.ts';
import type { Fed } from './feed.ts';
import { stageKey } from './log.ts';
import { predictionFigures } from './predictions.ts';
import type { PredictionFigures } from './predictions.ts';
import { promptFigures } from './lobby-managers.ts';
import type { LobbyManagers, PromptFigures } from './lobby-managers.ts';
import { ofDays, refusedIn } from './of-days.ts';
import type { Log, TicketFormat } from './log.ts';

/** Figures of a group of tickets. Durations in seconds; shares are of tickets; null where nothing was counted. */
export interface TicketFigures {
	tickets: number;
	/** Share of tickets. */
	abandoned: number | null;
	meanWait: number | null;
	/** Tickets that waited at all: their share of tickets, and their waits. */
	queued: {
		share: number | null;
		mean: number | null;
		median: number | null;
		p90: number | null;
		max: number | null;
	};
	/** Share of tickets that waited more than a minute, five and ten. */
	over60: number | null;
	over300: number | null;
	over600: number | null;
	meanService: number | null;
	/** People or windows that the log names. */
	servers: number;
}

/** What the stages of tickets that are handed on came to. Counts, and seconds. */
export interface StageFigures {
	/** Rows of the log, with those left out. */
	stages: number;
	served: number;
	meanWait: number | null;
	overTenMinutes: number;
	noShow: number;
	passedOn: number;
	voided: number;
}

function mean(values: readonly number[]): number | null {
	if (values.length === 0) return null;
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Nearest rank, of ascending values. */
function quantile(sorted: readonly number[], p: number): number | null {
	return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? null;
}

export function ticketFigures(
	tickets: readonly TicketRecord[],
	format: TicketFormat
): TicketFigures {
	const share = (count: number) => (tickets.length === 0 ? null : count / tickets.length);
	const waits = tickets.flatMap(({ wait }) => (wait === null ? [] : [wait / 1000]));
	const queued = waits.filter((wait) => wait > 0).sort((a, b) => a - b);
	const over = (seconds: number) => share(waits.filter((wait) => wait > seconds).length);
	const services = tickets.flatMap((ticket) =>
		ticket.serviceTime === null ? [] : [ticket.serviceTime / 1000]
	);
	const servers = new Set(
		tickets.flatMap(({ state, counter }) =>
			state === 'finished' && counter !== null && format.isServer(counter) ? [counter] : []
		)
	);
	return {
		tickets: tickets.length,
		abandoned: share(tickets.filter(({ state }) => state === 'abandoned').length),
		meanWait: mean(waits),
		queued: {
			share: share(queued.length),
			mean: mean(queued),
			median: quantile(queued, 0.5),
			p90: quantile(queued, 0.9),
			max: queued.at(-1) ?? null
		},
		over60: over(60),
		over300: over(300),
		over600: over(600),
		meanService: mean(services),
		servers: servers.size
	};
}

/** A stage without a call was voided; `leftOut` rows of the log never became one. */
export function stageFigures(
	stages: readonly StageRecord[],
	overlaps: ReadonlyMap<string, number>,
	leftOut: number
): StageFigures {
	const waits = stages.flatMap(({ day, number, stage, enteredAt, calledAt, startedAt }) => {
		if (calledAt === null || startedAt === null) return [];
		return [(calledAt - (overlaps.get(stageKey(day, number, stage)) ?? enteredAt)) / 1000];
	});
	const ended = (test: (stage: StageRecord) => boolean) => stages.filter(test).length;
	return {
		stages: stages.length + leftOut,
		served: waits.length,
		meanWait: mean(waits),
		overTenMinutes: waits.filter((wait) => wait > 600).length,
		noShow: ended(({ end }) => end === 'no_show'),
		passedOn: ended(({ end }) => end === 'passed_on'),
		voided: ended(
			({ end, calledAt }) => end === 'cancelled' || (end === 'transferred' && calledAt === null)
		)
	};
}

/** What `foyer replay --report json` prints. */
export interface Report extends TicketFigures {
	skipped: Record<string, number>;
	/** Lines that could not be read. */
	broken: number;
	/** Events that the branch refused. */
	rejected: number;
	days: Record<string, TicketFigures>;
	prediction: PredictionFigures;
	/** Of formats whose tickets are handed on. */
	stages?: StageFigures;
	/** Where simulated lobby managers were laid over the log: what came of the windows, by rule. */
	simulated?: LobbyManagers & { prompts: Record<string, PromptFigures> };
	events: number;
	seconds: number;
	eventsPerSecond: number;
}

/** The tickets of the replayed days, in order of issue. */
export function replayedTickets(log: Log, history: History, branch: string): TicketRecord[] {
	return ofDays(log, (from, to) => history.tickets(branch, from, to));
}

/** The figures of the replayed days, from the history that the branch wrote of them. */
export function reportOf(
	format: TicketFormat,
	log: Log,
	fed: Fed,
	history: History,
	branch: string,
	managers?: LobbyManagers
): Report {
	const tickets = replayedTickets(log, history, branch);
	const byDay = Map.groupBy(tickets, ({ day }) => day);
	const leftOut = Object.values(log.skipped).reduce((sum, count) => sum + count, 0);
	return {
		...ticketFigures(tickets, format),
		skipped: log.skipped,
		broken: log.broken.length,
		rejected: refusedIn(fed),
		days: Object.fromEntries(
			log.days.map((day) => [day, ticketFigures(byDay.get(day) ?? [], format)])
		),
		prediction: predictionFigures(tickets),
		...(format.hasStages
			? {
					stages: stageFigures(
						ofDays(log, (from, to) => history.stages(branch, from, to)),
						log.overlaps ?? new Map(),
						leftOut
					)
				}
			: {}),
		...(managers === undefined
			? {}
			: {
					simulated: {
						...managers,
						prompts: promptFigures(ofDays(log, (from, to) => history.prompts(branch, from, to)))
					}
				}),
		events: fed.events,
		seconds: fed.seconds,
		eventsPerSecond: fed.seconds > 0 ? fed.events / fed.seconds : 0
	};
}
