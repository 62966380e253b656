/**
 * Lines with `servers` counters, customers who come by chance `arrivals` times per unit of time, and services that end
 * `service` times per unit of time and counter (one over the mean). Any unit, the same for all. No well-kept
 * library for these was found on npm; the tests hold them against published tables and against the chain of
 * states solved by itself.
 */
export interface Queue {
	arrivals: number;
	service: number;
	servers: number;
}

/** With customers who give up: `impatience` times per unit of time waited (one over the mean patience). */
export interface ImpatientQueue extends Queue {
	impatience: number;
}

/** What becomes of customers in the long run. Times in the unit of the rates. */
export interface Service {
	/** Share of those who come that find no counter free. */
	waits: number;
	/** Of all who come, those who give up too; infinite where the line grows without end. */
	meanWait: number;
	/** Share of those who come that give up. */
	abandons: number;
	/** Share of those who come that still wait after `time`. */
	longerThan(time: number): number;
	/** Share of those who are called that are called within `time`. */
	calledWithin(time: number): number;
}

/**
 * Share of those who come and find all of `servers` busy where nobody waits: Erlang's loss formula (Erlang 1917), by
 * its recursion, which neither overflows nor loses digits. `load` in Erlangs, arrivals times mean service.
 */
export function erlangB(load: number, servers: number): number {
	let blocked = 1;
	for (let n = 1; n <= servers; n += 1) blocked = (load * blocked) / (n + load * blocked);
	return blocked;
}

/** Everybody waits until served: Erlang's delay formula (M/M/c, Erlang 1917). */
export function erlangC({ arrivals, service, servers }: Queue): Service {
	const load = arrivals / service;
	const spare = servers * service - arrivals;
	if (arrivals <= 0) return NOBODY;
	if (!(spare > 0)) return NEVER;
	const blocked = erlangB(load, servers);
	const waits = blocked / (1 - (load / servers) * (1 - blocked));
	const longerThan = (time: number) => waits * Math.exp(-spare * time);
	return {
		waits,
		meanWait: waits / spare,
		abandons: 0,
		longerThan,
		calledWithin: (time) => 1 - longerThan(time)
	};
}

/**
 * Customers give up at a constant rate: M/M/c+M or Erlang-A (Palm 1946; Garnett, Mandelbaum and Reiman 2002). The
 * density of the wait that a customer who never gave up would have is, for t > 0, proportional to
 * exp(arrivals (1 - exp(-impatience t)) / impatience - servers service t) (Baccelli and Hebuterne 1981).
 */
export function erlangA(queue: ImpatientQueue): Service {
	const { arrivals, service, servers, impatience } = queue;
	if (!(impatience > 0)) return erlangC(queue);
	if (arrivals <= 0) return NOBODY;
	const capacity = servers * service;
	if (!(capacity > 0)) return nobodyServes(impatience);
	const load = arrivals / capacity;
	const blocked = erlangB(arrivals / service, servers);
	const whole = logTail(queue, capacity, 0);
	// All states with a line or just without, as multiples of the one with all counters busy and nobody in line.
	const ahead = Math.exp(whole) * capacity;
	const waits = Number.isFinite(ahead) ? (ahead * blocked) / (1 + (ahead - 1) * blocked) : 1;
	const abandons = Math.min(1, Math.max(0, waits * (1 / (load * ahead) + 1 - 1 / load)));
	const beyond = (rate: number, time: number) =>
		waits * Math.exp(logTail(queue, rate, time) - whole);
	const late = (time: number) => beyond(capacity + impatience, time) / (1 - abandons);
	return {
		waits,
		meanWait: abandons / impatience,
		abandons,
		longerThan: (time) => Math.min(1, Math.exp(-impatience * time) * beyond(capacity, time)),
		calledWithin: (time) => (abandons < 1 ? Math.min(1, Math.max(0, 1 - late(time))) : 0)
	};
}

function nobodyServes(impatience: number): Service {
	return {
		waits: 1,
		meanWait: 1 / impatience,
		abandons: 1,
		longerThan: (time) => Math.exp(-impatience * time),
		calledWithin: () => 0
	};
}

const NOBODY: Service = {
	waits: 0,
	meanWait: 0,
	abandons: 0,
	longerThan: () => 0,
	calledWithin: () => 1
};

const NEVER: Service = {
	waits: 1,
	meanWait: Infinity,
	abandons: 0,
	longerThan: () => 1,
	calledWithin: () => 0
};

/** A sum that needs more terms is of a line that hardly anybody leaves, with nearly nobody called in time. */
const TERMS = 100_000;

/**
 * Logarithm of the integral from `time` on of exp(arrivals (1 - exp(-impatience u)) / impatience - rate u), as the
 * series of the lower incomplete gamma function. In logarithms: under overload its terms pass every number.
 */
function logTail({ arrivals, impatience }: ImpatientQueue, rate: number, time: number): number {
	const left = Math.exp(-impatience * time);
	let term = -Math.log(rate);
	let peak = term;
	let sum = 1;
	for (let k = 1; k <= TERMS; k += 1) {
		const ratio = (arrivals * left) / (rate + k * impatience);
		if (ratio === 0) break;
		term += Math.log(ratio);
		if (term > peak) {
			sum = sum * Math.exp(peak - term) + 1;
			peak = term;
		} else sum += Math.exp(term - peak);
		if (ratio < 1 && term - peak < -40) break;
	}
	return (arrivals * (1 - left)) / impatience - rate * time + peak + Math.log(sum);
}
