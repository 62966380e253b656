import { error, fail } from '@sveltejs/kit';
import type { ActionFailure, RequestEvent } from '@sveltejs/kit';
import { instantAt } from '#lib/domain/time/business-day.ts';
import { dayPlus } from '#lib/domain/time/calendar-day.ts';
import type { Caller } from '#server/access/access.ts';
import type { App } from '#server/app.ts';
import type { Refused } from '#server/refused.ts';
import { readForm } from '../form.server.ts';
import type { Came } from './came.ts';

/** What every action of the administration starts from. */
export interface Desk {
	app: App;
	caller: Caller;
	/** A field of the form without the space around it; empty: not there. */
	field(name: string): string;
	/** All values of a field. */
	fields(name: string): string[];
}

/** Opens the app and the form for an action. */
export async function deskOf(event: RequestEvent): Promise<Desk> {
	const { app, caller } = event.locals;
	if (app === undefined) error(503, 'The server is starting or closing');
	const form = await readForm(event.request);
	return {
		app,
		caller,
		field: (name) => textOf(form.get(name)),
		fields: (name) => form.getAll(name).map(textOf)
	};
}

/** What a service answers when it did as it was asked: what of it the page shows. */
interface Done {
	ok: true;
	/** Shown this once. */
	secret?: string;
	/** What it is about, by the name that people know. */
	of?: string;
}

/**
 * What a service answers, for the page: a refusal by its code and with what was typed; a disk that takes nothing is
 * one too. `by` is the action.
 */
export async function answered(
	by: string,
	ask: () => Done | Refused | Promise<Done | Refused>,
	typed?: Record<string, string>
): Promise<Came | ActionFailure<Came>> {
	try {
		const answer = await ask();
		if (answer.ok) return { by, secret: answer.secret, of: answer.of };
		return refusal(by, answer.code, typed);
	} catch (thrown) {
		if ((thrown as { name?: unknown }).name !== 'StoreError') throw thrown;
		return refusal(by, 'unavailable', typed);
	}
}

/** A refusal by its code, with what was typed, as the answer of an action. */
export function refusal(
	by: string,
	refused: string,
	typed?: Record<string, string>
): ActionFailure<Came> {
	return fail(STATUSES[refused] ?? 422, { by, refused, typed });
}

const STATUSES: Record<string, number> = { unauthenticated: 401, forbidden: 403, unavailable: 503 };

/** The instant at which a day that is typed (YYYY-MM-DD) is over in a time zone; undefined: it is no day. */
export function endOfDay(day: string, timeZone: string): number | undefined {
	const at = Date.parse(`${day}T00:00:00Z`);
	if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(at)) return undefined;
	return instantAt(dayPlus(day, 1), '00:00', timeZone);
}

function textOf(value: FormDataEntryValue | null): string {
	return typeof value === 'string' ? value.trim() : '';
}
