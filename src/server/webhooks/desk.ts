import { isWebhookKind } from '#lib/protocol/webhooks.ts';
import { actorOf } from '../access/access.ts';
import type { Access, Caller } from '../access/access.ts';
import type { AuditLog } from '../audit.ts';
import type { Clock } from '../clock.ts';
import { refused } from '../refused.ts';
import type { Refused } from '../refused.ts';
import type {
	NewWebhookEndpoint,
	WebhookDelivery,
	WebhookEndpoint,
	WebhookReplay,
	Webhooks
} from '../store/types.ts';
import { testMessage } from './message.ts';
import { secretOf, signed } from './secrets.ts';
import { send } from './send.ts';
import type { Attempt } from './send.ts';
import { isAllowed, targetOf } from './targets.ts';

/** After a rotation both secrets sign for so long. Real milliseconds. */
export const BOTH_SIGN = 7 * 86_400_000;
/** Endpoints of one branch. */
export const MOST_ENDPOINTS = 20;
/** Deliveries that are shown of an endpoint. */
const SHOWN = 20;

export interface WebhookParts {
	webhooks: Webhooks;
	access: Pick<Access, 'denies'>;
	audit: AuditLog;
	clock: Clock;
	/** The folder's key, which secrets follow from. */
	key: string;
	/** Origins that may be sent to; none: webhooks are off. */
	webhookHosts: readonly string[];
}

/** An endpoint and how it goes. */
export interface WebhookSummary extends WebhookEndpoint {
	waiting: number;
	dead: number;
	/** When a delivery that is still kept arrived last. */
	deliveredAt: number | null;
	/** Whether its host may still be sent to. */
	allowed: boolean;
}

/** `since`: from an instant on, in epoch milliseconds of the branch's clock. */
export type ReplayRequest = WebhookReplay | { since: number };

type Made = { ok: true; id: string; secret: string } | Refused;

/** Where webhooks go: endpoints made, paused, rotated, replayed and removed by who may. */
export class WebhookDesk {
	readonly #parts: WebhookParts;

	constructor(parts: WebhookParts) {
		this.#parts = parts;
	}

	/** Origins that may be sent to; none: webhooks are off. */
	get hosts(): readonly string[] {
		return this.#parts.webhookHosts;
	}

	/** Those that somebody may manage, oldest first; never a secret. */
	list({ principal }: Caller): WebhookSummary[] {
		const { webhooks, access } = this.#parts;
		return webhooks
			.list()
			.filter(({ branch }) => !access.denies(principal, 'manage_webhooks', branch))
			.map((each) => ({
				...each,
				...webhooks.counts(each.id),
				allowed: isAllowed(each.url, this.hosts)
			}));
	}

	/** What happened last, newest first; `dead`: among what could not be delivered. */
	deliveries(caller: Caller, id: string): { last: WebhookDelivery[]; dead: WebhookDelivery[] } {
		const { webhooks } = this.#parts;
		if ('refused' in this.#find(caller, id)) return { last: [], dead: [] };
		return { last: webhooks.deliveries(id, SHOWN), dead: webhooks.deliveries(id, SHOWN, 'dead') };
	}

	/** `secret` is shown this once. It is told of events from now on. */
	create(caller: Caller, { branch, url, kinds }: NewWebhookEndpoint): Made {
		const { webhooks, access, clock, key } = this.#parts;
		const denied = access.denies(caller.principal, 'manage_webhooks', branch);
		if (denied !== undefined) return { ok: false, ...denied };
		// Every branch begins with the event that set it up.
		if (webhooks.typesAfter(branch, 0, 1).length === 0) {
			return refused('unknown_branch', `There is no branch "${branch}".`);
		}
		if (kinds.length === 0 || !kinds.every(isWebhookKind)) return UNKNOWN_KIND;
		const target = targetOf(url, this.hosts);
		if ('refused' in target) return TARGET[target.refused];
		if (webhooks.list().filter((each) => each.branch === branch).length >= MOST_ENDPOINTS) {
			return refused('too_many_webhooks', `A branch has at most ${MOST_ENDPOINTS} webhooks.`);
		}
		const made = { branch, url: target.url, kinds: [...new Set(kinds)] };
		const id = webhooks.create(made, clock.real());
		this.#note(caller, 'webhook.created', { id, ...made }, { kinds: made.kinds });
		return { ok: true, id, secret: secretOf(key, id, 1) };
	}

	/** What happens meanwhile stays in the log. */
	pause(caller: Caller, id: string): { ok: true } | Refused {
		return this.#change(caller, id, 'webhook.paused', (now) =>
			this.#parts.webhooks.stop(id, 'paused', now)
		);
	}

