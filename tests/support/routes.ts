import type { RequestEvent } from '@sveltejs/kit';
import type { TestServer } from './test-server.ts';

export type Route = (event: never) => Response | Promise<Response>;

export interface Asked {
	method?: string;
	/** Sent as JSON. */
	body?: unknown;
	address?: string;
}

/** Asks a route as SvelteKit would, from this machine unless `more` says otherwise. */
export async function askRoute(
	server: TestServer,
	route: Route,
	params: Record<string, string>,
	query = '',
	headers: Record<string, string> = {},
	{ method = 'GET', body, address = '127.0.0.1' }: Asked = {}
) {
	const url = new URL(`${server.url}/x?${query}`);
	const json: Record<string, string> =
		body === undefined ? {} : { 'content-type': 'application/json' };
	const asked: Partial<RequestEvent> = {
		locals: { app: server.app as never, locale: 'en' },
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
