import type { TicketRecord } from '#lib/protocol/index.ts';
import type { Arrival, LobbySoFar } from './lobby-so-far.ts';
import {
	aheadOf,
	awareQueueLength,
	headOfLine,
	lastToEnterService,
	queueLength
} from './wait-rules.ts';

/** What the strength of a ridge regression means when each feature has variance 1: so many outcomes' worth of doubt. */
const STRENGTH = 10;

/**
 * What a statistician would do of an evening: all the simple rules and what they are made of, mixed by a ridge
 * regression (Hoerl and Kennard 1970) over every wait of the log so far, fitted anew each night.
 */
export class FittedWaits {
	readonly #services: readonly string[];
	readonly #pending: { features: number[]; ticket: TicketRecord }[] = [];
	readonly #known: { features: number[]; wait: number }[] = [];
	#day = '';
	#weights: readonly number[] | null = null;

	constructor(services: readonly string[]) {
		this.#services = services;
	}

	/** The estimate at issue, seconds; null before the first night. Tickets come in order of issue. */
	estimate(ticket: TicketRecord, arrival: Arrival, lobby: LobbySoFar): number | null {
		if (ticket.day !== this.#day) {
			if (this.#day !== '') this.#night(arrival.at);
			this.#day = ticket.day;
		}
		const features = [
			1,
			lastToEnterService(lobby, arrival),
			headOfLine(lobby, arrival),
			queueLength(lobby, arrival),
			awareQueueLength(lobby, arrival),
			arrival.priority ? 1 : 0,
			lobby.waiting.length,
			aheadOf(lobby, arrival),
			lobby.active,
			lobby.busy,
			lobby.meanService,
			...this.#services.map((id) => (id === arrival.service ? 1 : 0))
		];
		this.#pending.push({ features, ticket });
		return this.#weights === null ? null : Math.max(0, dot(this.#weights, features));
	}

	/** Learns from those that are over by now: served, after a wait. */
	#night(now: number): void {
		const waits = this.#pending.splice(0);
		for (const each of waits) {
			const { state, wait, endedAt } = each.ticket;
			if (endedAt === null || endedAt > now) this.#pending.push(each);
			else if (state === 'finished' && wait !== null && wait > 0) {
				this.#known.push({ features: each.features, wait: wait / 1000 });
			}
		}
		this.#weights = ridge(
			this.#known.map(({ features }) => features),
			this.#known.map(({ wait }) => wait),
			STRENGTH
		);
	}
}

/** Weights of the features for the smallest squared error; the first feature is the constant, which is not shrunk. */
export function ridge(
	rows: readonly (readonly number[])[],
	outcomes: readonly number[],
	strength: number
): number[] {
	const size = rows[0]?.length ?? 0;
	const mean = Array.from({ length: size }, (_, i) =>
		i === 0 ? 0 : rows.reduce((sum, row) => sum + (row[i] as number), 0) / rows.length
	);
	const spread = mean.map((middle, i) => {
		if (i === 0) return 1;
		const squares = rows.reduce((sum, row) => sum + ((row[i] as number) - middle) ** 2, 0);
		// What never varied says nothing; its weight comes out as 0.
		return Math.sqrt(squares / rows.length) || 1;
	});
	const sums = mean.map((_, i) => mean.map((__, j) => (i === j && i > 0 ? strength : 0)));
	const moments = mean.map(() => 0);
	for (const [index, row] of rows.entries()) {
		const scaled = row.map((value, i) => (value - (mean[i] as number)) / (spread[i] as number));
		for (const [i, value] of scaled.entries()) {
			moments[i] = (moments[i] as number) + value * (outcomes[index] as number);
			const sum = sums[i] as number[];
			for (const [j, other] of scaled.entries()) sum[j] = (sum[j] as number) + value * other;
		}
	}
	const weights = solve(sums, moments).map((weight, i) => weight / (spread[i] as number));
	weights[0] = (weights[0] as number) - dot(weights, mean);
	return weights;
}

/** Gauss and Jordan; the matrix is positive, so that no row has to be exchanged. Overwrites what it is given. */
function solve(a: number[][], b: number[]): number[] {
	for (const [i, row] of a.entries()) {
		for (const [r, other] of a.entries()) {
			if (r === i) continue;
			const factor = (other[i] as number) / (row[i] as number);
			for (let c = i; c < row.length; c += 1) {
				other[c] = (other[c] as number) - factor * (row[c] as number);
			}
			b[r] = (b[r] as number) - factor * (b[i] as number);
		}
	}
	return b.map((value, i) => value / ((a[i] as number[])[i] as number));
}

function dot(a: readonly number[], b: readonly number[]): number {
	return a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
}
