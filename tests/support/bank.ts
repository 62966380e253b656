import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import { onTestFinished } from 'vitest';

/** A bank's own identity provider on this machine. */
export interface Bank {
	issuer: string;
	clientId: string;
	clientSecret: string;
	/** Who sits at the browser: the provider signs in whoever this is, without asking. */
	present: string;
	/** Goes there as a browser does, cookies and all, until it is sent back to `origin`; resolves to that address. */
	visit(url: string, origin: string): Promise<URL>;
}

/** Starts one that knows our server at `origin`; it ends with the test. */
export async function bank(origin: string): Promise<Bank> {
	const clientId = 'foyer';
	const clientSecret = 'a-secret-between-foyer-and-the-bank';
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	onTestFinished(() => void server.close());
	const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const provider = new Provider(issuer, {
		clients: [
			{
				client_id: clientId,
				client_secret: clientSecret,
				redirect_uris: [`${origin}/api/auth/callback/bank`],
				grant_types: ['authorization_code'],
				response_types: ['code']
			}
		],
		claims: { openid: ['sub'], profile: ['preferred_username', 'name'] },
		conformIdTokenClaims: false,
		cookies: { keys: ['a key for the cookies of the bank'] },
		features: { devInteractions: { enabled: false } },
		findAccount: (_, id) => ({
			accountId: id,
			claims: () => Promise.resolve({ sub: id, preferred_username: id, name: id })
		}),
		interactions: { url: (_, { uid }) => `/interaction/${uid}` }
	});
	const handle = provider.callback();
	const made: Bank = {
		issuer,
		clientId,
		clientSecret,
		present: '',
		visit: (url, back) => visit(url, back)
	};
	server.on('request', (req, res) => {
		if (!req.url?.startsWith('/interaction/')) return handle(req, res);
		void signIn();
		async function signIn() {
			const { params } = await provider.interactionDetails(req, res);
			const grant = new provider.Grant({ accountId: made.present, clientId: params.client_id });
			grant.addOIDCScope('openid profile');
			await provider.interactionFinished(req, res, {
				login: { accountId: made.present },
				consent: { grantId: await grant.save() }
			});
		}
	});
	return made;
}

async function visit(url: string, origin: string): Promise<URL> {
	const jar = new Map<string, string>();
	let at = new URL(url);
	for (let hops = 0; hops < 10 && at.origin !== origin; hops += 1) {
		const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
		const response = await fetch(at, { redirect: 'manual', headers: { cookie } });
		for (const line of response.headers.getSetCookie()) {
			const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
			jar.set(name, value);
		}
		const location = response.headers.get('location');
		if (location === null) throw new Error(`${at}: ${response.status} ${await response.text()}`);
		at = new URL(location, at);
	}
	return at;
}
