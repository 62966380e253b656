import type { BranchFile } from '#lib/protocol/branch-file.ts';
import type { LoggedEvent } from '../store/types.ts';

/**
 * Fields of an event's data that go out: ids, numbers and words of lists. Whatever is not here stays, so that a field
 * that is added to an event is private until somebody decides otherwise.
 */
export const SENT = [
	...['staff', 'from', 'to', 'prompt', 'ticket', 'number', 'referral'],
	...['rule', 'day', 'level', 'channel', 'result', 'outcome'],
	...['need', 'product', 'amount', 'currency', 'outflow', 'kept']
] as const;

/** Fields that hold fields, of which the same go out. */
const NESTED: readonly string[] = ['outflow'];

/** Fields that stay here: people write them freely, and may name a customer in them. */
export const WITHHELD: readonly string[] = ['note', 'reason', 'customer'];

/** Fields that a machine can fill with anything: they go out if the branch file has the word. */
const KNOWN: Readonly<Record<string, (file: BranchFile) => readonly string[]>> = {
	product: (file) => (file.products ?? []).map(({ id }) => id),
	need: (file) => (file.needs ?? []).map(({ id }) => id)
};

/** `prompt.done` has a result that somebody wrote; elsewhere it is a word of a list. */
const FREE_RESULT = 'prompt.done';

export interface WebhookMessage {
	/** The same at every attempt, after every restart and in every replay. */
	id: string;
	/** JSON. */
	body: string;
}

/** What is told of an event, without anything of the customer. */
export function messageOf(event: LoggedEvent, file: BranchFile): WebhookMessage {
	const { branch, seq, type, at, subject } = event;
	const { result, ...rest } = JSON.parse(event.data) as Record<string, unknown>;
	const data = sentOf(type === FREE_RESULT ? rest : { ...rest, result }, file);
	const timestamp = new Date(at).toISOString();
	return { id: idOf(event), body: JSON.stringify({ type, timestamp, branch, subject, data, seq }) };
}

/** A message that tells nothing: that it arrives is what it is for. */
export function testMessage(branch: string, now: number): WebhookMessage {
	const timestamp = new Date(now).toISOString();
	const type = 'webhook.test';
	return {
		id: `${asciiOf(branch)}_test_${now.toString(36)}`,
		body: JSON.stringify({ type, timestamp, branch, subject: '', data: {}, seq: 0 })
	};
}

/**
 * The branch and the event's place in it; and when it was recorded, because a folder that is restored from a backup gives
 * the same places to other events.
 */
function idOf({ branch, seq, recordedAt }: LoggedEvent): string {
	return `${asciiOf(branch)}_${seq}_${recordedAt.toString(36)}`;
}

/** As a header may hold it, and without a full stop, which parts what is signed. */
function asciiOf(branch: string): string {
	return encodeURIComponent(branch).replaceAll('.', '%2E');
}

function sentOf(given: Record<string, unknown>, file: BranchFile): Record<string, unknown> {
	const sent: Record<string, unknown> = {};
	for (const field of SENT) {
		const value = given[field];
		if (isPlain(value)) {
			if (isKnown(field, value, file)) sent[field] = value;
		} else if (NESTED.includes(field) && typeof value === 'object' && value !== null) {
			sent[field] = sentOf(value as Record<string, unknown>, file);
		}
	}
	return sent;
}

function isPlain(value: unknown): boolean {
	return ['string', 'number', 'boolean'].includes(typeof value);
}

function isKnown(field: string, value: unknown, file: BranchFile): boolean {
	const words = Object.hasOwn(KNOWN, field) ? KNOWN[field] : undefined;
	return words === undefined || words(file).includes(value as string);
}
