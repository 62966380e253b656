import type { PeopleAdapter } from '../store/types.ts';
import type { Auth, AuthParts } from './auth.ts';

/**
 * better-auth, loaded when somebody first signs in: it costs half a second of CPU, which a server that starts
 * again in the middle of the day has no time for. A failure to load is tried again.
 */
export function lateAuth(
	parts: Omit<AuthParts, 'adapter'> & { adapter: () => Promise<PeopleAdapter> }
): () => Promise<Auth> {
	let loading: Promise<Auth> | undefined;
	const load = async () => {
		const { createAuth } = await import('./auth.ts');
		return createAuth({ ...parts, adapter: await parts.adapter() });
	};
	return () =>
		(loading ??= load().catch((error: unknown) => {
			loading = undefined;
			throw error;
		}));
}
