import { keysOf } from './pointer.ts';

/**
 * Sorts what is said of places in a document into the order in which a reader comes upon them. What a place lacks
 * comes after all that it has.
 */
export function inFileOrder<T extends { path: string }>(document: unknown, said: T[]): T[] {
	const orders = new Map<object, Map<string, number>>();
	const placed = said.map((each) => ({ each, place: placeOf(document, each.path, orders) }));
	placed.sort((a, b) => compare(a.place, b.place));
	return placed.map(({ each }) => each);
}

function placeOf(
	document: unknown,
	path: string,
	orders: Map<object, Map<string, number>>
): number[] {
	let here = document;
	return keysOf(path).map((key) => {
		if (typeof here !== 'object' || here === null) return Infinity;
		let order = orders.get(here);
		if (order === undefined) {
			order = new Map(Object.keys(here).map((each, index) => [each, index]));
			orders.set(here, order);
		}
		here = (here as Record<string, unknown>)[key];
		return order.get(key) ?? Infinity;
	});
}

function compare(a: number[], b: number[]): number {
	for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
		const [left, right] = [a[index]!, b[index]!];
		if (left !== right) return left < right ? -1 : 1;
	}
	return a.length - b.length;
}
