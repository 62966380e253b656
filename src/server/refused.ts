/** Why something was not done: a stable code, which screens turn into their own words, and an English sentence. */
export interface Refused {
	ok: false;
	code: string;
	detail: string;
	/** Seconds until it may be tried again. */
	wait?: number;
}

export function refused(code: string, detail: string): Refused {
	return { ok: false, code, detail };
}

/** Something was tried too often. `wait`: seconds. */
export function tooMany(wait: number): Refused {
	return {
		...refused('too_many_attempts', `Too many attempts; try again in ${wait} seconds.`),
		wait
	};
}
