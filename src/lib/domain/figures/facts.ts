/** What a day came to, in counts that shares are made of. Minutes where it says so. */
export interface DayNumbers {
	day: string;
	calls: number;
	withinTarget: number;
	windowsRaised: number;
	windowsUsed: number;
	/** Windows that nobody used, by the local hour in which they opened (`09`). */
	missedByHour: Readonly<Record<string, number>>;
	finished: number;
	covered: number;
	approached: number;
	converted: number;
	outflowTold: number;
	outflowKept: number;
	issued: number;
	requeued: number;
}

export type FactCode = 'windows' | 'in_time' | 'coverage' | 'conversion' | 'outflow' | 'rework';

/** One thing worth telling of a day: a share, what it was before or should be, and which of the two is better. */
export interface Fact {
	code: FactCode;
	n: number;
	of: number;
	/** The same weekdays before it, together; null: too few to say. */
	before: { n: number; of: number } | null;
	/** The share that the branch wants; null: none is set. */
	goal: number | null;
	/** The hour in which most windows were missed; of `windows` alone. */
	hour: string | null;
	better: boolean;
}

/** A share of fewer is no rate. */
const FEWEST = 5;
/** So many days before have to be known together that they say what is usual. */
const FEWEST_BEFORE = 20;
const MOST = 3;

interface Kind {
	code: FactCode;
	n: (day: DayNumbers) => number;
	of: (day: DayNumbers) => number;
	/** Whether more of it is better. */
	good: boolean;
}

const KINDS: readonly Kind[] = [
	{ code: 'windows', n: (d) => d.windowsUsed, of: (d) => d.windowsRaised, good: true },
	{ code: 'in_time', n: (d) => d.withinTarget, of: (d) => d.calls, good: true },
	{ code: 'coverage', n: (d) => d.covered, of: (d) => d.finished, good: true },
	{ code: 'conversion', n: (d) => d.converted, of: (d) => d.approached, good: true },
	{ code: 'outflow', n: (d) => d.outflowKept, of: (d) => d.outflowTold, good: true },
	{ code: 'rework', n: (d) => d.requeued, of: (d) => d.issued, good: false }
];

/**
 * The three things of a day that stand out most: by how many standard deviations of a share (the normal approximation
 * of the binomial) each lies off what is usual on that weekday, or off its goal where nothing is known of before.
 * Fewer where there is less to say; what is exactly as usual is told last.
 */
export function factsOf(
	day: DayNumbers,
	before: readonly DayNumbers[],
	goals: Readonly<Partial<Record<FactCode, number | null>>>
): Fact[] {
	const told: { fact: Fact; off: number }[] = [];
	for (const { code, n, of, good } of KINDS) {
		const [part, whole] = [n(day), of(day)];
		if (whole < FEWEST) continue;
		const past = { n: sum(before, n), of: sum(before, of) };
		const known = past.of >= FEWEST_BEFORE;
		const goal = goals[code] ?? null;
		const usual = known ? past.n / past.of : goal;
		if (usual === null) continue;
		const off = deviation(part, whole, usual);
		const fact = {
			code,
			n: part,
			of: whole,
			before: known ? past : null,
			goal,
			hour: code === 'windows' ? worstHour(day.missedByHour) : null,
			better: off === 0 || off > 0 === good
		};
		told.push({ fact, off: Math.abs(off) });
	}
	return told
		.sort((a, b) => b.off - a.off)
		.slice(0, MOST)
		.map(({ fact }) => fact);
}

function sum(days: readonly DayNumbers[], of: (day: DayNumbers) => number): number {
	return days.reduce((total, day) => total + of(day), 0);
}

/** In standard deviations; a usual share of none or all is taken as half a case off, so that nothing is infinite. */
function deviation(part: number, whole: number, usual: number): number {
	const expected = Math.min(Math.max(usual, 0.5 / whole), 1 - 0.5 / whole);
	const spread = Math.sqrt((expected * (1 - expected)) / whole);
	const off = (part / whole - expected) / spread;
	return part / whole === usual ? 0 : off;
}

/** The earliest of the hours with the most; null: none was missed. */
function worstHour(missed: Readonly<Record<string, number>>): string | null {
	let worst: string | null = null;
	for (const hour of Object.keys(missed).sort()) {
		if ((missed[hour] ?? 0) > (worst === null ? 0 : (missed[worst] ?? 0))) worst = hour;
	}
	return worst;
}
