import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import { onTestFinished } from 'vitest';
import type { BranchFile } from '#lib/protocol/branch-file.ts';
import type { IngestAnswer, ScreenToServer, ServerToScreen } from '#lib/protocol/index.ts';
import type { Problem } from '#lib/protocol/problem.ts';
import type { AuditLog } from '#server/audit.ts';
import type { Clock } from '#server/clock.ts';
import type { MqttConfig, ProviderConfig } from '#server/config.ts';
import { Limits, SHAPES } from '#server/limits/limits.ts';
import type { LimitName, LimitShape } from '#server/limits/limits.ts';
import { startServer } from '#server/server.ts';
import type { RunningServer } from '#server/server.ts';
import { manualClock } from './manual-clock.ts';
import { testConfig } from './test-config.ts';

/** A small branch, valid as it is. */
export function lakeside(change: Partial<BranchFile> = {}): BranchFile {
	return {
		id: 'lakeside',
		name: { zh: '湖滨支行', en: 'Lakeside Branch' },
		timeZone: 'Asia/Shanghai',
		services: [
			{ id: 'cash', prefix: 'A', name: { zh: '现金', en: 'Cash' }, complexity: 'simple' },
			{ id: 'opening', prefix: 'B', name: { zh: '开户', en: 'Opening' }, complexity: 'complex' }
		],
		counters: [
			{ id: '1', name: { zh: '1号', en: 'One' }, services: ['cash', 'opening'] },
			{ id: '2', name: { zh: '2号', en: 'Two' }, services: ['cash'] }
		],
		devices: [{ id: 'atm-1', kind: 'atm', name: { zh: '取款机', en: 'ATM' } }],
		...change
	};
}

const WIDE = Object.fromEntries(
	Object.keys(SHAPES).map((name) => [name, { points: 1_000_000, duration: 1 }])
) as Record<LimitName, LimitShape>;

export type Screen = Socket<ServerToScreen, ScreenToServer>;
export type Answer = { status: number; headers: Headers; body: IngestAnswer & Problem };

export interface TestServer extends RunningServer {
	folder: string;
	port: number;
	/** Real time as its clock has it. */
	now(): number;
	/** Closes, and removes the folder. */
	stop(): Promise<void>;
	/** The secret of a new key. */
	key(scopes?: string[], branch?: string | null): string;
	/** Posts to the machines' door, by default structured mode with a key of the branch. */
	post(body: unknown, headers?: Record<string, string>): Promise<Answer>;
	/** Posts a batch. */
	batch(events: unknown[], headers?: Record<string, string>): Promise<Answer>;
	/** A connected screen, closed with the test; by default with a key that may watch and act everywhere. */
	screen(auth?: Record<string, unknown>, options?: Parameters<typeof io>[1]): Promise<Screen>;
}

export interface TestServerOptions {
	clock?: Clock;
	branches?: BranchFile[];
	origins?: string[];
	/** Needs a build: the pages too. */
	pages?: boolean;
	/** Nothing is counted against any limit: for tests that knock thousands of times. */
	unlimited?: boolean;
	audit?: AuditLog;
	/** The bank's own sign-in; none by default. */
	provider?: ProviderConfig | null;
	/** Origins that webhooks may be sent to; none by default. */
	webhookHosts?: string[];
	/** Whom probes may ask; nobody by default. */
	probeHosts?: string[];
	/** Where MQTT is spoken; nowhere by default. */
	mqtt?: Partial<MqttConfig>;
}

/** A real server on a real store in a folder of its own, without pages; gone when the test is. */
export async function testServer(options: TestServerOptions = {}): Promise<TestServer> {
	const server = await startTestServer(options);
	onTestFinished(() => server.stop());
	return server;
}

/** The same for several tests; to be stopped by who started it. */
export async function startTestServer({
	clock = manualClock(),
	branches = [lakeside()],
	origins = [],
	pages = false,
	unlimited = false,
	audit,
	provider = null,
	webhookHosts = [],
	probeHosts = [],
	mqtt = {}
}: TestServerOptions = {}): Promise<TestServer> {
	const folder = mkdtempSync(join(tmpdir(), 'foyer-test-'));
	const config = testConfig(folder, {
		...{ origins, provider, webhookHosts, probeHosts },
		mqtt: { url: null, port: null, ...mqtt }
	});
	const limits = unlimited ? new Limits(WIDE) : undefined;
	const server = await startServer({ config, clock, pages, limits, audit });
	for (const branch of branches) {
		const applied = await server.app.apply(branch);
		if (!applied.ok) throw new Error(JSON.stringify(applied.issues));
	}
	const key = (scopes = ['events:write'], branch: string | null = 'lakeside') =>
		server.app.store.keys.create({ branch, scopes, name: 'test' }, clock.real()).secret;
	let ownKey: string | undefined;
	let readerKey: string | undefined;
	const reader = () => (readerKey ??= key(['read', 'events:write'], null));
	const post = async (body: unknown, headers: Record<string, string> = {}): Promise<Answer> => {
		const raw = typeof body === 'string' || body instanceof Uint8Array;
		const response = await fetch(`${server.url}/api/v1/events`, {
			method: 'POST',
			headers: {
				authorization: `Bearer ${(ownKey ??= key())}`,
				'content-type': 'application/cloudevents+json',
				...headers
			},
			body: raw ? (body as string) : JSON.stringify(body)
		});
		const answer = (await response.json()) as Answer['body'];
		return { status: response.status, headers: response.headers, body: answer };
	};
	return {
		...server,
		folder,
		stop: async () => {
			await server.close();
			rmSync(folder, { recursive: true, force: true });
		},
		port: Number(new URL(server.url).port),
		now: () => clock.real(),
		key,
		post,
		batch: (events, headers) =>
			post(events, { 'content-type': 'application/cloudevents-batch+json', ...headers }),
		screen: (auth = { token: reader() }, options = {}) => connected(server.url, auth, options)
	};
}

async function connected(
	url: string,
	auth: Record<string, unknown>,
	options: Parameters<typeof io>[1]
): Promise<Screen> {
	const screen: Screen = io(url, {
		transports: ['websocket'],
		forceNew: true,
		reconnection: false,
		auth,
		...options
	});
	onTestFinished(() => void screen.close());
	await new Promise<void>((resolve, reject) => {
		screen.once('connect', resolve);
		screen.once('connect_error', reject);
	});
	return screen;
}

let made = 0;

/** A CloudEvent as JSON; what is left out is valid. */
export function event(
	type: string,
	subject: string | undefined,
	data?: unknown,
	more: Record<string, unknown> = {}
): Record<string, unknown> {
	made += 1;
	return { specversion: '1.0', id: `e${made}`, source: '/test', type, subject, data, ...more };
}

/** Waits until what is due by the clock of a server is on disk: whatever is told now is stored behind it. */
export async function settled(server: TestServer): Promise<void> {
	const answer = await server.post(event('clock.tick', undefined, {}));
	if (answer.status !== 200) throw new Error(answer.body.detail);
}

/** Waits until something holds; the test's own time limit is the only one. */
export async function until(holds: () => boolean): Promise<void> {
	while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}
