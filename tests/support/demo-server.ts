import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { BranchFile } from '#lib/protocol/index.ts';
import type { Pairable, Role } from '#lib/protocol/roles.ts';
import type { SignInAnswer } from '#server/people/sign-in.ts';
import { DEMO_USERS } from './demo-users.ts';

const ENTRY = fileURLToPath(new URL('./demo-entry.ts', import.meta.url));

/** The demonstration branch, served by a process of its own. */
export interface DemoServer {
	url: string;
	/** Of its process, another after a crash. */
	pid: number;
	key: string;
	/** The credential of a paired wall, as its cookie holds it. */
	display: string;
	/** One person of each role. */
	users: Readonly<Record<Role, { username: string; password: string }>>;
	/** Signs somebody in as the form does: what came of it, with the cookies. */
	signIn(username: string, password: string): Promise<SignInAnswer>;
	/** The credential of a new display, as its cookie holds it. */
	pair(screen: Pairable): Promise<string>;
	/** Lives through the day until a local time, HH:MM. */
	until(time: string): Promise<void>;
	/** The branch becomes the demonstration's with these parts of its file in place of its own. */
	change(parts: Partial<BranchFile>): Promise<void>;
	/** The process stands still and answers nobody, or goes on. */
	freeze(): void;
	thaw(): void;
	/** Ends the process without a word and starts it again at the same address, on the same data. */
	crash(): Promise<void>;
	/** Stops it in order and starts the one of another tree of the program at the same address, on the same data. */
	upgrade(tree: string): Promise<void>;
	/** Sends events as a queue machine does. */
	post(events: object[]): Promise<{ accepted: number; rejected: unknown[] }>;
	stop(): Promise<void>;
}

/** Starts the demonstration branch at a local time of its day; `08:50` is before anybody came. `env`: further settings. */
export async function startDemo(
	until: string,
	env: Record<string, string> = {}
): Promise<DemoServer> {
	const folder = await mkdtemp(join(tmpdir(), 'foyer-e2e-'));
	const password = randomBytes(12).toString('base64url');
	let running = await start(folder, { until, password }, 0, env);
	const display = running.display ?? '';
	const users = Object.fromEntries(
		DEMO_USERS.map(({ role, username }) => [role, { username, password }])
	) as DemoServer['users'];
	/** The answer to one line; lines are answered in their order. */
	const ask = async (line: string): Promise<string> => {
		running.child.stdin.write(`${line}\n`);
		const answer = await running.lines.next();
		if (answer.done === true) throw new Error('The demonstration server ended');
		return answer.value;
	};
	const demo: DemoServer = {
		get url() {
			return running.url;
		},
		get pid() {
			return running.child.pid!;
		},
		get key() {
			return running.key;
		},
		display,
		users,
		signIn: async (username, password) =>
			JSON.parse(await ask(`sign-in ${JSON.stringify({ username, password })}`)) as SignInAnswer,
		pair: (screen) => ask(`pair ${screen}`),
		until: async (time) => void (await ask(time)),
		change: async (parts) => {
			const answer = await ask(`change ${JSON.stringify(parts)}`);
			if (answer !== 'changed') throw new Error(answer);
		},
		freeze: () => void running.child.kill('SIGSTOP'),
		thaw: () => void running.child.kill('SIGCONT'),
		crash: async () => {
			const port = Number(new URL(running.url).port);
			await end(running.child, 'SIGKILL');
			running = await start(folder, { until, password }, port, env);
		},
		upgrade: async (tree) => {
			const port = Number(new URL(running.url).port);
			await end(running.child, 'SIGTERM');
			const entry = join(tree, 'tests/support/demo-entry.ts');
			running = await start(folder, { until, password }, port, env, entry);
		},
		post: async (events) => {
			const response = await fetch(`${running.url}/api/v1/events`, {
				method: 'POST',
				headers: {
					authorization: `Bearer ${running.key}`,
					'content-type': 'application/cloudevents-batch+json'
				},
				body: JSON.stringify(
					events.map((event) => ({ specversion: '1.0', source: 'test', ...event }))
				)
			});
			return (await response.json()) as { accepted: number; rejected: unknown[] };
		},
		stop: async () => {
			await end(running.child, 'SIGTERM');
			await rm(folder, { recursive: true, force: true });
		}
	};
	return demo;
}

async function start(
	folder: string,
	{ until, password }: { until: string; password: string },
	port: number,
	env: Record<string, string>,
	entry = ENTRY
) {
	const child = spawn(process.execPath, [entry], {
		env: {
			...process.env,
			FOYER_DATA: folder,
			PORT: String(port),
			FOYER_TEST_UNTIL: until,
			FOYER_TEST_PASSWORD: password,
			...env
		},
		stdio: ['pipe', 'pipe', 'inherit']
	});
	const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
	const first = await lines.next();
	if (first.done === true) throw new Error('The demonstration server ended before it served');
	const { url, key, display } = JSON.parse(first.value) as {
		url: string;
		key: string;
		display: string | null;
	};
	return { child, lines, url, key, display };
}

async function end(child: ReturnType<typeof spawn>, signal: NodeJS.Signals): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const gone = once(child, 'exit');
	child.kill('SIGCONT');
	child.kill(signal);
	await gone;
}
