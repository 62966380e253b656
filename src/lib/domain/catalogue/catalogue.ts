import type {
	BranchFile,
	NeedConfig,
	PitchConfig,
	ProductConfig,
	Risk
} from '../../protocol/index.ts';

/** What the branch has written to be said and sold. */
export interface Catalogue {
	/** That of the day's amounts; null: that of the day's first sale. */
	currency: string | null;
	needs: readonly NeedConfig[];
	products: ReadonlyMap<string, ProductConfig>;
	pitches: readonly PitchConfig[];
}

export function catalogueOf(file: BranchFile): Catalogue {
	return {
		currency: file.currency ?? null,
		needs: file.needs ?? [],
		products: new Map((file.products ?? []).map((product) => [product.id, product])),
		pitches: file.pitches ?? []
	};
}

/** A tag that says for how many days the customer's money is free: `tenor_90`. */
const TENOR = /^tenor_(\d{1,5})$/;
/** A tag that says how much risk the customer may take: `risk_r2`. */
const RISK = /^risk_(r[1-5])$/;

/** Days, or null where nobody said. */
export function tenorOf(tags: readonly string[]): number | null {
	for (const tag of tags) {
		const days = TENOR.exec(tag)?.[1];
		if (days !== undefined) return Number(days);
	}
	return null;
}

export function riskOf(tags: readonly string[]): Risk | null {
	for (const tag of tags) {
		const risk = RISK.exec(tag)?.[1];
		if (risk !== undefined) return risk.toUpperCase() as Risk;
	}
	return null;
}
