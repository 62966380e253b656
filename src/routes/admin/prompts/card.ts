import type { Catalogue } from '#lib/domain/catalogue/catalogue.ts';
import { pitchFor } from '#lib/domain/catalogue/pitch.ts';
import { suggest } from '#lib/domain/catalogue/suggest.ts';
import type { Name, Risk } from '#lib/protocol/index.ts';
import type { zh } from '#lib/i18n/prompts.ts';

type Words = (typeof zh)['card'];

/** A customer as the page lets one be put together. */
export interface Customer {
	service: string;
	signals: readonly string[];
	/** Days that the money is free; null where nobody knows. */
	tenor: number | null;
	risk: Risk | null;
}

/** What the card in the lobby and the console at the counter show, in the words of the page and of the branch. */
export interface Card {
	lines: string[];
	/** Parts with sentences of the branch. */
	parts: { id: 'questions' | 'points' | 'retention'; sentences: Name[]; note: Name | null }[];
	guards: string[];
	pitch: { sentence: Name; why: string } | null;
}

/** The tags that a ticket of such a customer has. */
export function tagsOf({ signals, tenor, risk }: Customer): string[] {
	return [
		...signals,
		...(tenor === null ? [] : [`tenor_${tenor}`]),
		...(risk === null ? [] : [`risk_${risk.toLowerCase()}`])
	];
}

/** `nameOf` says a name in the language of the page, `tagWord` a tag. */
export function cardFor(
	customer: Customer,
	catalogue: Catalogue & { retention: readonly Name[] },
	t: Words,
	nameOf: (name: Name) => string,
	tagWord: (tag: string) => string
): Card {
	const tags = tagsOf(customer);
	const found = suggest(tags, catalogue);
	const need = catalogue.needs.find(({ id }) => id === found?.need);
	const product = found?.product == null ? undefined : catalogue.products.get(found.product);
	const lines: string[] = [];
	if (found === undefined || need === undefined) lines.push(t.noNeed);
	else {
		lines.push(t.need(nameOf(need.name), tagWord(found.signal)));
		lines.push(product === undefined ? t.noProduct : t.product(nameOf(product.name)));
		if (product?.tenorDays !== undefined && found.tenor !== null) {
			lines.push(t.tenorWhy(product.tenorDays, found.tenor));
		}
	}
	const leaving = customer.signals.includes('outflow');
	const parts: Card['parts'] = [
		{ id: 'questions', sentences: need?.questions ?? [], note: null },
		{ id: 'retention', sentences: leaving ? [...catalogue.retention] : [], note: null },
		{ id: 'points', sentences: product?.points ?? [], note: product?.leaflet ?? null }
	];
	const pitch = pitchFor({ service: customer.service, tags }, catalogue);
	return {
		lines,
		parts: parts.filter(({ sentences, note }) => sentences.length > 0 || note !== null),
		guards: (found?.guards ?? []).map((guard) => t.guards[guard]),
		pitch:
			pitch === undefined ? null : { sentence: pitch.pitch.sentence, why: t.pitchWhy[pitch.why] }
	};
}
