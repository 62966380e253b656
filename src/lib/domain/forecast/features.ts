import type { Crew } from './desks.ts';
import type { Pace } from './pace.ts';
import { SLOTS, type ServicePace, type ServicePaces } from './service-pace.ts';

/**
 * What a wait is worked out from. The first part is the same for all who wait for one service; the second is of a
 * place in its line. A place in line enters as a number of people and, times the seconds that a place takes by several
 * rules, as waits: the regression mixes the rules and corrects them.
 */
export const LINE_FEATURES = 32 + SLOTS + 1;
const AHEAD = LINE_FEATURES;
const AHEAD_BY_SLOT = AHEAD + 5;
const WAITING_BY_SLOT = AHEAD_BY_SLOT + SLOTS;
const RULES = WAITING_BY_SLOT + SLOTS;
const BY_SLOT = RULES + 8;
export const FEATURES = BY_SLOT + SLOTS;

/** Before anything was learned: the seconds that a place has been taking, times the place. */
export function prior(): Float64Array {
	const weights = new Float64Array(FEATURES);
	weights[RULES + 3] = 1;
	return weights;
}

/** Waits longer than this tell the features no more; seconds. */
const LONGEST = 10_800;

/** Who waits before a place, by service and weighted by the counters that the lines share. */
export interface Place {
	/** All before it. */
	ahead: number;
	/** Those of the same service. */
	same: number;
	/** Those who have waited longer than usual: they will not give up any more. */
	old: number;
	/** All who wait for the same counters, before or behind it, and the privileged among them. */
	waiting: number;
	privileged: number;
	/** Seconds of service before it. */
	work: number;
	aheadBySlot: Float64Array;
	waitingBySlot: Float64Array;
}

/** The pace of one service's line at one instant, worked out once for everybody who waits there. */
export interface LinePace {
	atWork: number;
	skilled: number;
	/** Seconds of service a customer, over all services. */
	mean: number;
	/** Seconds that a place takes: by the last calls, by the last minutes, and by this service's last calls. */
	perPlace: number;
	perPlaceOfFive: number;
	perPlaceOfService: number;
	/** Privileged customers a second. */
	privilegedRate: number;
}

export function linePace(
	pace: Pace,
	paces: ServicePaces,
	service: ServicePace,
	crew: Crew,
	at: number
): LinePace {
	const { mean } = paces;
	const usual = mean / Math.max(1, crew.atWork);
	const perPlace = pace.perPlace(usual);
	return {
		atWork: Math.max(1, crew.atWork),
		skilled: Math.max(1, crew.skilled),
		mean,
		perPlace,
		perPlaceOfFive: pace.perPlaceOfFive(usual, at),
		perPlaceOfService: (service.waits + perPlace * 3) / (service.places + 3),
		privilegedRate: pace.privileged.at(at) / 600
	};
}

/** Fills in what is the same for everybody in a service's line. `oldest`...: longest wait so far, in seconds. */
export function fillLine(
	x: Float64Array,
	pace: Pace,
	paces: ServicePaces,
	service: ServicePace,
	crew: Crew,
	line: LinePace,
	oldest: number,
	oldestOfService: number,
	at: number
): void {
	const numbers = [
		1,
		pace.calls.minute.at(at),
		pace.calls.five.at(at),
		pace.left.five.at(at),
		pace.issues.minute.at(at),
		pace.issues.five.at(at),
		pace.done.minute.at(at),
		pace.done.five.at(at),
		crew.atWork,
		crew.lately,
		crew.busy,
		crew.free,
		crew.skilled,
		crew.skilledFree,
		crew.fresh,
		crew.absent,
		crew.present,
		crew.oldest,
		crew.middle,
		crew.youngest,
		crew.meanAge,
		crew.leastIdle,
		Math.min(oldest, LONGEST),
		Math.min(oldestOfService, LONGEST),
		Math.min(pace.last, LONGEST),
		Math.min(service.last, LONGEST),
		Math.min(pace.lately, LONGEST),
		Math.min(service.lately, LONGEST),
		line.mean,
		paces.meanOf(service),
		line.privilegedRate * 600,
		line.perPlace
	];
	x.fill(0, 0, LINE_FEATURES);
	x.set(numbers);
	x[numbers.length + service.slot] = 1;
}

/** Fills in what is of a place in the line, and whether it is a privileged customer's. */
export function fillPlace(
	x: Float64Array,
	place: Place,
	line: LinePace,
	slot: number,
	privileged: boolean
): void {
	x[LINE_FEATURES - 1] = privileged ? 1 : 0;
	x[AHEAD] = place.ahead;
	x[AHEAD + 1] = place.same;
	x[AHEAD + 2] = place.old;
	x[AHEAD + 3] = place.waiting;
	x[AHEAD + 4] = place.privileged;
	for (let each = 0; each < SLOTS; each += 1) {
		x[AHEAD_BY_SLOT + each] = place.aheadBySlot[each] as number;
		x[WAITING_BY_SLOT + each] = place.waitingBySlot[each] as number;
		x[BY_SLOT + each] = 0;
	}
	const number = place.ahead + 1;
	const wait = number * line.perPlace;
	x[RULES] = ((place.waiting + 1) * line.mean) / line.atWork;
	x[RULES + 1] = place.work / line.atWork;
	x[RULES + 2] = place.work / line.skilled;
	x[RULES + 3] = wait;
	x[RULES + 4] = number * line.perPlaceOfFive;
	x[RULES + 5] = number * line.perPlaceOfService;
	x[RULES + 6] = privileged ? 0 : line.privilegedRate * wait;
	x[RULES + 7] = privileged ? wait : 0;
	x[BY_SLOT + slot] = wait;
}
