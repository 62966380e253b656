/** As much of oidc-provider as a test of ours starts; it brings no types. */
declare module 'oidc-provider' {
	import type { IncomingMessage, ServerResponse } from 'node:http';

	interface Claims {
		sub: string;
		[claim: string]: unknown;
	}
	interface Configuration {
		clients: {
			client_id: string;
			client_secret: string;
			redirect_uris: string[];
			grant_types: string[];
			response_types: string[];
		}[];
		claims: Record<string, string[]>;
		conformIdTokenClaims: boolean;
		features: Record<string, { enabled: boolean }>;
		cookies: { keys: string[] };
		pkce: { required: () => boolean };
		findAccount(context: unknown, id: string): { accountId: string; claims(): Promise<Claims> };
		interactions: { url(context: unknown, interaction: { uid: string }): string };
	}
	class Grant {
		constructor(of: { accountId: string; clientId: string });
		addOIDCScope(scope: string): void;
		save(): Promise<string>;
	}
	export default class Provider {
		constructor(issuer: string, configuration: Partial<Configuration>);
		readonly Grant: typeof Grant;
		callback(): (req: IncomingMessage, res: ServerResponse) => void;
		interactionDetails(
			req: IncomingMessage,
			res: ServerResponse
		): Promise<{ uid: string; params: { client_id: string } }>;
		interactionFinished(
			req: IncomingMessage,
			res: ServerResponse,
			result: Record<string, unknown>
		): Promise<void>;
	}
}
