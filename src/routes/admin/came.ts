/** What came of an action of the administration. */
export interface Came {
	/** The action. */
	by: string;
	/** The code of the refusal; undefined: it is done. */
	refused?: string | undefined;
	/** What was typed, when it was refused. */
	typed?: Record<string, string> | undefined;
	/** A password or key that is shown this once. */
	secret?: string | undefined;
	/** Whose or of what it is. */
	of?: string | undefined;
}
