import type { AuditLog } from '#server/audit.ts';
import type { AuditEntry } from '#server/store/types.ts';
import { StoreError } from '#server/store/index.ts';

/** An audit log that a test can read, and that can refuse. */
export interface MemoryAudit extends AuditLog {
	entries: AuditEntry[];
	full: boolean;
}

export function memoryAudit(): MemoryAudit {
	return {
		entries: [],
		full: false,
		append(entry) {
			if (this.full) throw new StoreError('disk_full', 'The disk is full');
			this.entries.push(entry);
		}
	};
}
