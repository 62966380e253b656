/** A key is told of so long before it expires. Milliseconds. */
const SOON = 14 * 86_400_000;

/** How a key stands: `soon` has less than 14 days left, `gone` was revoked. */
export function stateOf(
	{ expiresAt, revokedAt }: { expiresAt: number | null; revokedAt: number | null },
	now: number
): 'valid' | 'soon' | 'expired' | 'gone' {
	if (revokedAt !== null) return 'gone';
	if (expiresAt === null) return 'valid';
	if (expiresAt <= now) return 'expired';
	return expiresAt - now < SOON ? 'soon' : 'valid';
}
