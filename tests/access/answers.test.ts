import { once } from 'node:events';
import { request as secureRequest } from 'node:https';
import type { IncomingHttpHeaders } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROUTES } from '#server/access/routes.ts';
import { OPERATOR } from '#server/access/access.ts';
import { wallClock } from '#server/clock.ts';
import { startServer } from '#server/server.ts';
import type { RunningServer } from '#server/server.ts';
import { callersOf } from '../support/callers.ts';
import type { CallerKind } from '../support/callers.ts';
import { testConfig } from '../support/test-config.ts';
import { lakeside } from '../support/test-server.ts';

/** What answers say of themselves to a browser: the real pages over HTTPS, as a branch's network has them. */
let server: RunningServer;
let folder: string;
let shown: ReturnType<typeof callersOf>;
const PASSWORD = 'lantern-harbour-7';

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'foyer-answers-'));
	const config = testConfig(folder, { tls: { mode: 'local', names: [] }, secure: true });
	server = await startServer({ config, clock: wallClock() });
	await server.app.apply(lakeside());
});
afterAll(async () => {
	await server.close();
	rmSync(folder, { recursive: true, force: true });
});

interface Answer {
	status: number;
	headers: IncomingHttpHeaders;
	text: string;
}

async function ask(
	path: string,
	method = 'GET',
	headers: Record<string, string> = {},
	body?: string
): Promise<Answer> {
	const req = secureRequest(`https://localhost:${new URL(server.url).port}${path}`, {
		...{ method, headers, agent: false, ca: server.app.tls.authority?.pem }
	});
	req.end(body);
	const [res] = (await once(req, 'response')) as [import('node:http').IncomingMessage];
	let text = '';
	for await (const chunk of res.setEncoding('utf8')) text += String(chunk);
	return { status: res.statusCode ?? 0, headers: res.headers, text };
}

const own = () => `https://localhost:${new URL(server.url).port}`;
const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
	ask(
		path,
		'POST',
		{ origin: own(), 'content-type': 'application/x-www-form-urlencoded', ...headers },
		form(fields)
	);

describe('the first run', () => {
	test('its link is good for one address: the token moves into a cookie and out of sight', async () => {
		const { path = '' } = server.app.setup;
		const { status, headers } = await ask(path);
		expect([status, headers.location]).toEqual([303, '/setup']);
		expect(headers['cache-control']).toContain('no-store');
		expect(headers['set-cookie']).toEqual([
			expect.stringMatching(/^__Host-foyer-setup=[\w-]{32}; .*HttpOnly; Secure; SameSite=Lax$/)
		]);
	});
});

describe('signing in and out', () => {
	test('cookies are for this host, for HTTPS and for no script; the sign-out empties the browser', async () => {
		shown = callersOf(server.app, () => server.app.clock.real());
		shown('administrator');
		const caller = { principal: OPERATOR, address: null };
		const made = await server.app.accounts.create(caller, {
			...{ username: 'wang.min', name: '', role: 'teller', branch: 'lakeside', staff: null },
			password: PASSWORD
		});
		expect(made.ok).toBe(true);
		const said = await post('/sign-in?/password', { username: 'wang.min', password: PASSWORD });
		const cookies = said.headers['set-cookie'] ?? [];
		expect(cookies.length).toBeGreaterThan(0);
		for (const cookie of cookies) {
			expect(cookie).toMatch(/^__Host-foyer-/);
			expect(cookie).toMatch(/; Path=\/; .*HttpOnly; Secure; SameSite=Lax$/);
		}
		const cookie = (cookies[0] ?? '').split(';')[0] ?? '';
		expect((await ask('/account', 'GET', { cookie })).status).toBe(200);
		const out = await post('/account?/signOut', {}, { cookie, accept: 'text/html' });
		expect([out.status, out.headers.location]).toEqual([303, '/sign-in']);
		expect(out.headers['clear-site-data']).toBe('"cache", "storage"');
		expect(out.headers['set-cookie']?.join()).toMatch(/__Host-foyer-session=;.*Max-Age=0/);
		expect(server.app.accounts.sessions(caller, made.ok ? made.person.id : '')).toEqual([]);
	});

	test('the language is remembered under the same terms', async () => {
		const { headers } = await ask('/sign-in?lang=en');
		expect(headers['set-cookie']).toEqual([
			expect.stringMatching(/^__Host-foyer-lang=en; .*Path=\/; .*Secure/)
		]);
		const cookie = '__Host-foyer-lang=en';
		expect((await ask('/sign-in', 'GET', { cookie })).text).toContain('<html lang="en"');
	});

	test.each(['//evil.example', '/\\evil.example', 'https://evil.example', '/\t/evil.example'])(
		'the page that comes after it is one of ours, whatever the address asks for: %j',
		async (next) => {
			const { headers } = shown('lobby_manager');
			const answer = await ask(`/sign-in?next=${encodeURIComponent(next)}`, 'GET', headers);
			expect([answer.status, answer.headers.location]).toEqual([303, '/']);
		}
	);
});

