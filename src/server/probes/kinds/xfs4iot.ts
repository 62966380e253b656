import { isTellable } from '../../devices/status.ts';
import { heard, NOTHING_SAID } from '../../devices/xfs4iot/picture.ts';
import type { Picture } from '../../devices/xfs4iot/picture.ts';
import { statusOf } from '../../devices/xfs4iot/status-of.ts';
import type { Kind } from '../kind.ts';
import { wrong } from '../result.ts';
import type { TryResult } from '../result.ts';
import { NoWebSocket, openLine } from '../websocket.ts';
import type { Line } from '../websocket.ts';

/** Editions of the command, newest first: a service refuses those that it does not know. */
const VERSIONS = ['2.0', '1.0'];
const UNKNOWN_COMMAND = new Set<unknown>(['unsupportedCommand', 'invalidCommand']);
/** Events in between that are listened to at most. */
const MOST_MESSAGES = 200;

/** A service of a cash machine by XFS4IoT: how it is, and what is in its cash units where it has any. */
export const xfs4iot: Kind<'xfs4iot'> = {
	type: 'xfs4iot',
	port: ({ port, tls }) => port ?? (tls === true ? 443 : 80),
	async ask({ path = '/xfs4iot/v1.0', tls = false }, target, { signal }) {
		let line: Line | undefined;
		try {
			line = await openLine(target, { path, tls, signal });
			return await new Conversation(line).run();
		} catch (error) {
			if (error instanceof NoWebSocket || error instanceof SyntaxError) return wrong(error.message);
			throw error;
		} finally {
			line?.end();
		}
	}
};

interface Completion {
	code: unknown;
	payload: Record<string, unknown>;
}

/** Common.Status, then Storage.GetStorage of whoever handles cash. */
class Conversation {
	readonly #line: Line;
	#picture: Picture = NOTHING_SAID;
	#asked = 0;

	constructor(line: Line) {
		this.#line = line;
	}

	async run(): Promise<TryResult> {
		const { version, code, payload } = await this.#askStatus();
		if (code !== 'success') return wrong(`Common.Status: ${String(code).slice(0, 50)}`);
		const sections = ['cashDispenser', 'cashAcceptor', 'cashManagement'];
		// A service that has no storage to tell of has told its status all the same.
		if (sections.some((each) => each in payload)) await this.#ask('Storage.GetStorage', version);
		const status = statusOf(this.#picture);
		if (status === null || !isTellable(status)) return wrong('Its status says nothing');
		return { answer: 'ok', status };
	}

	async #askStatus(): Promise<Completion & { version: string }> {
		for (const version of VERSIONS) {
			const completion = await this.#ask('Common.Status', version);
			if (!UNKNOWN_COMMAND.has(completion.code)) return { version, ...completion };
		}
		return { version: '', code: 'unsupportedCommand', payload: {} };
	}

	/** What a command came to. Events that arrive meanwhile count too. */
	async #ask(name: string, version: string): Promise<Completion> {
		this.#asked += 1;
		const header = { type: 'command', name, version, requestId: this.#asked, timeout: 0 };
		this.#line.send(JSON.stringify({ header, payload: {} }));
		for (let count = 0; count < MOST_MESSAGES; count += 1) {
			const message = JSON.parse(await this.#line.next()) as Message | null;
			this.#picture = heard(this.#picture, message) ?? this.#picture;
			const { header: told, payload } = message ?? {};
			if (told?.type !== 'completion' || told.requestId !== this.#asked) continue;
			const code = told.completionCode ?? payload?.completionCode ?? 'success';
			return { code, payload: payload ?? {} };
		}
		return { code: 'no completion', payload: {} };
	}
}

interface Message {
	header?: Record<string, unknown> | null;
	payload?: Record<string, unknown> | null;
}
