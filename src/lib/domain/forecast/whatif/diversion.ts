import type { Random } from '../../random.ts';
import { isVoid, type Crowd, type Part } from './crowd.ts';
import type { Diversion } from './scenario.ts';
import type { Stay } from './stay.ts';

/** Who of the crowd goes elsewhere, by ticket. Who would with a small share does with a larger one. */
export function diversions(list: readonly Diversion[], crowd: Crowd, random: Random): Uint8Array {
	const { firstStay, parts } = crowd;
	return Uint8Array.from(firstStay, (first, ticket) => {
		const { stay } = parts[first] as Part;
		const luck = random.next();
		// Nobody is behind a number that was taken back.
		if (isVoid(crowd, ticket)) return 0;
		const share = list
			.filter((diversion) => isMeant(stay, diversion))
			.reduce((stays, diversion) => stays * (1 - Math.min(1, Math.max(0, diversion.share))), 1);
		return luck < 1 - share ? 1 : 0;
	});
}

function isMeant(stay: Stay, { tag, service, from, until }: Diversion): boolean {
	if (tag === null && service === null) return false;
	if (tag !== null && !stay.tags.includes(tag)) return false;
	if (service !== null && stay.service !== service) return false;
	return stay.issuedAt >= from && stay.issuedAt < until;
}