describe('every answer', () => {
	/** What is the same for everybody, and may be kept. */
	const PUBLIC = ['GET /fonts.css'];
	const gets = Object.keys(ROUTES).filter((key) => key.startsWith('GET '));
	const addressOf = (key: string) =>
		key
			.slice('GET '.length)
			.replace('[id]', 'lakeside')
			.replace('[number]', 'A1')
			.replace('[provider]', 'bank')
			.replace(/\/view$/, '/view?screen=wall');

	test.each<CallerKind>(['administrator', 'lobby_manager', 'nobody', 'reader_key'])(
		'to %s is kept by nobody, says what it is, and is not guessed at',
		async (kind) => {
			const wrong: string[] = [];
			for (const key of gets) {
				const { status, headers, text } = await ask(addressOf(key), 'GET', shown(kind).headers);
				const type = headers['content-type'] ?? '';
				const kept = !(headers['cache-control'] ?? '').includes('no-store');
				// Where one is led on there is nothing to keep: a 303 is not cached unless it says so.
				if (status !== 303 && kept !== PUBLIC.includes(key)) {
					wrong.push(`${key}: ${status} ${headers['cache-control']}`);
				}
				if (text !== '' && type === '') wrong.push(`${key}: no type`);
				if (type.startsWith('text/') && !/; ?charset=utf-8$/i.test(type))
					wrong.push(`${key}: ${type}`);
				if (headers['x-content-type-options'] !== 'nosniff')
					wrong.push(`${key}: may be guessed at`);
				if (!headers['content-security-policy']?.includes("default-src 'none'")) {
					wrong.push(`${key}: no policy`);
				}
				if (headers['access-control-allow-origin'] !== undefined) wrong.push(`${key}: CORS`);
			}
			expect(wrong).toEqual([]);
		}
	);

	test('holds of people what a screen needs, and nothing they sign in with', async () => {
		const { headers } = shown('administrator');
		const { keys, displays } = server.app.store;
		const now = server.app.clock.real();
		const key = keys.create({ branch: 'lakeside', scopes: ['read'], name: 'canary key' }, now);
		const paired = { branch: 'lakeside', screen: 'wall', name: 'canary wall', approvedBy: 'test' };
		const display = displays.create({ ...paired, screen: 'wall' }, now);
		const token = /=([\w-]{32})\./.exec(decodeURIComponent(headers['cookie'] ?? ''))?.[1] ?? '';
		const secrets = ['$argon2', key.secret.slice(-40), display.secret.slice(-40), token];
		expect(secrets.every((secret) => secret.length > 6)).toBe(true);
		const found: string[] = [];
		let whole = '';
		for (const path of ['/', '/account', '/admin/people', '/admin/keys', '/admin/displays']) {
			for (const way of [path, `${path === '/' ? '' : path}/__data.json`]) {
				const { text } = await ask(way, 'GET', headers);
				whole += text;
				for (const secret of secrets) if (text.includes(secret)) found.push(`${way}: ${secret}`);
			}
		}
		expect(whole).toContain('canary key');
		expect(whole).toContain('canary wall');
		expect(found).toEqual([]);
	});

	test('holds what somebody wrote as text, in the page and in its data', async () => {
		const { headers } = shown('administrator');
		const caller = { principal: OPERATOR, address: null };
		const evil = '</script><img src=x onerror=alert(1)>"\'\u2028&';
		const made = await server.app.accounts.create(caller, {
			...{ username: 'evil', name: evil, role: 'administrator', branch: null, staff: null }
		});
		expect(made).toMatchObject({ ok: true, person: { name: evil } });
		const { text } = await ask('/admin/people', 'GET', headers);
		expect(text).toContain('&lt;/script>&lt;img src=x onerror=alert(1)>');
		expect(text).not.toContain('<img src=x');
	});

	test.each(["' or ''='", 'x" or 1=1 --', '%', '_ang.min'])(
		'takes %j for a name and not for a question to the database',
		async (username) => {
			const fields = { username, password: PASSWORD };
			const { status } = await post('/sign-in?/password', fields, { accept: 'text/html' });
			expect(status).toBe(401);
		}
	);

	test('to a branch file of more than eight megabytes is that it is too large', async () => {
		const { headers } = shown('administrator');
		// By the length that it says it has, before any of it is sent.
		const length = { 'content-length': String(9 << 20) };
		const { status } = await post('/admin/branch?/save', {}, { ...headers, ...length });
		expect(status).toBe(413);
	});

	test('of a page that asks for its data alone is kept by nobody either', async () => {
		const { headers } = shown('administrator');
		const answer = await ask('/admin/people/__data.json', 'GET', headers);
		expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/json']);
		expect(answer.headers['cache-control']).toContain('no-store');
	});

	test('to what is not there, or a method that is not, tells nothing of what is inside', async () => {
		const { headers } = shown('administrator');
		for (const [path, method] of [
			['/nothing', 'GET'],
			['/api/v1/branches/lakeside/nothing', 'GET'],
			['/healthz', 'DELETE'],
			['/wall', 'PUT'],
			['/wall', 'TRACE'],
			['/api/v1/events', 'GET'],
			['/admin/branch?/save', 'POST']
		] as const) {
			const answer = await ask(path, method, { ...headers, origin: own() });
			expect([path, method, answer.status >= 400]).toEqual([path, method, true]);
			expect(answer.text).not.toMatch(
				/\bat .*:\d+:\d+|node_modules|node:internal|SqliteError|\.ts\b/
			);
		}
	});

	test.each([
		...['/.git/HEAD', '/.git/config', '/.env', '/package.json', '/package-lock.json'],
		...['/src/hooks.server.ts', '/foyer.db', '/auth.key', '/server.json', '/tls/ca.pem'],
		...['/..%2f..%2fpackage.json', '/_app/..%2f..%2f..%2fpackage.json', '/%2e%2e/package.json']
	])('serves the pages and no file beside them: %s', async (path) => {
		for (const kind of ['nobody', 'administrator'] as const) {
			const { status, text } = await ask(path, 'GET', shown(kind).headers);
			expect([status, text.includes('"dependencies"')]).toEqual([404, false]);
		}
	});
});
