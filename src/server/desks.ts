import { Access } from './access/access.ts';
import { cookieNames } from './access/cookies.ts';
import { AuditDesk } from './audit-desk.ts';
import type { AuditDeskParts } from './audit-desk.ts';
import type { AuditLog } from './audit.ts';
import type { Clock } from './clock.ts';
import type { ProviderConfig } from './config.ts';
import { DisplayDesk } from './displays/displays.ts';
import { Pairing } from './displays/pairing.ts';
import { KeyDesk } from './key-desk.ts';
import type { Limits } from './limits/limits.ts';
import { Accounts } from './people/accounts.ts';
import { cookieKey } from './people/cookie-key.ts';
import { lateAuth } from './people/late-auth.ts';
import { SignIn } from './people/sign-in.ts';
import { Setup } from './setup/setup.ts';
import type { AccessStore } from './store/index.ts';
import type { Display } from './store/types.ts';
import { WebhookDesk } from './webhooks/desk.ts';

export interface DeskParts {
	store: Omit<AccessStore, 'close'>;
	clock: Clock;
	limits: Limits;
	/** Another audit than that of the data folder: for tests. */
	audit?: AuditLog | undefined;
	/** Whether browsers reach the server over https. */
	secure: boolean;
	provider: ProviderConfig | null;
	/** Origins that webhooks may be sent to. */
	webhookHosts: readonly string[];
	branches: AuditDeskParts['branches'] & {
		get(id: string): unknown;
		has(id: string): boolean;
		hasStaff(branch: string, staff: string): boolean;
	};
	/** Whether nothing can be stored, and so nobody made an administrator. */
	sealed?: () => boolean;
	/** The log of events, for what people did at the counters. */
	log: AuditDeskParts['log'];
}

export type Desks = ReturnType<typeof openDesks>;

/**
 * Everything about who gets in: who somebody is, and the desks where people, displays and keys are managed. The server
 * and the command line work at the same ones: each asks the policy and writes the audit before it answers.
 */
export function openDesks({
	store,
	clock,
	limits,
	secure,
	provider,
	webhookHosts,
	branches,
	log,
	sealed = () => false,
	...given
}: DeskParts) {
	const { keys, people, displays } = store;
	const now = () => clock.real();
	const cookies = cookieNames(secure);
	const key = cookieKey(store.folder);
	const audit: AuditLog = given.audit ?? {
		append: (entry) => store.audit.append(entry, clock.real())
	};
	/** Worth a try: on a full disk a display is the same display. */
	const noteSeen = (display: Display) => {
		try {
			displays.seen(display, clock.real());
		} catch (error) {
			if ((error as { name?: unknown }).name !== 'StoreError') throw error;
		}
	};
	const access = new Access({
		keys,
		people,
		displays: {
			check: (secret) => {
				const display = displays.check(secret);
				if (display !== undefined) noteSeen(display);
				return display;
			}
		},
		cookies,
		cookieKey: key,
		clock
	});
	const auth = lateAuth({
		adapter: () => store.peopleAdapter(),
		key,
		cookies,
		secure,
		provider,
		admits: (id) => people.find(id)?.disabledAt === null
	});
	const common = { people, displays, keys, access, audit, limits, now, auth };
	const signIn = new SignIn({
		...common,
		hasProvider: provider !== null,
		sessionCookie: cookies.session,
		sessionIn: (cookie) => {
			const principal = access.identify({ cookie });
			return principal.kind === 'person' ? principal.session.id : undefined;
		}
	});
	const accounts = new Accounts({
		...common,
		hasBranch: (id) => branches.has(id),
		hasStaff: (branch, staff) => branches.hasStaff(branch, staff)
	});
	return {
		/** How the cookies are called that let somebody in. */
		cookies,
		access,
		audit,
		limits,
		signIn,
		accounts,
		displays: new DisplayDesk(common),
		pairing: new Pairing({ ...common, branches }),
		keys: new KeyDesk(common),
		webhooks: new WebhookDesk({
			webhooks: store.webhooks,
			access,
			audit,
			clock,
			key,
			webhookHosts
		}),
		/** The audit for who may read it. */
		auditDesk: new AuditDesk({ trail: store.audit, log, audit, access, branches }),
		setup: new Setup({ people, accounts, signIn, limits, sealed })
	};
}
