/**
 * The name of a cookie of ours: over https with the prefix that browsers keep to this very host and to encrypted
 * connections, as the cookies of a sign-in have it too.
 */
export function ownCookie(name: string, secure: boolean): string {
	return secure ? `__Host-${name}` : name;
}
