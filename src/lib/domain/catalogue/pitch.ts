import type { PitchConfig } from '../../protocol/index.ts';
import type { Catalogue } from './catalogue.ts';
import { fits, suggest } from './suggest.ts';

/** Why a sentence was chosen: for the customer's need, for the business at hand, or because it fits everybody. */
export type PitchReason = 'need' | 'service' | 'any';

export interface ChosenPitch {
	pitch: PitchConfig;
	why: PitchReason;
}

/**
 * The one sentence for a ticket: about the product that its need suggests, else one of its service (a key product
 * before others), else one for every service. Nothing withdrawn or above the customer's risk level. Undefined: nobody
 * has written one.
 */
export function pitchFor(
	ticket: { service: string; tags: readonly string[] },
	catalogue: Pick<Catalogue, 'needs' | 'products' | 'pitches'>
): ChosenPitch | undefined {
	const { products } = catalogue;
	const offered = catalogue.pitches.filter(({ product: id }) => {
		const product = id === undefined ? undefined : products.get(id);
		return id === undefined || (product !== undefined && fits(product, ticket.tags));
	});
	const wanted = suggest(ticket.tags, catalogue)?.product ?? null;
	const ofService = offered.filter(({ service }) => service === ticket.service);
	const ofAny = offered.filter(({ service }) => service === undefined);
	const forNeed =
		wanted === null
			? undefined
			: [...ofService, ...ofAny].find(({ product }) => product === wanted);
	if (forNeed !== undefined) return { pitch: forNeed, why: 'need' };
	const own = keyFirst(ofService, products);
	if (own !== undefined) return { pitch: own, why: 'service' };
	const any = keyFirst(ofAny, products);
	return any === undefined ? undefined : { pitch: any, why: 'any' };
}

function keyFirst(
	pitches: readonly PitchConfig[],
	products: Catalogue['products']
): PitchConfig | undefined {
	const isKey = ({ product }: PitchConfig) =>
		product !== undefined && products.get(product)?.key === true;
	return pitches.find(isKey) ?? pitches[0];
}
