/** One line of who did what to whom. `detail` never holds a secret nor anything of a customer. */
export interface AuditEntry {
	/** `person:<username>`, `key:<id>`, `display:<id>`, `operator`, `system` or `nobody`. */
	actor: string;
	action: string;
	/** What it was done to: a ticket's number, a key's id … */
	target: string;
	branch: string | null;
	/** The peer's address. */
	address: string | null;
	detail: Record<string, unknown>;
}

/** The record of what people did apart from the branch's own events. */
export interface AuditLog {
	/** Durable when it returns; throws a StoreError, and then it is not recorded. */
	append(entry: AuditEntry): void;
}
