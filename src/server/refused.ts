/** Why something was not done: a stable code, which screens turn into their own words, and an English sentence. */
export type Refused = { ok: false; code: string; detail: string };

export function refused(code: string, detail: string): Refused {
	return { ok: false, code, detail };
}
