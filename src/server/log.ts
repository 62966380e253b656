import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { scrubbed } from './scrub.ts';

/** From the quietest to the loudest. */
export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What a line may carry beside its sentence: nothing else gets into one, whoever hands it over. */
export interface LogDetails {
	/** By default info. */
	level?: Exclude<LogLevel, 'error'>;
	branch?: string;
	shortOf?: string;
	count?: number;
}
const DETAILS = ['branch', 'shortOf', 'count', 'fault', 'trace'] as const;

interface Line {
	time: string;
	level: LogLevel;
	msg: string;
	trace?: string;
}

const lines = pino(
	{
		base: null,
		timestamp: pino.stdTimeFunctions.isoTime,
		formatters: {
			level: (level) => ({ level }),
			log: (details: Record<string, unknown>) => {
				const kept = DETAILS.filter((name) => details[name] !== undefined);
				return Object.fromEntries(kept.map((name) => [name, clean(details[name])]));
			}
		}
	},
	{
		// Synchronous, so that the last line before the end is written too.
		write: (json: string) => console.error(process.stderr.isTTY ? readable(json) : json.trimEnd())
	}
);

/** The quietest level that is written. */
export function setLogLevel(level: LogLevel): void {
	lines.level = level;
}

/**
 * Writes what went wrong unexpectedly to stderr, under an id that the answer to whoever met it carries too:
 * they learn nothing of the inside, and the id finds it here.
 */
export function logFault(where: string, error: unknown): string {
	const fault = randomBytes(6).toString('hex');
	const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
	lines.error({ fault, trace }, scrubbed(`${where} failed (${fault})`));
	return fault;
}

/** Writes to stderr what people have to know, though nothing failed that nobody expected. */
export function logSentence(
	sentence: string,
	{ level = 'info', ...details }: LogDetails = {}
): void {
	lines[level](details, scrubbed(sentence));
}

function clean(value: unknown): unknown {
	return typeof value === 'string' ? scrubbed(value) : value;
}

/** For a person at a terminal: when, what, and the trace of a fault below it. */
function readable(json: string): string {
	const { time, level, msg, trace } = JSON.parse(json) as Line;
	const at = time.slice(0, 19).replace('T', ' ');
	const urgency = level === 'info' ? '' : `${level}: `;
	return `foyer: ${at} ${urgency}${msg}${trace === undefined ? '' : `\n${trace}`}`;
}
