import type { Fault } from '../../protocol/file-fault.ts';
import { each, type Entry } from './reading.ts';

/** Sentences and targets that stand for what another one stands for: nobody could tell which of them holds. */
export function saidTwice(root: Entry): Fault[] {
	const faults: Fault[] = [];
	const pitched = new Set<string>();
	each(root.pitches, '/pitches', ({ service, product }, path) => {
		const key = JSON.stringify([service ?? null, product ?? null]);
		if (pitched.has(key)) faults.push({ path, code: 'pitch_twice', params: {} });
		pitched.add(key);
	});
	const aimed = new Set<string>();
	each(root.targets, '/targets', ({ product: id }, path) => {
		if (typeof id !== 'string') return;
		if (aimed.has(id)) faults.push({ path, code: 'target_twice', params: { id } });
		aimed.add(id);
	});
	return faults;
}
