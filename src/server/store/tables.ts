import { AuditTable } from './audit.ts';
import { CareTable } from './care.ts';
import { DisplayTable } from './displays.ts';
import { PeopleTable } from './people.ts';
import type { TableAccess } from './table-access.ts';
import { WebhookTable } from './webhooks.ts';

/** The tables beside the log that people's doings are kept in. */
export function tablesOf(access: TableAccess) {
	return {
		displays: new DisplayTable(access),
		people: new PeopleTable(access),
		audit: new AuditTable(access),
		care: new CareTable(access),
		webhooks: new WebhookTable(access)
	};
}
