import { checkReferences } from '#lib/domain/config/references.ts';
import { fileFaults } from '#lib/protocol/check/file-faults.ts';
import type { FileSchema } from '#lib/protocol/check/schema-faults.ts';
import type { Fault, FaultCode } from '#lib/protocol/file-fault.ts';

/** What is wrong with the file as far as this page can know; the server says the same, and what only it knows. */
export function knownFaults(schema: FileSchema, file: unknown): Fault[] {
	return fileFaults(schema, checkReferences, file);
}

const empties = new Set<FaultCode>(['missing_key', 'too_short', 'too_few']);

/** Whether a mistake is only that something is not written yet: said when somebody wants to save, not before. */
export function isEmptiness({ code }: Fault): boolean {
	return empties.has(code);
}

/** Whether one JSON pointer is another or lies below it. */
export function isUnder(pointer: string, above: string): boolean {
	return pointer === above || pointer.startsWith(`${above}/`);
}

/** What is said of a place and of all below it. */
export function faultsUnder(faults: readonly Fault[], pointer: string): Fault[] {
	return faults.filter(({ path }) => isUnder(path, pointer));
}

/** The file in a text, or why it is none. */
export function parseFile(text: string): { file: unknown } | { fault: Fault } {
	try {
		return { file: JSON.parse(text.replace(/^\uFEFF/, '')) as unknown };
	} catch (error) {
		const [, position] = /position (\d+)/.exec(String(error)) ?? [];
		const line = position === undefined ? null : text.slice(0, Number(position)).split('\n').length;
		return { fault: { path: '', code: 'malformed_json', params: { line } } };
	}
}
