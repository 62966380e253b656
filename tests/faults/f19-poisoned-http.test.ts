import type { Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BODY_MS } from '#server/ingest/limits.ts';
import { builtDoors } from '../access/manifest.ts';
import { callersOf } from '../support/callers.ts';
import type { CallerKind } from '../support/callers.ts';
import { AT_LENGTH, howMany, report } from '../support/fault.ts';
import { manualClock } from '../support/manual-clock.ts';
import { BODIES, METHODS, PATHS, QUERIES } from '../support/poison.ts';
import type { PoisonedBody } from '../support/poison.ts';
import { rawRequest, sendRaw } from '../support/raw-http.ts';
import { event, lakeside, startTestServer, until } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';

/**
 * F19: everything that is no request of ours, at every door there is, from somebody who may come in everywhere and from
 * nobody: it is refused, nothing changes, and who comes next with a good request gets an answer.
 */
const clock = manualClock();
let server: TestServer;
let shown: ReturnType<typeof callersOf>;
let doors: string[];

beforeAll(async () => {
	doors = [...(await builtDoors()), 'POST /api/v1/events'];
	server = await startTestServer({ clock, branches: [lakeside()], pages: true, unlimited: true });
	shown = callersOf(server.app, () => clock.real());
	shown('administrator');
	await good();
});
afterAll(() => server.stop());

/** Somebody who comes with a good request is answered. */
let goods = 0;
async function good(): Promise<void> {
	const body = JSON.stringify(event('ticket.issued', `A${(goods += 1)}`, { service: 'cash' }));
	const headers = [
		`Authorization: Bearer ${(key ??= server.key())}`,
		CE,
		`Content-Length: ${body.length}`
	];
	const taken = await sendRaw(server.port, rawRequest('POST /api/v1/events', headers, body));
	expect(taken.status).toBe(200);
	expect((await sendRaw(server.port, rawRequest('GET /healthz'))).status).toBe(200);
}
let key: string | undefined;
const CE = 'Content-Type: application/cloudevents+json';

/** What no refused request may change. */
function standing() {
	const { store, branches } = server.app;
	const branch = branches.get('lakeside')!;
	const { seq, view } = branch.view('head');
	return JSON.stringify({
		...{ seq, view, chain: store.verify('lakeside'), file: branch.file },
		...{ keys: store.keys.list().length, displays: store.displays.list().length },
		...{ branches: branches.list().length }
	});
}

/** A path of a door with something in its place holders. */
const filled = (path: string) =>
	path
		.replace('/branches/[id]', '/branches/lakeside')
		.replace('[number]', 'A1')
		.replace('[file]', 'tickets.csv')
		.replace('[device]', 'atm-1')
		.replace('[id]', '1')
		.replace(/\[\w+\]/g, 'x');

interface Answer {
	status: number;
	type: string;
	text: string;
}

async function ask(
	who: CallerKind,
	method: string,
	path: string,
	{ body, type, headers = {} }: Partial<PoisonedBody> = {}
): Promise<Answer> {
	try {
		const response = await fetch(`${server.url}${path}`, {
			method,
			redirect: 'manual',
			headers: {
				...shown(who).headers,
				origin: server.url,
				accept: 'application/json',
				...(type === undefined ? {} : { 'content-type': type }),
				...headers
			},
			...(body === undefined || method === 'GET' ? {} : { body })
		});
		return {
			status: response.status,
			type: response.headers.get('content-type') ?? '',
			text: await response.text()
		};
	} catch (error) {
		return { status: 0, type: '', text: String((error as Error).cause) };
	}
}

/** Doors that read nothing of a body: what they do they do for any. */
const READS_NOTHING = /\/pair\/state|\?\/(signOut|endOthers|startTwoFactor|provider|logout)$/;

/** What is wrong with the answer to a request that nobody should have taken. */
function wrong(key: string, { status, type, text }: Answer): string[] {
	if (status === 0) return [`${key}: cut ${text}`];
	if (status >= 500) return [`${key}: ${status} ${text.slice(0, 200)}`];
	const isForm = key.includes('?/');
	if (isForm) {
		// A form's answer is a document with the status inside.
		const inside = (JSON.parse(text || '{}') as { type?: string; status?: number }) ?? {};
		if ((inside.status ?? 0) >= 500) return [`${key}: ${inside.status} inside`];
		const refused = status >= 400 || ['failure', 'error', 'redirect'].includes(inside.type ?? '');
		return refused || READS_NOTHING.test(key.split(' with ')[0] ?? '')
			? []
			: [`${key}: taken: ${text.slice(0, 200)}`];
	}
	if (status < 400) return READS_NOTHING.test(key) ? [] : [`${key}: ${status}`];
	const code = type.startsWith('application/problem+json')
		? (JSON.parse(text) as { code?: unknown }).code
		: undefined;
	return typeof code === 'string' || !key.includes('/api/')
		? []
		: [`${key}: no code: ${text.slice(0, 100)}`];
}

