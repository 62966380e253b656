/** What the kiosk offers, from the branch's rows. Pure. */
import { isFit } from '#lib/client/fit.ts';
import type { BranchRow, DeviceRow, ServiceRow } from '#lib/protocol/index.ts';

type Rows<T> = Readonly<Record<string, T>>;

/** What is quickly done, and what takes long, each in the order of the branch's file. */
export function servicesApart(services: Rows<ServiceRow>): {
	simple: ServiceRow[];
	complex: ServiceRow[];
} {
	const all = Object.values(services);
	return {
		simple: all.filter(({ complexity }) => complexity === 'simple'),
		complex: all.filter(({ complexity }) => complexity !== 'simple')
	};
}

/**
 * The device that can do a service instead of a counter: only one that does all that it is for, and does not come and go.
 * The kinds come in the order in which the branch names them.
 */
export function deviceFor(
	service: string | null,
	{ selfService }: Pick<BranchRow, 'selfService'>,
	devices: Rows<DeviceRow>
): DeviceRow | undefined {
	if (service === null) return undefined;
	for (const kind of selfService[service] ?? []) {
		const found = Object.values(devices).find((each) => each.kind === kind && isFit(each));
		if (found) return found;
	}
	return undefined;
}

/** Why there are no numbers at this hour: not open yet, over for today, or no day of business; null: it is open. */
export function closedAs(
	{ open, opensAt, closesAt }: Pick<BranchRow, 'open' | 'opensAt' | 'closesAt'>,
	now: number
): 'early' | 'over' | 'not_today' | null {
	// The row follows the hours; in between the screen's own clock does.
	const within = opensAt === null || closesAt === null || (now >= opensAt && now < closesAt);
	if (open && within) return null;
	if (opensAt === null) return 'not_today';
	return now < opensAt ? 'early' : 'over';
}
