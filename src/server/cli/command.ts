import { parseArgs } from 'node:util';
import type { ParseArgsOptionsConfig } from 'node:util';
import type { Clock } from '../clock.ts';

/** Where a command writes. Lines come without their newline. */
export interface Io {
	out(line: string): void;
	err(line: string): void;
	clock: Clock;
}

/** One word of `foyer`. */
export interface Command {
	name: string;
	/** What stands after the name, for the first line of the help. */
	usage: string;
	/** One line for the list of commands. */
	about: string;
	/** Everything else that `--help` says. */
	help: string;
	/** Returns when it is done, or, for a server, when it serves. Throws a CommandError that says what to do. */
	run(args: string[], io: Io): Promise<void>;
}

/** What went wrong, in one line that says what to do; `lines` are details, one fault each. */
export class CommandError extends Error {
	override name = 'CommandError';
	readonly lines: readonly string[];

	constructor(message: string, lines: readonly string[] = []) {
		super(message);
		this.lines = lines;
	}
}

/** The command line itself is wrong: exit code 2. */
export class UsageError extends CommandError {
	override name = 'UsageError';
}

export type Values = Record<string, string | boolean | undefined>;

/** The flags and words after a command. Refuses what the command does not know. */
export function readArgs(
	args: string[],
	options: ParseArgsOptionsConfig,
	words: readonly string[] = []
): { values: Values; words: string[] } {
	let parsed;
	try {
		parsed = parseArgs({ args, options, allowPositionals: words.length > 0, strict: true });
	} catch (error) {
		const [sentence = ''] = (error as Error).message.split('. ');
		throw new UsageError(`${sentence.replace(/\.$/, '')}; see --help.`);
	}
	const missing = words[parsed.positionals.length];
	if (missing !== undefined) throw new UsageError(`${missing} is missing; see --help.`);
	const extra = parsed.positionals[words.length];
	if (extra !== undefined) throw new UsageError(`"${extra}" is one word too many; see --help.`);
	return { values: parsed.values as Values, words: parsed.positionals };
}

/** A flag that has to be there. */
export function required(values: Values, flag: string): string {
	const value = values[flag];
	if (typeof value === 'string' && value !== '') return value;
	throw new UsageError(`--${flag} is missing; see --help.`);
}

export function text(values: Values, flag: string): string | undefined {
	const value = values[flag];
	return typeof value === 'string' ? value : undefined;
}

/** A flag with a number of at least `least`. */
export function number(values: Values, flag: string, least: number): number | undefined {
	const value = text(values, flag);
	if (value === undefined) return undefined;
	const given = /^\d+(\.\d+)?$/.test(value) ? Number(value) : NaN;
	if (Number.isNaN(given) || given < least) {
		throw new UsageError(`--${flag} "${value}" is not a number from ${least} up; see --help.`);
	}
	return given;
}

/** A flag with a date that exists. */
export function day(values: Values, flag: string): string | undefined {
	const value = text(values, flag);
	if (value === undefined) return undefined;
	const at = Date.parse(`${value}T00:00:00Z`);
	const exists = /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(at);
	if (exists && new Date(at).toISOString().startsWith(value)) return value;
	throw new UsageError(`--${flag} "${value}" is not a day like 2026-11-25; see --help.`);
}
