import type { IncomingMessage, ServerResponse } from 'node:http';
import { checkEnvelope } from '#lib/protocol/check/check-event.ts';
import { deniesKind } from '../access/access.ts';
import type { Access, Principal } from '../access/access.ts';
import type { Branch, Command } from '../branch.ts';
import type { Clock } from '../clock.ts';
import type { Trouble } from '../store/types.ts';
import { sendAccepted, sendFault, sendJson } from './answer.ts';
import type { RequestFault } from './answer.ts';
import { BatchAnswer } from './batch-answer.ts';
import { envelopeOf } from './binary.ts';
import { Bodies, textOf } from './bodies.ts';
import { faults, shortOf, tooManyKeys, troubles } from './faults.ts';
import { MAX_EVENTS, MAX_WAITING } from './limits.ts';
import { modeOf } from './mode.ts';
import type { Mode } from './mode.ts';

export const EVENTS_PATH = '/api/v1/events';

/** What the door stands on. */
export interface DoorParts {
	branches: { get(id: string): Branch | undefined };
	access: Access;
	clock: Clock;
	/** Whether events are taken right now. */
	state: () => 'serving' | 'halted' | 'closing';
	/** Why events have to wait; undefined: they do not. `retryAfter`: seconds. */
	turnsAway: (what: 'events') => { shortOf: string; retryAfter: number } | undefined;
	/** Why none will be until an operator has done something; undefined: it is a matter of time. */
	trouble: () => Trouble | undefined;
	/** Counts a key that opened nothing; the seconds that whoever sent it has to wait. */
	denied: (address: string) => Promise<number | undefined>;
	addressOf: (req: IncomingMessage) => string;
	/** Writes down what nobody expected and gives the id it stands under. */
	fault: (where: string, error: unknown) => string;
}

type Judged =
	| { ok: true; branch: Branch; command: Command; ignored: readonly string[] }
	| { ok: false; status: 400 | 403 | 422; code: string; detail: string };

/**
 * The machines' door, `POST /api/v1/events`. It stands in front of the pages on the same node:http server,
 * because a route costs ten times what checking an event does.
 */
export class EventDoor {
	readonly #parts: DoorParts;
	readonly #bodies: Bodies;
	#waiting = 0;

	constructor(parts: DoorParts) {
		this.#parts = parts;
		this.#bodies = new Bodies(parts.clock);
	}

	/** Events taken in and not yet answered. */
	get waiting(): number {
		return this.#waiting;
	}

	isFor(req: IncomingMessage): boolean {
		const url = req.url as string;
		return url === EVENTS_PATH || url.startsWith(`${EVENTS_PATH}?`);
	}

	/** Answers if the request is for this door; false: it is for somebody else. */
	readonly handle = (req: IncomingMessage, res: ServerResponse): boolean => {
		if (!this.isFor(req)) return false;
		const { access } = this.#parts;
		const principal = access.bearer(req.headers.authorization);
		const denied = access.denies(principal ?? { kind: 'nobody' }, 'send_events', null);
		if (req.method !== 'POST') this.#bodies.refuse(req, res, faults.method);
		else if (principal === undefined || denied !== undefined) {
			const { code, detail } = denied as NonNullable<typeof denied>;
			const fault = { status: code === 'forbidden' ? 403 : 401, code, detail };
			// A key that a damaged database does not show may be a good one.
			const trouble = this.#parts.trouble();
			if (trouble !== undefined) this.#bodies.refuse(req, res, troubles[trouble.code]);
			else if (code === 'forbidden') this.#bodies.refuse(req, res, fault);
			else void this.#turnAway(req, res, fault);
		} else this.take(req, res, principal);
		return true;
	};

