/**
 * The floor of live work: a bare node:http server that checks the same body with the same compiled schemas, commits
 * the same rows in groups, durably, answers, and sends raw `ws` frames to whoever listens.
 */
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import { checkEnvelope } from '#lib/protocol/check/check-event.ts';
import type { PackedGroup } from '#server/store/pack.ts';
import { BareStore } from './bare-store.ts';
import { benchBranch, branchDays, take } from './branch-days.ts';
import { argument, serve } from './child.ts';
import { temporaryFolder } from './folder.ts';
import { ownFigures } from './own-figures.ts';
import { Recorder } from './recorded.ts';

/** `pingEvery`: each screen is asked so often whether it is still there, in milliseconds; it is cut when it was not. */
const { seed, pingEvery } = argument<{ seed: number; pingEvery?: number }>();
const store = new BareStore(temporaryFolder());
const stream = branchDays(seed);
const recorder = new Recorder(benchBranch('bench'));
/** What Foyer writes for each event. */
const rows = new Map<string, PackedGroup>();
let waiting: { branch: string; id: string; res: ServerResponse }[] = [];
let seq = 0;
let padding = '';
const screens = new Map<string, Set<WebSocket>>();

const server = createServer((req, res) => {
	const chunks: Buffer[] = [];
	req.on('data', (chunk: Buffer) => chunks.push(chunk));
	req.on('end', () => {
		const checked = checkEnvelope(JSON.parse(Buffer.concat(chunks).toString()), Date.now());
		if (!checked.ok) {
			res.writeHead(422).end(checked.detail);
			return;
		}
		if (waiting.push({ branch: checked.branch ?? '', id: checked.id, res }) === 1) {
			setImmediate(commit);
		}
	});
});

function commit(): void {
	const group = waiting;
	waiting = [];
	store.commit(group.map(({ id }) => rows.get(id) as PackedGroup));
	for (const { branch, res } of group) {
		seq += 1;
		const listening = screens.get(branch);
		if (listening !== undefined) {
			const frame = Buffer.from(`{"prev":${seq - 1},"seq":${seq},"pad":"${padding}"}`);
			for (const screen of listening) screen.send(frame, { binary: false });
		}
		const body = `{"accepted":1,"duplicates":0,"rejected":[],"seq":${seq}}`;
		res.writeHead(200, ['Content-Type', 'application/json', 'Content-Length', `${body.length}`]);
		res.end(body);
	}
}

const sockets = new WebSocketServer({ server, perMessageDeflate: false });
sockets.on('connection', (screen, req) => {
	const branch = (req.url as string).slice(1);
	let listening = screens.get(branch);
	if (listening === undefined) screens.set(branch, (listening = new Set()));
	listening.add(screen);
	if (pingEvery !== undefined) pinged(screen, pingEvery);
	screen.once('close', () => listening.delete(screen));
});

function pinged(screen: WebSocket, every: number): void {
	let there = true;
	screen.on('pong', () => (there = true));
	const timer = setInterval(() => {
		if (!there) screen.terminate();
		there = false;
		screen.ping();
	}, every);
	screen.once('close', () => clearInterval(timer));
}

await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));

serve({
	url: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
	/** Works out the rows of the next events, not measured. */
	prepare: async (count: number) => {
		const events = take(stream, count);
		const groups = await recorder.groups(events, 1);
		rows.clear();
		for (const [index, { id }] of events.entries()) rows.set(id, groups[index] as PackedGroup);
	},
	/** How long a frame is, in bytes. */
	frames: (bytes: number) => {
		padding = 'x'.repeat(Math.max(0, Math.round(bytes) - 40));
	},
	...ownFigures()
});
