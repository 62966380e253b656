import { Access, OPERATOR } from '../access/access.ts';
import type { Caller } from '../access/access.ts';
import { cookieNames } from '../access/cookies.ts';
import { AuditDesk } from '../audit-desk.ts';
import type { Clock } from '../clock.ts';
import { DisplayDesk } from '../displays/displays.ts';
import { KeyDesk } from '../key-desk.ts';
import { Limits } from '../limits/limits.ts';
import { Accounts } from '../people/accounts.ts';
import { cookieKey } from '../people/cookie-key.ts';
import { lateAuth } from '../people/late-auth.ts';
import { openAccess } from '../store/index.ts';
import type { AuditEntry } from '../store/types.ts';

/** Who works at this terminal: whoever can read the data folder. */
export const COMMAND_LINE: Caller = { principal: OPERATOR, address: null };

export interface Desks {
	keys: KeyDesk;
	accounts: Accounts;
	displays: DisplayDesk;
	audit: AuditDesk;
	close(): void;
}

/** Keys, people and displays of a data folder, for a command: the same rules and the same audit as on the screens. */
export function openDesks(folder: string, clock: Clock): Desks {
	const store = openAccess(folder);
	const { keys, displays, people } = store;
	const now = () => clock.real();
	const audit = { append: (entry: AuditEntry) => store.audit.append(entry, clock.real()) };
	const key = cookieKey(folder);
	const cookies = cookieNames(false);
	const access = new Access({ keys, displays, people, cookies, cookieKey: key, clock });
	const auth = lateAuth({
		adapter: () => store.peopleAdapter(),
		key,
		cookies,
		secure: false,
		provider: null,
		admits: () => false
	});
	return {
		keys: new KeyDesk({ keys, access, audit, now }),
		accounts: new Accounts({
			auth,
			people,
			access,
			audit,
			limits: new Limits(),
			now,
			// A person may be made before their branch is.
			hasBranch: () => true,
			hasStaff: () => true
		}),
		displays: new DisplayDesk({ displays, access, audit, now }),
		audit: new AuditDesk({
			trail: store.audit,
			// What people do at the counters is in the log, which no command opens here.
			log: { toldBy: () => [] },
			audit,
			access,
			// Days are asked for on the screens, in the time zone of a branch.
			branches: { list: () => [] }
		}),
		close: () => store.close()
	};
}
