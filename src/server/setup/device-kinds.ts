import { KINDS } from '#lib/domain/devices/kinds/index.ts';

/** How many devices of each kind, by its id. */
export type DeviceCounts = Record<string, number>;

/** Kinds that templates know, in the order in which a branch counts them. */
export const DEVICE_KINDS = KINDS.map(({ id }) => id);

/** The devices of a branch, numbered within their kind: `atm-2`, 2号取款机, ATM 2. */
export function devicesOf(counts: DeviceCounts) {
	return KINDS.flatMap(({ id: kind, name, noun = name }) =>
		Array.from({ length: counts[kind] ?? 0 }, (_, index) => ({
			id: `${kind}-${index + 1}`,
			kind,
			name: {
				zh: `${index + 1}号${noun.zh}`,
				en: `${noun.en} ${index + 1}`
			}
		}))
	);
}
