import { randomBytes } from 'node:crypto';

/**
 * Writes what went wrong unexpectedly to stderr, under an id that the answer to whoever met it carries too:
 * they learn nothing of the inside, and the id finds it here.
 */
export function logFault(where: string, error: unknown): string {
	const id = randomBytes(6).toString('hex');
	const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
	console.error(`foyer: ${where} failed (${id}): ${text}`);
	return id;
}

/** Writes to stderr what people have to know, though nothing failed that nobody expected. */
export function logSentence(sentence: string): void {
	console.error(`foyer: ${sentence}`);
}
