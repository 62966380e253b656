import type { Pace } from './pace.ts';
import type { Crew } from './roster.ts';
import { SLOTS, type ServicePace, type ServicePaces } from './service-pace.ts';

/**
 * What a wait is worked out from, by place in the vector: of the whole lobby, of one service's line, of a place in it.
 * A place enters as numbers of people and, times the seconds that a place takes by several rules, as waits: the
 * regression mixes the rules and corrects them.
 */
const LOBBY = 13;
const CREW = 14;
const SERVICE = 5;
/** One for each slot: whose line it is. */
const LINE_OF_SLOT = LOBBY + CREW + SERVICE;

export const PRIVILEGED = LINE_OF_SLOT + SLOTS;
/** The features before this one are the same for all ordinary customers who wait for one service. */
export const AHEAD = PRIVILEGED + 1;
export const SAME = AHEAD + 1;
export const OLD = AHEAD + 2;
export const WAITING = AHEAD + 3;
export const PRIVILEGED_WAITING = AHEAD + 4;
export const AHEAD_OF_SLOT = AHEAD + 5;
export const WAITING_OF_SLOT = AHEAD_OF_SLOT + SLOTS;
/** Waits by rules: all who wait x mean service / counters; work before the place by counters, by skilled counters. */
export const BY_LINE = WAITING_OF_SLOT + SLOTS;
export const BY_WORK = BY_LINE + 1;
export const BY_SKILLED = BY_LINE + 2;
/** Place x seconds a place: of the last calls, of the last minutes, of the service's last calls. */
export const BY_PLACE = BY_LINE + 3;
export const BY_PLACE_OF_FIVE = BY_LINE + 4;
export const BY_PLACE_OF_SERVICE = BY_LINE + 5;
/** That wait again: as often as privileged customers come, for those whom they pass; and for the privileged. */
export const BY_PASSED = BY_LINE + 6;
export const BY_PRIVILEGED = BY_LINE + 7;
export const BY_PLACE_IN_SLOT = BY_LINE + 8;
export const FEATURES = BY_PLACE_IN_SLOT + SLOTS;

/** Before anything was learned: the seconds that a place has been taking, times the place. */
export function prior(): Float64Array {
	const weights = new Float64Array(FEATURES);
	weights[BY_PLACE] = 1;
	return weights;
}

/** Waits longer than this tell the features no more; seconds. */
const LONGEST = 10_800;

function bounded(seconds: number): number {
	return Math.min(seconds, LONGEST);
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

export function noLinePace(): LinePace {
	return {
		atWork: 1,
		skilled: 1,
		mean: 0,
		perPlace: 0,
		perPlaceOfFive: 0,
		perPlaceOfService: 0,
		privilegedRate: 0
	};
}

/** Works it out into `line`. */
export function fillLinePace(
	line: LinePace,
	pace: Pace,
	paces: ServicePaces,
	service: ServicePace,
	crew: Crew,
	at: number
): void {
	const { mean } = paces;
	const usual = mean / Math.max(1, crew.atWork);
	const perPlace = pace.perPlace(usual);
	line.atWork = Math.max(1, crew.atWork);
	line.skilled = Math.max(1, crew.skilled);
	line.mean = mean;
	line.perPlace = perPlace;
	line.perPlaceOfFive = pace.perPlaceOfFive(usual, at);
	line.perPlaceOfService = (service.waits + perPlace * 3) / (service.places + 3);
	line.privilegedRate = pace.privilegedRate(at);
}

/** Fills in what is the same for everybody in the lobby. `oldest`: the longest wait so far, seconds. */
export function fillLobby(
	x: Float64Array,
	pace: Pace,
	paces: ServicePaces,
	oldest: number,
	at: number
): void {
	x[0] = 1;
	x[1] = pace.calls.minute.at(at);
	x[2] = pace.calls.five.at(at);
	x[3] = pace.left.five.at(at);
	x[4] = pace.issues.minute.at(at);
	x[5] = pace.issues.five.at(at);
	x[6] = pace.done.minute.at(at);
	x[7] = pace.done.five.at(at);
	x[8] = bounded(oldest);
	x[9] = bounded(pace.last);
	x[10] = bounded(pace.lately);
	x[11] = paces.mean;
	x[12] = pace.privilegedRate(at) * 600;
}

/** Fills in what is the same for everybody in a service's line. `oldest`: the longest wait there so far, seconds. */
export function fillLine(
	x: Float64Array,
	paces: ServicePaces,
	service: ServicePace,
	crew: Crew,
	line: LinePace,
	oldest: number
): void {
	let i = LOBBY;
	x[i++] = crew.atWork;
	x[i++] = crew.lately;
	x[i++] = crew.busy;
	x[i++] = crew.free;
	x[i++] = crew.skilled;
	x[i++] = crew.skilledFree;
	x[i++] = crew.fresh;
	x[i++] = crew.absent;
	x[i++] = crew.present;
	x[i++] = crew.oldest;
	x[i++] = crew.middle;
	x[i++] = crew.youngest;
	x[i++] = crew.meanAge;
	x[i++] = crew.leastIdle;
	x[i++] = bounded(oldest);
	x[i++] = bounded(service.last);
	x[i++] = bounded(service.lately);
	x[i++] = paces.meanOf(service);
	x[i++] = line.perPlace;
	x.fill(0, i, PRIVILEGED + 1);
	x[i + service.slot] = 1;
}

/** Who waits before a place and behind it, by service and weighted by the counters that the lines share. */
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
	aheadOfSlot: Float64Array;
	waitingOfSlot: Float64Array;
}

/** Fills in what is of a place in the line, and whether it is a privileged customer's. */
export function fillPlace(
	x: Float64Array,
	place: Place,
	line: LinePace,
	slot: number,
	privileged: boolean
): void {
	x[PRIVILEGED] = privileged ? 1 : 0;
	x[AHEAD] = place.ahead;
	x[SAME] = place.same;
	x[OLD] = place.old;
	x[WAITING] = place.waiting;
	x[PRIVILEGED_WAITING] = place.privileged;
	x.set(place.aheadOfSlot, AHEAD_OF_SLOT);
	x.set(place.waitingOfSlot, WAITING_OF_SLOT);
	const number = place.ahead + 1;
	const wait = number * line.perPlace;
	x[BY_LINE] = ((place.waiting + 1) * line.mean) / line.atWork;
	x[BY_WORK] = place.work / line.atWork;
	x[BY_SKILLED] = place.work / line.skilled;
	x[BY_PLACE] = wait;
	x[BY_PLACE_OF_FIVE] = number * line.perPlaceOfFive;
	x[BY_PLACE_OF_SERVICE] = number * line.perPlaceOfService;
	x[BY_PASSED] = privileged ? 0 : line.privilegedRate * wait;
	x[BY_PRIVILEGED] = privileged ? wait : 0;
	x.fill(0, BY_PLACE_IN_SLOT);
	x[BY_PLACE_IN_SLOT + slot] = wait;
}