	/** Goes on where it was stopped, whatever stopped it. */
	resume(caller: Caller, id: string): { ok: true } | Refused {
		return this.#change(caller, id, 'webhook.resumed', (now) =>
			this.#parts.webhooks.stop(id, null, now)
		);
	}

	remove(caller: Caller, id: string): { ok: true } | Refused {
		return this.#change(caller, id, 'webhook.removed', () => this.#parts.webhooks.remove(id));
	}

	/** A new secret; the one before signs too for a week. */
	rotate(caller: Caller, id: string): Made {
		const { webhooks, key } = this.#parts;
		const done = this.#change(caller, id, 'webhook.rotated', (now) =>
			webhooks.rotate(id, now + BOTH_SIGN)
		);
		if (!done.ok) return done;
		return { ok: true, id, secret: secretOf(key, id, webhooks.find(id)?.secretNumber ?? 1) };
	}

	/** `count`: deliveries that are due again; of `from` and `since`, events that are looked through again. */
	replay(caller: Caller, id: string, what: ReplayRequest): { ok: true; count: number } | Refused {
		const { webhooks, clock } = this.#parts;
		const found = this.#find(caller, id);
		if ('refused' in found) return found.refused;
		if (isGone(what, webhooks.gone(found.branch))) return COMPACTED;
		const which = 'since' in what ? { from: webhooks.seqAt(found.branch, what.since) } : what;
		const whole = 'dead' in which || Number.isSafeInteger('seq' in which ? which.seq : which.from);
		if (!whole) return UNKNOWN_DELIVERY;
		const count = webhooks.replay(id, which, clock.real());
		if (count === 0 && 'seq' in which) return UNKNOWN_DELIVERY;
		this.#note(caller, 'webhook.replayed', found, { ...which, count });
		return { ok: true, count };
	}

	/** Sends a message that tells nothing, once and at once, and says what came of it. */
	async test(caller: Caller, id: string): Promise<({ ok: true } & Attempt) | Refused> {
		const { clock, key } = this.#parts;
		const found = this.#find(caller, id);
		if ('refused' in found) return found.refused;
		if (!isAllowed(found.url, this.hosts)) return TARGET.host_not_allowed;
		const now = clock.real();
		const message = testMessage(found.branch, now);
		this.#note(caller, 'webhook.tested', found, {});
		const { signal } = new AbortController();
		const headers = signed(message, found, key, now);
		return { ok: true, ...(await send(found.url, message.body, headers, { clock, signal })) };
	}

	#change(
		caller: Caller,
		id: string,
		action: string,
		change: (now: number) => boolean
	): { ok: true } | Refused {
		const found = this.#find(caller, id);
		if ('refused' in found) return found.refused;
		if (!change(this.#parts.clock.real())) return UNKNOWN;
		this.#note(caller, action, found, {});
		return { ok: true };
	}

	#find({ principal }: Caller, id: string): WebhookEndpoint | { refused: Refused } {
		const { webhooks, access } = this.#parts;
		const endpoint = webhooks.find(id);
		if (endpoint === undefined) return { refused: UNKNOWN };
		const denied = access.denies(principal, 'manage_webhooks', endpoint.branch);
		return denied === undefined ? endpoint : { refused: { ok: false, ...denied } };
	}

	/** The path of an address can be as good as a secret, and more people read the audit. */
	#note(
		{ principal, address }: Caller,
		action: string,
		{ id, branch, url }: Pick<WebhookEndpoint, 'id' | 'branch' | 'url'>,
		detail: Record<string, unknown>
	): void {
		this.#parts.audit.append({
			actor: actorOf(principal),
			action,
			target: id,
			branch,
			address,
			detail: { host: new URL(url).host, ...detail }
		});
	}
}

const UNKNOWN = refused('unknown_webhook', 'There is no webhook with this id.');
const UNKNOWN_DELIVERY = refused(
	'unknown_delivery',
	'No delivery of this event is over: it waits, is no longer kept, or never was.'
);
/** Whether the log no longer has an event that is asked for. */
function isGone(what: ReplayRequest, gone: { seq: number; before: number }): boolean {
	if ('dead' in what) return false;
	if ('since' in what) return what.since < gone.before;
	return ('seq' in what ? what.seq : what.from) <= gone.seq;
}

const COMPACTED = refused(
	'compacted',
	'The log no longer has events of then: the branch keeps them for so many days (docs/retention.md).'
);
const UNKNOWN_KIND = refused(
	'unknown_kind',
	'Choose at least one of prompt, engagement, referral and sale.'
);
const TARGET = {
	invalid_url: refused(
		'invalid_url',
		'Write a whole address with https:// in front, without a password in it, of at most 500 characters.'
	),
	host_not_allowed: refused(
		'host_not_allowed',
		'This host may not be sent to: whoever runs the server adds it to FOYER_WEBHOOK_HOSTS and starts it again.'
	)
};
