import Type from 'typebox';
import { Screen } from './rows/index.ts';
import type { Unset, View } from './rows/index.ts';
import { Id } from './scalars.ts';

/** What a screen asks for when it connects, and again whenever it has lost something. */
export const WatchRequest = Type.Object({
	protocol: Type.Integer(),
	branch: Id,
	screen: Screen,
	since: Type.Optional(Type.Integer({ minimum: 0 }))
});
export type WatchRequest = Type.Static<typeof WatchRequest>;

/**
 * A command from a screen; types and data are those of `eventData`. The same `id` again gets the first answer, also
 * when `ago` differs: how many milliseconds before it was sent somebody did it. What was tapped without a connection
 * counts at its own time.
 */
export const ActRequest = Type.Object({
	id: Type.String({ minLength: 1, maxLength: 200 }),
	type: Type.String({ minLength: 1, maxLength: 64 }),
	subject: Type.Optional(Id),
	data: Type.Record(Type.String(), Type.Unknown()),
	ago: Type.Optional(Type.Integer({ minimum: 0, maximum: 86_400_000 }))
});
export type ActRequest = Type.Static<typeof ActRequest>;

/**
 * Applies when `prev` equals the screen's `seq`; `now` is the branch's clock in epoch milliseconds. Rows that many
 * events change come a little later in patches of their own, whose `prev` is their `seq`; `told` counts those up to
 * this patch, so that a screen which lost one notices it at the next.
 */
export type Patch = {
	prev: number;
	seq: number;
	told?: number;
	now: number;
	set: View;
	unset: Unset;
};

export type Refused = { ok: false; code: string; detail?: string };
export type WatchAnswer =
	| { ok: true; seq: number; told?: number; now: number; rate: number; view: View }
	| { ok: true; seq: number; told?: number; now: number; rate: number; patches: Patch[] }
	| Refused;
/** `subject`: what the server chose, where the act left it open (`SUBJECT_CHOSEN`). */
export type ActAnswer = { ok: true; seq: number; subject?: string } | Refused;

export type ByeCode = 'session_ended' | 'upgrade' | 'too_slow' | 'protocol';
export type Bye = { code: ByeCode };

/**
 * Why nothing can be stored. unavailable: the disk fails; disk_full, read_only: as they say; damaged: the database is
 * not what was written, and an operator has to restore a backup.
 */
export type StoringCode = 'unavailable' | 'disk_full' | 'read_only' | 'damaged';
/** `why` null: all is well again. Sent at each change, and to who connects while something is wrong. */
export type Storing = { why: StoringCode | null };

/** Socket.IO's typed events, both ways. */
export interface ScreenToServer {
	watch(request: WatchRequest, ack: (answer: WatchAnswer) => void): void;
	act(request: ActRequest, ack: (answer: ActAnswer) => void): void;
}
export interface ServerToScreen {
	patch(patch: Patch): void;
	bye(bye: Bye): void;
	storing(storing: Storing): void;
}
