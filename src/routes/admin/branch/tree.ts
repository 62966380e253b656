import { keysOf } from '#lib/protocol/check/pointer.ts';

type Node = Record<string, unknown> | unknown[];

/** What stands at a JSON pointer, or undefined. */
export function valueAt(file: unknown, pointer: string): unknown {
	let here = file;
	for (const key of keysOf(pointer)) {
		if (!isNode(here) || !Object.hasOwn(here, key)) return undefined;
		here = (here as Record<string, unknown>)[key];
	}
	return here;
}

/**
 * The file with another value at a pointer; groups on the way are made. What did not change is shared with the old
 * file, so that comparing the two is cheap.
 */
export function withValue<T>(file: T, pointer: string, value: unknown): T {
	return put(file, keysOf(pointer), value) as T;
}

/** The file without what stands at a pointer, nor the groups that are empty because of it. */
export function without<T>(file: T, pointer: string): T {
	return take(file, keysOf(pointer)) as T;
}

function put(node: unknown, [key, ...rest]: string[], value: unknown): unknown {
	if (key === undefined) return value;
	const copy = copyOf(node);
	const inner = (copy as Record<string, unknown>)[key];
	(copy as Record<string, unknown>)[key] = put(inner, rest, value);
	return copy;
}

function take(node: unknown, [key, ...rest]: string[]): unknown {
	if (key === undefined || !isNode(node) || !Object.hasOwn(node, key)) return node;
	if (Array.isArray(node)) {
		if (rest.length === 0) return node.filter((_, index) => index !== Number(key));
		return node.map((item, index) => (index === Number(key) ? take(item, rest) : item));
	}
	const left = rest.length === 0 ? undefined : take(node[key], rest);
	if (left === undefined || isEmpty(left)) {
		return Object.fromEntries(Object.entries(node).filter(([each]) => each !== key));
	}
	return { ...node, [key]: left };
}

function isEmpty(value: unknown): boolean {
	return isNode(value) && !Array.isArray(value) && Object.keys(value).length === 0;
}

function copyOf(node: unknown): Node {
	if (Array.isArray(node)) return [...(node as unknown[])];
	return isNode(node) ? { ...node } : {};
}

function isNode(value: unknown): value is Node {
	return typeof value === 'object' && value !== null;
}
