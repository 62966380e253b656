import type { Config } from '#lib/domain/config/config.ts';
import type { Day } from '#lib/domain/day.ts';
import type { Figures } from '#lib/domain/figures/figures.ts';
import type { Slot } from '#lib/domain/figures/slots.ts';
import type { BranchState } from '#lib/domain/state.ts';
import type {
	FunnelRow,
	HalfHourRow,
	ProductKpiRow,
	ServiceKpiRow,
	SlotRow,
	TodayRow
} from '#lib/protocol/index.ts';

/** Milliseconds to seconds, kept to the millisecond. */
function seconds(ms: number | null): number | null {
	return ms === null ? null : Math.round(ms) / 1000;
}

function share(part: number, whole: number): number | null {
	return whole === 0 ? null : part / whole;
}

/** Row `today` as docs/definitions.md has it, as of the last instant that the state has seen. */
export function todayRow(state: BranchState): TodayRow {
	const day = state.today;
	const f = day?.figures;
	const referrals = [...(day?.referrals.values() ?? [])].filter(({ state }) => state !== 'undone');
	const totals = day?.totals(state.config);
	const outflows = (day?.engagements ?? []).filter((each) => !each.undone && each.outflow !== null);
	return {
		id: 'today',
		issued: f?.issued ?? 0,
		waiting: f?.waiting ?? 0,
		serving: f?.serving ?? 0,
		finished: f?.finished ?? 0,
		abandoned: f?.abandoned ?? 0,
		noShow: f?.noShow ?? 0,
		diverted: f?.diverted ?? 0,
		meanWait: seconds(f?.waits.mean ?? null),
		p50Wait: seconds(f?.waits.quantile(0.5) ?? null),
		p90Wait: seconds(f?.waits.quantile(0.9) ?? null),
		longestWait: seconds(day === null ? null : longestWait(day, state.clock)),
		withinTarget: share(f?.withinTarget ?? 0, f?.calls ?? 0),
		calls: f?.calls ?? 0,
		callsWithinTarget: f?.withinTarget ?? 0,
		overThreshold: f?.overThreshold ?? 0,
		meanService: seconds(f?.meanService ?? null),
		requeued: f?.requeued ?? 0,
		minutesLostToRework: Math.round((f?.lostToRework ?? 0) / 6_000) / 10,
		rated: f?.rated ?? 0,
		meanScore: f?.meanScore ?? null,
		promptsRaised: f?.promptsRaised ?? 0,
		promptsEngaged: f?.promptsEngaged ?? 0,
		promptsMissed: f?.promptsMissed ?? 0,
		windowsUsed: share(f?.promptsEngaged ?? 0, f?.promptsRaised ?? 0),
		pitched: f?.pitched ?? 0,
		pitchCoverage: share(f?.covered ?? 0, f?.finished ?? 0),
		interested: f?.interested ?? 0,
		referralsMade: referrals.length,
		referralsMet: referrals.filter((referral) => referral.met).length,
		referralsWon: referrals.filter((referral) => referral.state === 'won').length,
		sales: totals?.count ?? 0,
		amount: totals?.amount ?? 0,
		currency: totals?.currency ?? state.config.catalogue.currency,
		otherAmounts: totals?.others ?? {},
		conversion: share(f?.converted ?? 0, f?.approached ?? 0),
		converted: f?.converted ?? 0,
		approached: f?.approached ?? 0,
		covered: f?.covered ?? 0,
		outflowKept: outflows.filter(({ outflow }) => outflow?.kept === true).length,
		outflowTold: outflows.length
	};
}

/** The longest wait so far of any ticket, over or not; milliseconds, or null before the first. */
function longestWait(day: Day, now: number): number | null {
	let longest = day.figures.waits.max;
	for (const ticket of day.lobby) longest = Math.max(longest ?? 0, now - ticket.issuedAt);
	return longest;
}

function groupFigures(figures: Figures) {
	return {
		issued: figures.issued,
		calls: figures.calls,
		meanWait: seconds(figures.waits.mean),
		p50Wait: seconds(figures.waits.quantile(0.5)),
		p90Wait: seconds(figures.waits.quantile(0.9)),
		overThreshold: figures.overThreshold,
		promptsRaised: figures.promptsRaised,
		promptsEngaged: figures.promptsEngaged,
		promptsMissed: figures.promptsMissed
	};
}

/** A group that the last of its tickets has left, by transfer, has no row. */
function isEmpty(figures: Figures): boolean {
	return figures.issued === 0 && figures.promptsRaised === 0;
}

/** A row of `kpis` other than `today`, by its id, or undefined when the day has none such. */
type DayRow = HalfHourRow | ServiceKpiRow | SlotRow | FunnelRow | ProductKpiRow;

export function kpiRow(day: Day | null, id: string, config: Config): DayRow | undefined {
	if (id === 'funnel') return funnelRow(day);
	const slash = id.indexOf('/');
	const key = id.slice(slash + 1);
	const kind = id.slice(0, slash);
	if (kind === 'product') return productRow(day, key, config);
	if (day === null) return undefined;
	switch (kind) {
		case 'half': {
			const half = day.halves.get(id);
			if (half === undefined || isEmpty(half.figures)) return undefined;
			return { id, from: half.from, ...groupFigures(half.figures) };
		}
		case 'service': {
			const figures = day.services.get(key);
			if (figures === undefined || isEmpty(figures)) return undefined;
			return { id, service: key, ...groupFigures(figures) };
		}
		default: {
			// Slots are looked up as they close: the one asked for is among the last.
			const slot = day.slots.findLast((each) => each.at === Number(key));
			return slot === undefined ? undefined : slotRow(slot);
		}
	}
}

/** All rows of the day but `today`. */
export function kpiRows(day: Day | null, config: Config): DayRow[] {
	const products = new Set([
		...(config.file.targets ?? []).map(({ product }) => product),
		...(day?.totals(config).byProduct.keys() ?? [])
	]);
	const ids = [
		...(day?.halves.keys() ?? []),
		...[...(day?.services.keys() ?? [])].map((id) => `service/${id}`),
		...[...products].map((id) => `product/${id}`),
		'funnel'
	];
	const rows = ids.map((id) => kpiRow(day, id, config)).filter((row) => row !== undefined);
	return [...rows, ...(day?.slots ?? []).map(slotRow)];
}

function funnelRow(day: Day | null): FunnelRow {
	const reached = day?.figures.reached ?? [];
	const pitchReached = day?.figures.pitchReached ?? [];
	const [, prompted = 0, engaged = 0, interested = 0, referred = 0, met = 0, sold = 0] = reached;
	const [, pitched = 0, pitchInterested = 0, pitchSold = 0] = pitchReached;
	return {
		id: 'funnel',
		prompted,
		engaged,
		interested,
		referred,
		met,
		sold,
		pitched,
		pitchInterested,
		pitchSold
	};
}

/** A product without a target and without a sale that stands has no row. */
function productRow(day: Day | null, product: string, config: Config): ProductKpiRow | undefined {
	const sold = day?.totals(config).byProduct.get(product) ?? 0;
	const target = config.file.targets?.find((each) => each.product === product)?.perDay ?? null;
	if (sold === 0 && target === null) return undefined;
	const written = config.catalogue.products.get(product);
	const name = written?.name ?? { zh: product, en: product };
	return { id: `product/${product}`, product, name, key: written?.key ?? false, sold, target };
}

function slotRow(slot: Slot): SlotRow {
	const { at, waiting, meanWaiting } = slot;
	return { id: `slot/${at}`, at, waiting, meanWaiting: seconds(meanWaiting) };
}
