import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROUTES } from '#server/access/routes.ts';
import { callersOf } from '../support/callers.ts';
import { report } from '../support/fault.ts';
import { lakeside, startTestServer } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';

/** F22: another site's page, in the browser of somebody who is signed in here as administrator. */
let server: TestServer;
let cookie: string;
beforeAll(async () => {
	server = await startTestServer({
		branches: [lakeside(), lakeside({ id: 'harbour' })],
		pages: true,
		unlimited: true
	});
	cookie = callersOf(server.app, () => server.now())('administrator').headers['cookie'] as string;
});
afterAll(() => server.stop());

const EVIL: [string, Record<string, string>][] = [
	['another origin', { origin: 'https://evil.example' }],
	['another port', { origin: 'http://127.0.0.1:1' }],
	['the same host over another scheme', { origin: 'https://127.0.0.1' }],
	['an origin that is hidden', { origin: 'null' }],
	['no origin, but a browser that says cross-site', { 'sec-fetch-site': 'cross-site' }],
	['no origin, but a browser that says same-site', { 'sec-fetch-site': 'same-site' }]
];
const BODIES: [string, Record<string, string>, string | undefined][] = [
	['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'id=x'],
	['a multipart form', { 'content-type': 'multipart/form-data; boundary=x' }, '--x--'],
	['text/plain', { 'content-type': 'text/plain' }, '{"reason":"because"}'],
	['JSON', { 'content-type': 'application/json' }, '{"reason":"because"}'],
	['no type', {}, undefined]
];

const changing = Object.keys(ROUTES).filter((key) => !key.startsWith('GET '));

describe('F22', () => {
	for (const [from, headers] of EVIL) {
		test(`${from}: every route that changes something refuses, whatever the body is called`, async () => {
			const seqs = () =>
				[...server.app.branches.list()].map(({ id }) => server.app.branches.get(id)!.seq);
			const before = {
				seqs: seqs(),
				people: server.app.store.people.list(),
				keys: server.app.store.keys.list()
			};
			const letIn: string[] = [];
			for (const key of changing) {
				const [method = '', path = ''] = key.split(' ');
				const at = path.replace('[id]', 'lakeside').replace('[number]', 'A1');
				for (const [what, type, body] of BODIES) {
					const response = await fetch(`${server.url}${at}`, {
						method,
						redirect: 'manual',
						headers: { cookie, ...type, ...headers },
						...(body === undefined ? {} : { body })
					});
					await response.arrayBuffer();
					if (response.status !== 403) letIn.push(`${key}, ${what}: ${response.status}`);
				}
			}
			expect(letIn).toEqual([]);
			expect({
				seqs: seqs(),
				people: server.app.store.people.list(),
				keys: server.app.store.keys.list()
			}).toEqual(before);
		});

		for (const transport of ['websocket', 'polling']) {
			test(`${from}: no screen over ${transport}, with the session's cookie`, async () => {
				const extraHeaders = { cookie, ...headers };
				const screen = server.screen({}, { transports: [transport], extraHeaders });
				await expect(screen).rejects.toThrow();
			});
		}
	}

	test('what is ours is refused to nobody: the same request of our own page gets an answer', async () => {
		// Otherwise a server that refuses everybody would pass.
		const response = await fetch(`${server.url}/api/v1/branches/lakeside/view?screen=wall`, {
			headers: { cookie, origin: server.url }
		});
		await response.arrayBuffer();
		expect(response.status).toBe(200);
		report(
			'F22',
			`${changing.length} routes, ${BODIES.length} kinds of bodies, ${EVIL.length} origins: all refused`
		);
	});

	test('no page of ours can be put into a frame, and no answer be read by another site', async () => {
		for (const path of [
			'/sign-in',
			'/wall',
			'/healthz',
			'/api/v1/branches/lakeside/view?screen=wall'
		]) {
			const response = await fetch(`${server.url}${path}`, {
				redirect: 'manual',
				headers: { cookie, origin: 'https://evil.example' }
			});
			await response.arrayBuffer();
			expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
			expect(response.headers.get('access-control-allow-origin')).toBeNull();
			expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin');
		}
	});

	test('a CORS preflight is granted nothing', async () => {
		const response = await fetch(`${server.url}/api/v1/branches/lakeside/tickets/A1/reveal`, {
			method: 'OPTIONS',
			headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' }
		});
		await response.arrayBuffer();
		expect(response.headers.get('access-control-allow-origin')).toBeNull();
	});
});
