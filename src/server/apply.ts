import { Compile } from 'typebox/compile';
import { checkReferences } from '#lib/domain/config/references.ts';
import { BranchFile } from '#lib/protocol/branch-file.ts';

/** One thing that is wrong in a branch file; `path` is a JSON pointer. */
export interface FileFault {
	path: string;
	code: string;
	detail: string;
}

const check = Compile(BranchFile);
const MOST_FAULTS = 100;

/** A branch file that can be used, or everything that is wrong with it, each named with its place. */
export function checkBranchFile(
	file: unknown
): { ok: true; file: BranchFile } | { ok: false; issues: FileFault[] } {
	if (!check.Check(file)) {
		const issues = check.Errors(file).flatMap((error) => faultsOf(error as SchemaError));
		return { ok: false, issues: issues.slice(0, MOST_FAULTS) };
	}
	const issues = checkReferences(file);
	return issues.length === 0 ? { ok: true, file } : { ok: false, issues };
}

interface SchemaError {
	keyword: string;
	instancePath: string;
	params: Record<string, unknown>;
	message: string;
}

function faultsOf({ keyword, instancePath, params, message }: SchemaError): FileFault[] {
	const words = (key: string) => (params[key] as unknown[]).map(String);
	const under = (key: string) =>
		`${instancePath}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
	switch (keyword) {
		case 'additionalProperties':
			return words('additionalProperties').map((key) => ({
				path: under(key),
				code: 'unknown_key',
				detail: `"${key}" is no setting here; remove it or mend its spelling.`
			}));
		case 'required':
			return words('requiredProperties').map((key) => ({
				path: under(key),
				code: 'missing_key',
				detail: `"${key}" is missing.`
			}));
		case 'enum':
			return [
				{
					path: instancePath,
					code: 'invalid_value',
					detail: `Write one of ${words('allowedValues').join(', ')}.`
				}
			];
		case 'boolean':
			// Said of each unknown key once more.
			return [];
		default:
			return [{ path: instancePath, code: 'invalid_value', detail: `This ${message}.` }];
	}
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
