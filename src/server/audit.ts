import type { AuditEntry } from './store/types.ts';

/** Where it is written down who did what. Durable when it returns; throws a StoreError. */
export interface AuditLog {
	append(entry: AuditEntry): void;
}
