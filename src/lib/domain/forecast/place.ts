import type { Place } from './features.ts';
import { SLOTS, type ServicePace, type ServicePaces } from './service-pace.ts';
import type { Waiting } from './waiting.ts';

/**
 * The place that a claim takes in a service's line, with everybody behind it too. `overlap` as the roster has it;
 * whoever has waited longer than `usual` milliseconds is not going to leave.
 */
export function placeOf(
	entries: readonly Waiting[],
	service: ServicePace,
	key: number,
	overlap: Float64Array,
	paces: ServicePaces,
	usual: number,
	at: number
): Place {
	const size = paces.all.length;
	const place = emptyPlace();
	for (const entry of entries) {
		const { slot, index } = entry.service;
		const weight = overlap[index * size + service.index] as number;
		place.waiting += weight;
		if (entry.privileged) place.privileged += weight;
		place.waitingOfSlot[slot] = (place.waitingOfSlot[slot] as number) + 1;
		if (entry.key > key) continue;
		place.ahead += weight;
		place.work += weight * paces.meanOf(entry.service);
		place.aheadOfSlot[slot] = (place.aheadOfSlot[slot] as number) + weight;
		if (index === service.index) place.same += 1;
		if (at - entry.enteredAt > usual) place.old += weight;
	}
	return place;
}

function emptyPlace(): Place {
	return {
		ahead: 0,
		same: 0,
		old: 0,
		waiting: 0,
		privileged: 0,
		work: 0,
		aheadOfSlot: new Float64Array(SLOTS),
		waitingOfSlot: new Float64Array(SLOTS)
	};
}
