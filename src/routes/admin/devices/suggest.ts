/** What a new device is called, by its kind and by how the branch numbers its devices. Pure. */
import { kindOf } from '#lib/domain/devices/kinds/index.ts';
import type { Name } from '#lib/protocol/index.ts';

interface Numbered {
	id: string;
	kind: string;
}

/**
 * The next number. Some branches number each kind from 1, others go through all their devices: where no number comes twice and
 * a kind begins later than at 1, they go through.
 */
export function nextNumber(devices: readonly Numbered[], kind: string): number {
	const numbers = devices.flatMap(({ id, kind: of }) => {
		const [, digits] = /(\d+)$/.exec(id) ?? [];
		return digits === undefined ? [] : [{ of, number: Number(digits) }];
	});
	const own = numbers.filter(({ of }) => of === kind);
	const asked = goesThrough(numbers) ? numbers : own;
	return Math.max(0, ...asked.map(({ number }) => number)) + 1;
}

function goesThrough(numbers: readonly { of: string; number: number }[]): boolean {
	if (new Set(numbers.map(({ number }) => number)).size < numbers.length) return false;
	const byKind = Map.groupBy(numbers, ({ of }) => of);
	return [...byKind.values()].some((each) => Math.min(...each.map(({ number }) => number)) > 1);
}

/** `atm-3`, 3号取款机, ATM 3. */
export function suggestion(devices: readonly Numbered[], kind: string): { id: string; name: Name } {
	const { name, noun = name } = kindOf(kind);
	const number = nextNumber(devices, kind);
	return {
		id: `${kind}-${number}`,
		name: { zh: `${number}号${noun.zh}`, en: `${noun.en} ${number}` }
	};
}