/** A few of the corpus for each door in short, other ones for the next; all of it at length. */
function some<T>(corpus: readonly T[], nth: number, few: number): readonly T[] {
	const count = howMany(few, corpus.length);
	return Array.from({ length: count }, (_, i) => corpus[(nth * few + i) % corpus.length] as T);
}

test('F19: bodies of every kind of nonsense at every door', async () => {
	const heap = process.memoryUsage();
	const faults: string[] = [];
	let asked = 0;
	for (const [nth, key] of doors.filter((door) => !door.startsWith('GET ')).entries()) {
		const [method = '', path = ''] = key.split(' ');
		const before = standing();
		for (const body of some(BODIES, nth, 3)) {
			for (const who of ['administrator', 'nobody'] as const) {
				if (who === 'nobody' && asked % 5 !== 0) continue;
				faults.push(
					...wrong(`${key} with ${body.name}`, await ask(who, method, filled(path), body))
				);
				asked += 1;
			}
		}
		if (standing() !== before) faults.push(`${key}: something changed`);
		await good();
	}
	expect(faults).toEqual([]);
	const grown = Math.round((process.memoryUsage().rss - heap.rss) / 2 ** 20);
	report(
		'F19',
		`${asked} bodies at ${doors.length} doors: 0 taken, 0 answers of 5xx, RSS +${grown} MB`
	);
});

/** Every path once, filled in. */
const paths = () => [...new Set(doors.map((key) => filled(key.split(' ')[1]!.split('?')[0]!)))];

test('F19: questions of every kind of nonsense, and addresses that try to be other ones', async () => {
	const before = standing();
	const faults: string[] = [];
	let asked = 0;
	const look = async (who: CallerKind, path: string) => {
		const { status, text } = await ask(who, 'GET', path);
		asked += 1;
		if (status === 0 || status >= 500) faults.push(`${path}: ${status} ${text.slice(0, 200)}`);
		if (/root:|"dependencies"|BEGIN .*KEY/.test(text)) faults.push(`${path}: a file of ours`);
	};
	for (const [nth, key] of doors.filter((door) => door.startsWith('GET ')).entries()) {
		// Its answer goes on for as long as somebody looks.
		if (key.endsWith('/live')) continue;
		const path = filled(key.split(' ')[1]!);
		for (const query of some(QUERIES, nth, 2)) await look('administrator', `${path}?${query}`);
	}
	for (const path of PATHS) {
		const { cookie = '' } = shown('administrator').headers;
		const answer = await sendRaw(server.port, rawRequest(`GET ${path}`, [`Cookie: ${cookie}`]));
		asked += 1;
		const leads = /^location: (https?:)?\/\/evil/im.test(answer.head);
		if (answer.status >= 500 || answer.status === 0 || leads)
			faults.push(`${path}: ${answer.head}`);
		if (/root:|"dependencies"|BEGIN .*KEY|better-sqlite3/.test(answer.body))
			faults.push(`${path}: a file`);
	}
	expect(faults).toEqual([]);
	expect(standing()).toBe(before);
	await good();
	report('F19', `${asked} addresses of nonsense: 0 answers of 5xx, 0 files of ours`);
});

test('F19: every method at every path', async () => {
	const before = standing();
	const faults: string[] = [];
	let asked = 0;
	const open = new Set(
		doors.map((key) => `${key.split(' ')[0]} ${filled(key.split(' ')[1]!.split('?')[0]!)}`)
	);
	for (const [nth, path] of paths().entries()) {
		for (const method of some(METHODS, nth, 3)) {
			const is = method === 'HEAD' ? 'GET' : method;
			if (open.has(`${is} ${path}`)) continue;
			const { cookie = '' } = shown('administrator').headers;
			const answer = await sendRaw(
				server.port,
				rawRequest(`${method} ${path}`, [`Cookie: ${cookie}`, `Origin: ${server.url}`])
			);
			asked += 1;
			const refused = answer.status >= 400 && answer.status < 500;
			if (!refused) faults.push(`${method} ${path}: ${answer.status}`);
		}
	}
	expect(faults).toEqual([]);
	expect(standing()).toBe(before);
	await good();
	report('F19', `${asked} methods that a path has not: each refused with 4xx`);
});

const EVENT =
	'{"specversion":"1.0","id":"raw","source":"/raw","type":"ticket.issued","subject":"R1","data":{"service":"cash"}}';

