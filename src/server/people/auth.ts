import { betterAuth } from 'better-auth/minimal';
import { genericOAuth, twoFactor, username } from 'better-auth/plugins';
import type { CookieNames } from '../access/cookies.ts';
import type { ProviderConfig } from '../config.ts';
import type { PeopleAdapter } from '../store/types.ts';
import { backupCodes, hashPassword, LONGEST, SHORTEST, verifyPassword } from './passwords.ts';

/** A session ends by itself after a working day. Seconds. */
export const SESSION_SECONDS = 12 * 3600;

export const PROVIDER_ID = 'bank';
export const CALLBACK_PATH = `/api/auth/callback/${PROVIDER_ID}`;

export interface AuthParts {
	adapter: PeopleAdapter;
	key: string;
	cookies: CookieNames;
	secure: boolean;
	provider: ProviderConfig | null;
	/** Whether somebody may sign in now. */
	admits: (personId: string) => boolean;
}

/** Nobody is ever sent anything there: the domain is reserved, and better-auth wants an address. */
export function emailOf(name: string): string {
	return `${Buffer.from(name.toLowerCase()).toString('hex')}@foyer.invalid`;
}

/** Usernames: 2 to 40 letters (of any script), digits, dots, dashes and underscores. */
export const USERNAME = /^[\p{L}\p{N}](?:[\p{L}\p{N}._-]{0,38}[\p{L}\p{N}])$/u;

/**
 * better-auth with what Foyer uses of it: passwords, second factors, the bank's sign-in, and the making of
 * sessions. None of its HTTP routes is served but the provider's callback; everything else is called from here.
 */
export function createAuth(parts: AuthParts) {
	const { adapter, key, cookies, secure, provider, admits } = parts;
	return betterAuth({
		appName: 'Foyer',
		baseURL: provider?.origin ?? 'http://localhost',
		basePath: '/api/auth',
		secret: key,
		database: adapter,
		telemetry: { enabled: false },
		logger: { disabled: true },
		// Counted in limits.ts, by account and by address, in front of every call.
		rateLimit: { enabled: false },
		emailAndPassword: {
			enabled: true,
			disableSignUp: true,
			minPasswordLength: SHORTEST,
			// Counted there in UTF-16; weakness() counts characters, which have two units at most.
			maxPasswordLength: 2 * LONGEST,
			password: {
				hash: hashPassword,
				verify: ({ hash, password }) => verifyPassword(hash, password)
			}
		},
		session: { expiresIn: SESSION_SECONDS, disableSessionRefresh: true },
		user: {
			additionalFields: {
				role: { type: 'string', input: false },
				branch: { type: 'string', required: false, input: false },
				staff: { type: 'string', required: false, input: false },
				disabledAt: { type: 'number', required: false, input: false },
				oneTimeUntil: { type: 'number', required: false, input: false }
			}
		},
		account: {
			// Whom the bank signs in is who has the same username here: the administrator made them.
			accountLinking: { enabled: true, trustedProviders: [PROVIDER_ID] }
		},
		databaseHooks: {
			session: {
				create: { before: ({ userId }) => Promise.resolve(admits(userId) ? undefined : false) }
			}
		},
		advanced: {
			useSecureCookies: false,
			defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/', secure },
			cookiePrefix: `${secure ? '__Host-' : ''}foyer`,
			cookies: {
				session_token: { name: cookies.session },
				two_factor: { name: cookies.twoFactor }
			}
		},
		// Whoever comes back without what they left with signs in anew.
		onAPIError: { errorURL: '/sign-in' },
		plugins: [
			username({
				minUsernameLength: 2,
				maxUsernameLength: 40,
				usernameValidator: (name) => USERNAME.test(name)
			}),
			twoFactor({
				issuer: 'Foyer',
				backupCodeOptions: { customBackupCodesGenerate: backupCodes }
			}),
			genericOAuth({ config: provider === null ? [] : [providerConfig(provider)] })
		]
	});
}

function providerConfig({ issuer, clientId, clientSecret, origin }: ProviderConfig) {
	return {
		providerId: PROVIDER_ID,
		discoveryUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
		clientId,
		clientSecret,
		redirectURI: `${origin}${CALLBACK_PATH}`,
		scopes: ['openid', 'profile'],
		pkce: true,
		// Whose tokens nobody can check is no provider.
		requireIdTokenVerification: true,
		disableSignUp: true,
		mapProfileToUser: (profile: Record<string, unknown>) => {
			const name = profile['preferred_username'];
			if (typeof name !== 'string') throw new Error('The provider names no preferred_username');
			return { email: emailOf(name), emailVerified: true, name };
		}
	};
}

export type Auth = ReturnType<typeof createAuth>;
