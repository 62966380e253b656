import type { RequestEvent } from '@sveltejs/kit';
import type { TestServer } from './test-server.ts';

export type Route = (event: never) => Response | Promise<Response>;

export interface Asked {
	method?: string;
	/** Sent as JSON. */
	body?: unknown;
	address?: string;
}

/** Asks a route as SvelteKit would, as who `headers` show; without any, with a key that reads everywhere. */
export async function askRoute(
	server: TestServer,
	route: Route,
	params: Record<string, string>,
	query = '',
	headers: Record<string, string> = {},
	{ method = 'GET', body, address = '127.0.0.1' }: Asked = {}
) {
	const url = new URL(`${server.url}/x?${query}`);
	const { cookie } = headers;
	const authorization =
		headers['authorization'] ??
		(cookie === undefined ? `Bearer ${server.key(['read'], null)}` : undefined);
	const json: Record<string, string> =
		body === undefined ? {} : { 'content-type': 'application/json' };
	const asked: Partial<RequestEvent> = {
		locals: {
			app: server.app,
			caller: { principal: server.app.access.identify({ authorization, cookie }), address },
			locale: 'en'
		},
		params,
		url,
		request: new Request(url, {
			method,
			headers: { host: url.host, ...json, ...headers },
			...(body === undefined ? {} : { body: JSON.stringify(body) })
		}),
		getClientAddress: () => address
	};
	const response = await route(asked as never);
	return { status: response.status, headers: response.headers, body: await response.json() };
}
