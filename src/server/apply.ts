import { createHash } from 'node:crypto';
import { checkReferences } from '#lib/domain/config/references.ts';
import { en, sentenceOf } from '#lib/i18n/branch-faults.ts';
import { BranchFile } from '#lib/protocol/branch-file.ts';
import { fileFaults } from '#lib/protocol/check/file-faults.ts';
import type { FileSchema } from '#lib/protocol/check/schema-faults.ts';
import type { Fault, FileFault } from '#lib/protocol/file-fault.ts';

/** More than this are counted, not named: an answer has to end. */
const MOST_FAULTS = 1_000;

/**
 * A branch file that can be used, or everything that is wrong with it in the order of the file, each with its place.
 * References are judged as far as the rest allows; one place has one mistake.
 */
export function checkBranchFile(
	file: unknown
): { ok: true; file: BranchFile } | { ok: false; issues: FileFault[] } {
	const faults = fileFaults(BranchFile as FileSchema, checkReferences, file);
	if (faults.length === 0) return { ok: true, file: file as BranchFile };
	const named = faults.slice(0, MOST_FAULTS);
	const count = faults.length - named.length;
	if (count > 0) named.push({ path: '', code: 'more_faults', params: { count } });
	return { ok: false, issues: named.map(inWords) };
}

/** A fault as the command line and HTTP answer it: with its sentence. */
export function inWords(fault: Fault): FileFault {
	return { ...fault, detail: sentenceOf(en, fault) };
}

/** A short word for what a file says; two files that say the same in another order of keys have the same one. */
export function tagOf(file: unknown): string {
	return createHash('sha256').update(JSON.stringify(file, sorted)).digest('base64url').slice(0, 22);
}

function sorted(_key: string, value: unknown): unknown {
	if (!isObject(value) || Array.isArray(value)) return value;
	return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Where two branch files differ, as JSON pointers; list items are told apart by their `id`. */
export function differences(before: unknown, after: unknown, path = ''): string[] {
	if (Object.is(before, after)) return [];
	if (!isObject(before) || !isObject(after) || Array.isArray(before) !== Array.isArray(after)) {
		return [path === '' ? '/' : path];
	}
	const [old, now] = [fieldsOf(before), fieldsOf(after)];
	const keys = new Set([...old.keys(), ...now.keys()]);
	const found = [...keys].flatMap((key) =>
		differences(old.get(key), now.get(key), `${path}/${key}`)
	);
	const sameOrder = !Array.isArray(before) || `${[...old.keys()]}` === `${[...now.keys()]}`;
	return found.length === 0 && !sameOrder ? [path] : found;
}

function fieldsOf(value: object): Map<string, unknown> {
	if (!Array.isArray(value)) return new Map(Object.entries(value));
	return new Map(
		value.map((item: unknown, index) => [
			isObject(item) && 'id' in item ? String(item.id) : String(index),
			item
		])
	);
}

function isObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}