/** Requests by hand that the machines' door must not take. `open`: the server would wait for more. */
function broken(key: string): [name: string, bytes: Buffer, open?: true][] {
	const auth = `Authorization: Bearer ${key}`;
	const post = (headers: string[], body: string | Buffer = EVENT) =>
		rawRequest('POST /api/v1/events', [auth, ...headers], body);
	const length = `Content-Length: ${EVENT.length}`;
	return [
		['no length and no chunks', post([CE])],
		['two lengths', post([CE, length, 'Content-Length: 1'])],
		['a length and chunks', post([CE, length, 'Transfer-Encoding: chunked'])],
		['a negative length', post([CE, 'Content-Length: -1'])],
		['a length that is no number', post([CE, 'Content-Length: 0x10'])],
		['a length beyond all numbers', post([CE, `Content-Length: ${'9'.repeat(40)}`])],
		['chunks of nonsense', post([CE, 'Transfer-Encoding: chunked'], 'zz\r\nabc\r\n')],
		[
			'a chunk beyond all numbers',
			post([CE, 'Transfer-Encoding: chunked'], `${'f'.repeat(20)}\r\n`)
		],
		['chunks within chunks', post([CE, 'Transfer-Encoding: chunked, chunked'], '0\r\n\r\n')],
		[
			'chunks that are not the last coding',
			post([CE, 'Transfer-Encoding: chunked, gzip'], '0\r\n\r\n')
		],
		['a bomb', post([CE, 'Content-Encoding: gzip', 'Content-Length: 4'], 'bomb')],
		['two codings', post([CE, 'Content-Encoding: identity, br', length])],
		['no type', post([length])],
		['two types', post([CE, 'Content-Type: text/plain', length].reverse())],
		['a type with a line break', post([`${CE}\r\n X: y`, length], EVENT)],
		[
			'two keys, the first of them none',
			rawRequest('POST /api/v1/events', ['Authorization: Bearer x', auth, CE, length], EVENT)
		],
		[
			'a key of nonsense',
			rawRequest('POST /api/v1/events', ['Authorization: Bearer \x80\xff', CE, length], EVENT)
		],
		['a header with a NUL', post([CE, length, 'X-A: a\0b'])],
		['a header without a name', post([CE, length, ': x'])],
		['a header with a space in its name', post([CE, length, 'X A: b'])],
		['a header of 100 KB', post([CE, length, `X-A: ${'x'.repeat(100_000)}`])],
		['3,000 headers', post([CE, length, ...Array.from({ length: 3_000 }, (_, i) => `X-${i}: 1`)])],
		[
			'a ce-header of nonsense',
			post(
				['Content-Type: application/json', 'ce-id: %zz', 'ce-type: %ff', 'Content-Length: 2'],
				'{}'
			)
		],
		[
			'ce-headers of the language',
			post(
				[
					'Content-Type: application/json',
					'ce-__proto__: 1',
					'ce-constructor: 1',
					'Content-Length: 2'
				],
				'{}'
			)
		],
		['a method that is none', rawRequest('FOO /api/v1/events', [auth])],
		['a lower-case method', rawRequest('post /api/v1/events', [auth, CE, length], EVENT)],
		[
			'an upgrade to something else',
			post([CE, length, 'Connection: Upgrade', 'Upgrade: h2c'], EVENT)
		],
		['another version', Buffer.from(`POST /api/v1/events HTTP/3.7\r\n\r\n`)],
		['the greeting of HTTP/2', Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')],
		[
			'the greeting of TLS',
			Buffer.from([0x16, 3, 1, 0, 200, 1, 0, 0, 196, 3, 3, ...Array(40).fill(7)])
		],
		['no host', Buffer.from(`POST /api/v1/events HTTP/1.1\r\n${auth}\r\n\r\n`)],
		[
			'an address that is none',
			rawRequest('POST http://[::1:99999/api/v1/events', [auth, CE, length], EVENT)
		],
		['a proxy', rawRequest('CONNECT evil.example:443', [auth])],
		['only line ends', Buffer.from('\r\n'.repeat(2_000)), true],
		['bytes by chance', Buffer.from(Array.from({ length: 4_000 }, (_, i) => (i * 7919) % 256))]
	];
}

test('F19: requests that are no HTTP, or say two things at once', async () => {
	const requests = broken(server.key());
	const before = standing();
	const faults: string[] = [];
	for (const [name, bytes, open] of requests) {
		const answer = await sendRaw(server.port, bytes, (socket) => open && socket.end());
		if (standing() !== before) faults.push(`${name}: something changed, ${answer.status}`);
		if (answer.status !== 0 && (answer.status < 400 || answer.status >= 500)) {
			faults.push(`${name}: ${answer.head.split('\r\n')[0]} ${answer.body.slice(0, 100)}`);
		}
	}
	expect(faults).toEqual([]);
	expect(standing()).toBe(before);
	await good();
	report('F19', `${requests.length} requests that are no HTTP: each refused or cut`);
});

test('F19: bodies that never end and never come take no memory, and nobody waits for them', async () => {
	const key = server.key();
	const head = (path: string, more: string) =>
		`POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${key}\r\n` +
		`Content-Type: application/json\r\nce-id: 1\r\n${more}\r\n\r\n`;
	const before = standing();
	const rss = process.memoryUsage().rss;
	let peak = 0;
	const chunk = Buffer.concat([
		Buffer.from('10000\r\n'),
		Buffer.alloc(65_536, 'x'),
		Buffer.from('\r\n')
	]);
	const pour = (socket: Socket) => {
		const on = () => {
			while (!socket.destroyed && socket.write(chunk));
			peak = Math.max(peak, process.memoryUsage().rss - rss);
		};
		// A page answers and then reads no more, until the minute is over that a request may take.
		socket.once('data', () => setImmediate(() => socket.destroy()));
		socket.on('drain', on);
		on();
	};
	const doors = ['/api/v1/events', '/api/v1/branches/lakeside/tickets', '/sign-in?/password'];
	const floods = Array.from({ length: howMany(6, 30) }, (_, i) =>
		sendRaw(server.port, head(doors[i % doors.length]!, 'Transfer-Encoding: chunked'), pour)
	);
	await good();
	// More than any door takes was refused or cut; none was taken, none went on for ever.
	for (const { status } of await Promise.all(floods))
		expect([0, 400, 401, 403, 413, 415]).toContain(status);
	const slow = Array.from({ length: howMany(20, 200) }, () =>
		sendRaw(server.port, head('/api/v1/events', 'Content-Length: 1000'), (socket) =>
			socket.write('{')
		)
	);
	// They have been heard of.
	await good();
	clock.advance(BODY_MS);
	await good();
	for (const { status } of await Promise.all(slow)) expect(status).toBe(408);
	expect(standing().length).toBeGreaterThan(before.length / 2);
	expect(peak).toBeLessThan(400 * 2 ** 20);
	report(
		'F19',
		`${floods.length} bodies without end cut, at most ${Math.round(peak / 2 ** 20)} MB more; ${slow.length} that never came ended`
	);
});

test.skipIf(!AT_LENGTH)(
	'F19: 300 heads that trickle in are ended, and others are answered meanwhile',
	async () => {
		const heads = Array.from({ length: 300 }, () => {
			let socket: Socket | undefined;
			const answer = sendRaw(
				server.port,
				'POST /api/v1/events HTTP/1.1\r\nHost: x\r\n',
				(it) => (socket = it)
			);
			return { answer, trickle: () => socket?.write('X-A: 1\r\n') };
		});
		let ended = 0;
		for (const { answer } of heads) void answer.then(() => (ended += 1));
		const trickling = setInterval(() => heads.forEach(({ trickle }) => trickle()), 1_000);
		await good();
		await until(() => ended === heads.length);
		clearInterval(trickling);
		for (const { answer } of heads) expect([0, 408]).toContain((await answer).status);
		await good();
		report('F19', '300 heads that trickle in: all ended by the server');
	}
);

test('F19: formulas that were told as texts are texts in every file', async () => {
	const formula = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '=HYPERLINK("http://x")'];
	const said = formula.flatMap((reason, nth) => {
		const number = `F${nth}`;
		return [
			event('ticket.issued', number, {
				service: 'cash',
				customer: { name: reason, ref: reason, note: reason }
			}),
			event('ticket.called', number, { counter: '1', reason }),
			event('ticket.cancelled', number, { reason })
		];
	});
	expect((await server.batch(said)).body).toMatchObject({ rejected: [] });
	for (const table of ['tickets', 'prompts', 'referrals', 'sales', 'devices']) {
		const path = `/api/v1/branches/lakeside/export/${table}`;
		const { status, text } = await ask(
			'administrator',
			'GET',
			`${path}.csv?from=2026-11-25&to=2026-11-25`
		);
		expect(status).toBe(200);
		const cells = text.split(/\r?\n|,/).map((cell) => cell.replace(/^"/, ''));
		expect(cells.filter((cell) => /^[=+@\t\r]|^-(?!\d+(\.\d+)?$)/.test(cell))).toEqual([]);
		const sheet = await ask('administrator', 'GET', `${path}.xlsx?from=2026-11-25&to=2026-11-25`);
		expect(sheet.status).toBe(200);
	}
});
