/** What may be wrong with a device of a kind, in the words of `i18n/devices.ts`, for whoever tells it. Pure. */
import type { DeviceFunction, Kind } from '#lib/domain/devices/kinds/kind.ts';

const JAMS: readonly [cause: string, functions: readonly DeviceFunction[]][] = [
	['note_jam', ['dispense', 'deposit', 'count']],
	['card_jam', ['card']],
	['paper_jam', ['receipt', 'print']],
	['network', ['network']]
];

export function causesFor({ levels, functions }: Pick<Kind, 'levels' | 'functions'>): string[] {
	const empty = Object.values(levels).map(({ causes }) => causes.empty);
	const jams = JAMS.filter(([, needs]) => needs.some((each) => functions.includes(each)));
	return [...empty, ...jams.map(([cause]) => cause), 'power'];
}
