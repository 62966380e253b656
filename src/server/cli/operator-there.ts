import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IngestAnswer } from '#lib/protocol/index.ts';
import type { ApplyAnswer } from '../app.ts';
import { Branch } from '../branch.ts';
import type { Clock } from '../clock.ts';
import type { Condition } from '../condition.ts';
import { SERVER_FILE } from '../control.ts';
import type { ServerFile } from '../control.ts';
import type { Read } from '../reading.ts';
import { toCloudEvent } from '../replay/cloud-event.ts';
import type { LogEvent } from '../replay/event-list.ts';
import { openStore } from '../store/index.ts';
import { Writer } from '../writer.ts';
import { CommandError } from './command.ts';
import type { Operator, Tally } from './operator.ts';

/** Below the 1 MiB that the server takes at once. */
const MOST_BYTES = 900_000;
/** The server asks for patience when its disk or its queue is full; so often it gets it. */
const MOST_TRIES = 30;
/** A server that says nothing for so long stands still. Real milliseconds. */
const CONDITION_WITHIN = 10_000;

/** The server that has the folder, as it wrote it down, or undefined where it did not. */
export function findServer(folder: string): ServerFile | undefined {
	try {
		const file = JSON.parse(readFileSync(join(folder, SERVER_FILE), 'utf8')) as ServerFile;
		return typeof file.controlUrl === 'string' && typeof file.token === 'string' ? file : undefined;
	} catch {
		return undefined;
	}
}

/** How the server says that it is; null: it does not answer, and may have ended without removing its file. */
export async function askServer({ controlUrl, token }: ServerFile): Promise<Condition | null> {
	const headers = { authorization: `Bearer ${token}` };
	const signal = AbortSignal.timeout(CONDITION_WITHIN);
	const answer = await fetch(`${controlUrl}/condition`, { method: 'POST', headers, signal }).catch(
		() => null
	);
	return answer?.ok === true ? ((await answer.json()) as Condition) : null;
}

/** A server runs on the folder: it is asked to do what changes anything, and reading goes to the file. */
export function openThere(folder: string, server: ServerFile, clock: Clock): Operator {
	const store = openStore(folder, { readOnly: true });
	const readOnly = new Writer(store, () => undefined);
	/** One request after the other: two under way at once may overtake each other. */
	let last: Promise<unknown> = Promise.resolve();
	return {
		apply: async (file) => {
			const { status, body } = await post(server, '/apply', 'application/json', file);
			if (status === 200 || status === 422) return body as ApplyAnswer;
			throw new CommandError(`The server (${server.url}) refuses: ${detailOf(body)}`);
		},
		branch: (id) =>
			store.branches().includes(id) ? Branch.load(id, store, readOnly, clock).file : undefined,
		send: (branch, events) => {
			const sent = last.then(async () => {
				const tally: Tally = { accepted: 0, duplicates: 0, refused: [] };
				for (const body of bodiesOf(branch, events)) await sendBody(server, clock, body, tally);
				return tally;
			});
			last = sent.catch(() => undefined);
			return sent;
		},
		erase: async (request) => {
			const { status, body } = await post(server, '/erase', 'application/json', request);
			if (status === 200 || status === 422) return body as Read<{ erased: number }>;
			throw new CommandError(`The server (${server.url}) refuses: ${detailOf(body)}`);
		},
		history: store.history,
		close: () => store.close()
	};
}

/** JSON arrays of CloudEvents, none too large for one request. */
function* bodiesOf(branch: string, events: readonly LogEvent[]): Generator<string> {
	let parts: string[] = [];
	let bytes = 0;
	for (const event of events) {
		const part = JSON.stringify({ ...toCloudEvent(event), branch });
		const size = Buffer.byteLength(part) + 1;
		if (bytes + size > MOST_BYTES && parts.length > 0) {
			yield `[${parts.join()}]`;
			parts = [];
			bytes = 0;
		}
		parts.push(part);
		bytes += size;
	}
	if (parts.length > 0) yield `[${parts.join()}]`;
}

async function sendBody(
	server: ServerFile,
	clock: Clock,
	body: string,
	tally: Tally
): Promise<void> {
	for (let tries = 1; ; tries += 1) {
		const answer = await post(server, '/events', 'application/cloudevents-batch+json', body);
		if (answer.status === 200) {
			const { accepted, duplicates, rejected } = answer.body as IngestAnswer;
			tally.accepted += accepted;
			tally.duplicates += duplicates;
			for (const { id, code, detail } of rejected) {
				tally.refused.push({ id: id ?? '', code, detail });
			}
			return;
		}
		if (answer.retryAfter === undefined || tries === MOST_TRIES) {
			throw new CommandError(`The server (${server.url}) refuses: ${detailOf(answer.body)}`);
		}
		const seconds = answer.retryAfter;
		await new Promise<void>((resolve) => void clock.after(seconds * 1000, resolve));
	}
}

async function post(
	{ controlUrl, token, url }: ServerFile,
	path: string,
	type: string,
	body: unknown
): Promise<{ status: number; body: unknown; retryAfter: number | undefined }> {
	let response: Response;
	try {
		response = await fetch(`${controlUrl}${path}`, {
			method: 'POST',
			headers: { authorization: `Bearer ${token}`, 'content-type': type },
			body: typeof body === 'string' ? body : JSON.stringify(body)
		});
	} catch {
		throw new CommandError(`The server (${url}) does not answer; stop it, or wait and try again.`);
	}
	const after = Number(response.headers.get('retry-after') ?? NaN);
	return {
		status: response.status,
		body: await response.json().catch(() => null),
		retryAfter: Number.isNaN(after) ? undefined : after
	};
}

function detailOf(body: unknown): string {
	const { detail } = (body ?? {}) as { detail?: unknown };
	return typeof detail === 'string' ? detail : 'it does not say why; see its log.';
}
