/** What the strip at the wall's foot says of devices, from rows. Pure. */
import { ownerOf, troubleOf } from '#lib/client/trouble.ts';
import type { Trouble } from '#lib/client/trouble.ts';
import type { DeviceRow, IncidentRow, PromptRow } from '#lib/protocol/index.ts';

type Records<R> = Record<string, R>;

/** A device that the strip names. */
export interface Named {
	device: DeviceRow;
	trouble: Trouble;
	incident: IncidentRow | undefined;
	/** Since when, epoch milliseconds; null: nobody has said. */
	since: number | null;
	/** Who sees to it; null: nobody has taken it. Of what is not down nobody is asked to. */
	owner: string | null;
}

export interface Strip {
	named: Named[];
	/** Faults that find no slot, and how many of those are down with nobody on them. */
	moreFaults: number;
	moreUntaken: number;
	ok: number;
	maintenance: number;
	/** Of which nothing was ever heard, or nobody looks at them. */
	unknown: number;
}

const SLOTS = 2;
const RANK: Record<Trouble, number> = { down: 0, limited: 1, maintenance: 2 };

/** A silent device is so since it was last heard, not since somebody noticed. */
function sinceOf({ cause, since, lastSeenAt }: DeviceRow): number | null {
	return cause === 'silent' ? (lastSeenAt ?? since) : since;
}

/** The worst two devices by name, the others as counts. Whatever nobody has comes before whatever somebody has. */
export function deviceStrip(
	devices: Records<DeviceRow>,
	incidents: Records<IncidentRow>,
	prompts: Records<PromptRow>
): Strip {
	const all = Object.values(devices);
	const troubled = all.flatMap((device): Named[] => {
		const trouble = troubleOf(device);
		if (trouble === null) return [];
		const incident = device.incident === undefined ? undefined : incidents[device.incident];
		const owner = ownerOf(incident, prompts);
		return [{ device, trouble, incident, since: sinceOf(device), owner }];
	});
	const urgent = troubled.toSorted(
		(a, b) => Number(isUntaken(b)) - Number(isUntaken(a)) || byTrouble(a, b)
	);
	const named = urgent.slice(0, SLOTS);
	const rest = urgent.slice(SLOTS);
	const isKnown = (device: DeviceRow) => device.service === 'full';
	const unknown = all.filter((device) => !isKnown(device) && troubleOf(device) === null).length;
	const resting = rest.filter(({ trouble }) => trouble === 'maintenance').length;
	return {
		// Somebody taking one of them moves neither.
		named: named.sort(byTrouble),
		moreFaults: rest.length - resting,
		moreUntaken: rest.filter(isUntaken).length,
		ok: all.length - troubled.length - unknown,
		maintenance: resting,
		unknown
	};
}

export function isUntaken({ trouble, owner }: Named): boolean {
	return trouble === 'down' && owner === null;
}

function byTrouble(a: Named, b: Named): number {
	return (
		RANK[a.trouble] - RANK[b.trouble] ||
		(a.since ?? 0) - (b.since ?? 0) ||
		(a.device.id < b.device.id ? -1 : 1)
	);
}
