import { afterAll, beforeAll, expect, test } from 'vitest';
import { callersOf } from '../../support/callers.ts';
import { lakeside, startTestServer } from '../../support/test-server.ts';
import type { TestServer } from '../../support/test-server.ts';

/** Forms that no page of ours sends. */
let server: TestServer;
let administrator: Record<string, string>;
beforeAll(async () => {
	server = await startTestServer({ branches: [lakeside()], pages: true });
	administrator = callersOf(server.app, () => server.now())('administrator').headers;
});
afterAll(() => server.stop());

async function send(path: string, body: string) {
	const response = await fetch(`${server.url}${path}`, {
		method: 'POST',
		headers: {
			...administrator,
			origin: server.url,
			accept: 'application/json',
			'content-type': 'application/x-www-form-urlencoded'
		},
		body
	});
	const { type, status } = (await response.json()) as { type: string; status: number };
	return { type, status };
}

test('a form without numbers of devices takes no device away', async () => {
	expect(await send('/setup/devices?/save', 'a=1')).toEqual({ type: 'failure', status: 400 });
	expect(server.app.branches.get('lakeside')?.file.devices).toHaveLength(1);
});

test('fields that are named like parts of the language are no field of a branch', async () => {
	const body = '__proto__=1&constructor=2&nameEn=';
	expect(await send('/setup/branch?/create', body)).toEqual({ type: 'failure', status: 400 });
});

test('where the bank has no sign-in of its own there is none to be led to', async () => {
	expect(await send('/sign-in?/provider', 'next=/')).toEqual({ type: 'failure', status: 404 });
});
