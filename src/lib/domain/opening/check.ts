/** What somebody found when they looked. Instants in epoch milliseconds. */
export interface Check {
	/** The business day that it counts for. */
	day: string;
	list: string;
	item: string;
	/** Whose list it is, where everybody of a role has their own; null: the branch's. */
	owner: string | null;
	ok: boolean;
	staff: string;
	at: number;
	note: string | null;
	/** Id of a stored picture. */
	photo: string | null;
	/** After the deadline. */
	late: boolean;
}

/** Somebody stands for a whole list. */
export interface Signature {
	day: string;
	list: string;
	owner: string | null;
	staff: string;
	at: number;
	late: boolean;
}

export function checkKey(list: string, item: string, owner: string | null): string {
	return owner === null ? `${list}/${item}` : `${list}/${item}/${owner}`;
}