	/** Reads events of somebody who may send them, and answers once they are on disk. */
	take(req: IncomingMessage, res: ServerResponse, principal: Principal): void {
		const { headers } = req;
		const encoding = headers['content-encoding'];
		const mode = modeOf(headers);
		const state = this.#parts.state();
		if (state === 'closing') this.#bodies.refuse(req, res, faults.closing);
		else if (state === 'halted') this.#bodies.refuse(req, res, this.#unavailable());
		else if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
			this.#bodies.refuse(req, res, faults.encoding);
		} else if (mode === undefined) this.#bodies.refuse(req, res, faults.mediaType);
		else if (this.#waiting >= MAX_WAITING) this.#bodies.refuse(req, res, shortOf('disk', 1));
		else {
			const reason = this.#parts.turnsAway('events');
			if (reason !== undefined) {
				this.#bodies.refuse(req, res, shortOf(reason.shortOf, reason.retryAfter));
			} else this.#bodies.read(req, res, (body) => this.#judge(req, res, principal, mode, body));
		}
	}

	dispose(): void {
		this.#bodies.dispose();
	}

	/** Whoever tries keys is told so many times that this one is none, and then to wait. */
	async #turnAway(req: IncomingMessage, res: ServerResponse, fault: RequestFault): Promise<void> {
		const wait = await this.#parts.denied(this.#parts.addressOf(req));
		this.#bodies.refuse(req, res, wait === undefined ? fault : tooManyKeys(wait));
	}

	#judge(
		req: IncomingMessage,
		res: ServerResponse,
		principal: Principal,
		mode: Mode,
		body: Buffer
	): void {
		try {
			const value = mode === 'binary' ? binaryOf(req, body) : jsonOf(body);
			if (value instanceof Unreadable) sendFault(res, value.fault);
			else if (mode === 'batch') this.#takeBatch(res, principal, value);
			else this.#takeOne(res, principal, value);
		} catch (error) {
			this.#failed(res, error);
		}
	}

	#takeOne(res: ServerResponse, principal: Principal, value: unknown): void {
		if (typeof value !== 'object' || value === null || Array.isArray(value)) {
			sendFault(res, faults.notAnEvent);
			return;
		}
		const judged = this.#look(principal, value);
		if (!judged.ok) {
			sendFault(res, judged);
			return;
		}
		const { branch, command, ignored } = judged;
		this.#waiting += 1;
		branch.accept([command]).then(
			([outcome]) => {
				this.#waiting -= 1;
				if (outcome?.kind === 'accepted' && ignored.length === 0) {
					sendAccepted(res, outcome.seq);
				} else if (outcome?.kind === 'refused') {
					sendFault(res, { status: 422, code: outcome.code, detail: outcome.detail });
				} else {
					const answer = new BatchAnswer();
					answer.ignore(0, command.id, ignored);
					answer.count(0, command.id, outcome);
					sendJson(res, answer.text(branch.seq));
				}
			},
			(error: unknown) => {
				this.#waiting -= 1;
				this.#failed(res, error);
			}
		);
	}

	#takeBatch(res: ServerResponse, principal: Principal, values: unknown): void {
		if (!Array.isArray(values)) {
			sendFault(res, faults.notABatch);
			return;
		}
		if (values.length > MAX_EVENTS) {
			sendFault(res, faults.tooMany);
			return;
		}
		const answer = new BatchAnswer();
		const groups = new Map<Branch, { commands: Command[]; places: number[] }>();
		for (let index = 0; index < values.length; index += 1) {
			const value: unknown = values[index];
			const judged = this.#look(principal, value);
			if (!judged.ok) {
				answer.reject(index, idOf(value), judged.code, judged.detail);
				continue;
			}
			let group = groups.get(judged.branch);
			if (group === undefined) groups.set(judged.branch, (group = { commands: [], places: [] }));
			group.commands.push(judged.command);
			group.places.push(index);
			answer.ignore(index, judged.command.id, judged.ignored);
		}
		this.#acceptAll(groups, answer, values.length).then(
			(seq) => sendJson(res, answer.text(seq ?? this.#headOf(principal))),
			(error: unknown) => this.#failed(res, error)
		);
	}

	/** The greatest sequence number that the events have; undefined: none was for a branch. */
	async #acceptAll(
		groups: ReadonlyMap<Branch, { commands: Command[]; places: number[] }>,
		answer: BatchAnswer,
		count: number
	): Promise<number | undefined> {
		this.#waiting += count;
		try {
			let seq: number | undefined;
			await Promise.all(
				Array.from(groups, async ([branch, { commands, places }]) => {
					const outcomes = await branch.accept(commands);
					for (let index = 0; index < commands.length; index += 1) {
						const { id } = commands[index] as Command;
						answer.count(places[index] as number, id, outcomes[index]);
					}
					seq = Math.max(seq ?? 0, branch.seq);
				})
			);
			return seq;
		} finally {
			this.#waiting -= count;
		}
	}

	/** Checks one event, and finds the branch that it is for and that its sender may write to. */
	#look(principal: Principal, value: unknown): Judged {
		const own = principal.kind === 'key' ? principal.key.branch : null;
		const named = (value as { branch?: unknown } | null)?.branch;
		const id = own ?? (typeof named === 'string' ? named : undefined);
		const branch = id === undefined ? undefined : this.#parts.branches.get(id);
		const checked = checkEnvelope(value, branch === undefined ? 0 : branch.now());
		if (!checked.ok) return { ok: false, status: 422, code: checked.code, detail: checked.detail };
		if (own !== null && checked.branch !== undefined && checked.branch !== own) {
			return refused(403, 'forbidden', `This key is for branch "${own}" only.`);
		}
		if (id === undefined) {
			return refused(
				422,
				'missing_branch',
				'This key is for all branches: name one in the extension attribute "branch".'
			);
		}
		if (branch === undefined) {
			return refused(422, 'unknown_branch', `There is no branch "${id}"; see foyer apply.`);
		}
		const { source, event, ignored } = checked;
		if (PERSONAL.test(source)) {
			return refused(
				422,
				'reserved_source',
				'Sources that begin with person:, key: or display: are what screens write; use another.'
			);
		}
		const denied = principal.kind === 'key' ? deniesKind(principal.key, event.type) : undefined;
		if (denied !== undefined) return refused(403, denied.code, denied.detail);
		return {
			ok: true,
			branch,
			command: { origin: 'machine', source, id: checked.id, event },
			ignored
		};
	}

	#unavailable(): RequestFault {
		const trouble = this.#parts.trouble();
		return trouble === undefined ? faults.unavailable : troubles[trouble.code];
	}

	#headOf(principal: Principal): number {
		const own = principal.kind === 'key' ? principal.key.branch : null;
		return (own === null ? undefined : this.#parts.branches.get(own)?.seq) ?? 0;
	}

	#failed(res: ServerResponse, error: unknown): void {
		if ((error as { name?: unknown } | null)?.name === 'StoreError') {
			sendFault(res, this.#unavailable());
			return;
		}
		const id = this.#parts.fault('taking events', error);
		const detail = `Something went wrong here; its trace is in the log under ${id}.`;
		sendFault(res, { status: 500, code: 'internal', detail });
	}
}

/** What the log names people by: no machine may write in their name. */
const PERSONAL = /^(person|key|display):/i;

function refused(status: 403 | 422, code: string, detail: string): Judged {
	return { ok: false, status, code, detail };
}

/** A body that says nothing, and why. */
class Unreadable {
	readonly fault: RequestFault;

	constructor(fault: RequestFault) {
		this.fault = fault;
	}
}

function jsonOf(body: Buffer): unknown {
	const text = textOf(body);
	if (text === undefined) return new Unreadable(faults.utf8);
	try {
		return JSON.parse(text);
	} catch {
		return new Unreadable(faults.json);
	}
}

function binaryOf(req: IncomingMessage, body: Buffer): unknown {
	const envelope = envelopeOf(req.headers);
	if (envelope === undefined) return new Unreadable(faults.header);
	if (body.length === 0) return envelope;
	const data = jsonOf(body);
	if (data instanceof Unreadable) return data;
	envelope.data = data;
	return envelope;
}

function idOf(value: unknown): string | null {
	const id = (value as { id?: unknown } | null)?.id;
	return typeof id === 'string' ? id.slice(0, 200).toWellFormed() : null;
}
