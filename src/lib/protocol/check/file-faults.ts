import type { Fault } from '../file-fault.ts';
import { inFileOrder } from './file-order.ts';
import { schemaFaults } from './schema-faults.ts';
import type { FileSchema } from './schema-faults.ts';

/**
 * Everything that is wrong with a file, in its order: what the schema says, and what `judge` finds that no schema can.
 * One place has one mistake, the schema's. The server and the editor both ask this.
 */
export function fileFaults(
	schema: FileSchema,
	judge: (file: unknown) => Fault[],
	file: unknown
): Fault[] {
	const faults = schemaFaults(schema, file);
	const places = new Set(faults.map(({ path }) => path));
	return inFileOrder(file, [...faults, ...judge(file).filter(({ path }) => !places.has(path))]);
}
