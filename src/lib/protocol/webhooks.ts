/** What webhooks tell of: each is the first word of the types of its events. */
export const WEBHOOK_KINDS = ['prompt', 'engagement', 'referral', 'sale'] as const;
export type WebhookKind = (typeof WEBHOOK_KINDS)[number];

export function isWebhookKind(word: unknown): word is WebhookKind {
	return (WEBHOOK_KINDS as readonly unknown[]).includes(word);
}
