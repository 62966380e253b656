import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Branch } from './branch.ts';
import type { Clock } from './clock.ts';
import type { Gateway } from './gateway/gateway.ts';
import type { Reading } from './reading.ts';
import type { Store } from './store/types.ts';

/** What a list of branches shows. */
export interface BranchSummary {
	id: string;
	name: { zh: string; en: string };
	timeZone: string;
	clock: 'wall' | 'event';
}

/** What `apply` did. `changed` names each part of the file that differs from before, as a JSON pointer. */
export type ApplyAnswer =
	| { ok: true; branch: string; created: boolean; changed: string[]; seq: number }
	| { ok: false; issues: { path: string; code: string; detail: string }[] };

/** starting: not yet loaded; halted: the disk refuses, reading goes on; closing: being disposed. */
export type AppState = 'starting' | 'serving' | 'halted' | 'closing';

/** The whole server apart from its pages: made once by main.ts or dev.ts, found by routes as `locals.app`. */
export interface App {
	readonly state: AppState;
	readonly store: Store;
	readonly clock: Clock;
	readonly branches: { get(id: string): Branch | undefined; list(): BranchSummary[] };
	/** Creates or updates a branch from a branch file. Nothing is half applied. */
	apply(file: unknown): Promise<ApplyAnswer>;
	/** `POST /api/v1/events`. False: not its address, somebody else answers. */
	readonly ingest: (req: IncomingMessage, res: ServerResponse) => boolean;
	readonly gateway: Gateway;
	/** What routes read: views, a ticket's history, figures, each with its authorisation. */
	readonly reading: Reading;
	/** Stops taking events, says goodbye to screens, then commits and closes. Calling it twice does no harm. */
	dispose(): Promise<void>;
}

/** Where hooks.server.ts finds the app: a module imported there by value would be a second copy of it. */
export const APP = Symbol.for('foyer.app');
