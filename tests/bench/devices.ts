import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import type { BranchFile, DeviceConfig } from '#lib/protocol/index.ts';
import { benchBranch } from './support/branch-days.ts';
import type { Bench } from './support/figures.ts';
import { startFoyer } from './support/foyer.ts';
import type { Foyer } from './support/foyer.ts';
import { pause, quantile, sharedNow } from './support/numbers.ts';
import { Posters, requestBytes, SINGLE } from './support/poster.ts';
import { BenchScreen } from './support/screens.ts';

const BRANCHES = 20;
const DEVICES = 50;
/** Of each branch's devices so many are asked by the server, every 30 s: 200 tries a minute in all. */
const PROBED = 5;
const HEARTBEAT_S = 30;
const PHASE_S = 40;
const TICKETS_S = 10;
const SCREENS = 30;
const CHANGES = 60;

/** What a thousand devices cost, and what they do to the line: the same tickets with them and without, in turns. */
export const devices: Bench = {
	name: 'devices',
	about: `${BRANCHES * DEVICES} devices at a heartbeat in ${HEARTBEAT_S} s and 200 probes a minute`,
	async run(report) {
		const { port, close } = await listening();
		const ids = Array.from({ length: BRANCHES }, (_, index) => `b${index}`);
		const bare = await startFoyer(ids.map((id) => branchOf(id)));
		const full = await startFoyer(
			ids.map((id) => branchOf(id, port)),
			{ probeHosts: ['127.0.0.1'] }
		);
		try {
			const alone = await phase(bare, ids, false);
			const beside = await phase(full, ids, true);
			const idle = await cpuOver(bare, PHASE_S, () => Promise.resolve());
			const beats = await cpuOver(full, PHASE_S, () => beat(full, ids, PHASE_S));
			report({
				name: 'CPU of heartbeats and probes',
				ours: (100 * (beats - idle)) / PHASE_S,
				unit: '% of a core',
				target: { atMost: 10 },
				note: `idle ${((100 * idle) / PHASE_S).toFixed(2)} %`
			});
			for (const p of [0.5, 0.99]) {
				const [ours, floor] = [quantile(beside, p), quantile(alone, p)];
				report({
					name: `a ticket until its patch, p${p * 100}, beside them`,
					...{ ours, floor, unit: 'ms', ratio: ours / floor, target: { atMost: 1.5 } }
				});
			}
			const changes = await stateChanges(full, ids[0] as string);
			report({
				name: `a state change on ${SCREENS} screens, p95`,
				...{ ours: quantile(changes, 0.95), unit: 'ms', target: { atMost: 250 } }
			});
			const seen = await silence(full, ids[1] as string);
			report({
				name: 'a device that falls silent is seen after',
				...{ ours: seen, unit: 'intervals of 30 s', target: { atMost: 3 } }
			});
		} finally {
			await bare.stop();
			await full.stop();
			close();
		}
	}
};

function branchOf(id: string, port?: number): BranchFile {
	const own = Array.from({ length: port === undefined ? 0 : DEVICES }, (_, n): DeviceConfig => {
		const device = { id: `d${n}`, kind: 'atm', name: { zh: `${n}号`, en: `Device ${n}` } };
		if (port === undefined || n >= PROBED) return device;
		return { ...device, probe: { type: 'tcp', host: '127.0.0.1', port } };
	});
	return benchBranch(id, { clock: 'wall', devices: own });
}

/** Takes connections and ends them. */
async function listening(): Promise<{ port: number; close: () => void }> {
	const open = new Set<Socket>();
	const server: Server = createServer((socket) => {
		open.add(socket);
		socket.on('error', () => undefined);
		socket.once('close', () => open.delete(socket));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const close = () => {
		server.close();
		for (const socket of open) socket.destroy();
	};
	return { port: (server.address() as AddressInfo).port, close };
}

async function cpuOver(foyer: Foyer, seconds: number, run: () => Promise<void>): Promise<number> {
	const before = await foyer.cpu();
	await Promise.all([pause(seconds * 1_000), run()]);
	return (await foyer.cpu()) - before;
}

let made = 0;

function eventOf(branch: string, type: string, subject: string, data: object): string {
	made += 1;
	const about = { specversion: '1.0', id: `e${made}`, source: '/bench', branch };
	return JSON.stringify({ ...about, type, subject, data });
}

/** Every device that is not asked says that it is there, at its own moment of each interval. */
async function beat(foyer: Foyer, ids: readonly string[], seconds: number): Promise<void> {
	const posters = new Posters(foyer.url);
	const beating = ids.flatMap((branch) =>
		Array.from({ length: DEVICES - PROBED }, (_, n) => ({ branch, device: `d${n + PROBED}` }))
	);
	const gap = (HEARTBEAT_S * 1_000) / beating.length;
	const began = sharedNow();
	const answers: Promise<void>[] = [];
	for (let n = 0; n * gap < seconds * 1_000; n += 1) {
		await pause(began + n * gap - sharedNow());
		const { branch, device } = beating[n % beating.length] as (typeof beating)[number];
		answers.push(post(foyer, posters, eventOf(branch, 'device.heartbeat', device, {})));
	}
	await Promise.all(answers);
	posters.close();
}

async function post(foyer: Foyer, posters: Posters, body: string): Promise<void> {
	const poster = await posters.acquire();
	await poster.post(requestBytes(foyer.url, foyer.key, SINGLE, body));
	posters.release(poster);
}

/** Milliseconds from sending a ticket to its patch on the branch's wall, with the devices beside it or without. */
async function phase(foyer: Foyer, ids: readonly string[], busy: boolean): Promise<number[]> {
	const sent = new Map<string, number>();
	const took: number[] = [];
	const screens = await Promise.all(
		ids.map((id) =>
			BenchScreen.watching(foyer, id, 'wall', (frame, at) => {
				for (const [, number = ''] of frame.matchAll(/"number":"(L\d+)"/g)) {
					const began = sent.get(number);
					if (began !== undefined) took.push(at - began);
					sent.delete(number);
				}
			})
		)
	);
	const posters = new Posters(foyer.url);
	const beating = busy ? beat(foyer, ids, PHASE_S) : Promise.resolve();
	const answers: Promise<void>[] = [];
	const began = sharedNow();
	for (let n = 0; n < PHASE_S * TICKETS_S; n += 1) {
		await pause(began + (n * 1_000) / TICKETS_S - sharedNow());
		const number = `L${made}`;
		const body = eventOf(ids[n % ids.length] as string, 'ticket.issued', number, {
			service: 'cash'
		});
		sent.set(number, sharedNow());
		answers.push(post(foyer, posters, body));
	}
	await Promise.all([...answers, beating]);
	for (const screen of screens) screen.close();
	posters.close();
	return took.slice(PHASE_S);
}

/** Milliseconds from telling a device's new state to the last of its branch's screens. */
async function stateChanges(foyer: Foyer, branch: string): Promise<number[]> {
	const took: number[] = [];
	let began = 0;
	let came = 0;
	const screens = await Promise.all(
		Array.from({ length: SCREENS }, () =>
			BenchScreen.watching(foyer, branch, 'wall', (frame, at) => {
				if (!frame.includes('"d7":{')) return;
				came += 1;
				if (came === SCREENS) took.push(at - began);
			})
		)
	);
	const posters = new Posters(foyer.url);
	for (let n = 0; n < CHANGES; n += 1) {
		came = 0;
		began = sharedNow();
		// Each has another cause: a device that turns to and fro would be seen to flap.
		const data = { state: 'degraded', cause: `c${n}` };
		await post(foyer, posters, eventOf(branch, 'device.status', 'd7', data));
		while (took.length <= n) await pause(1);
	}
	for (const screen of screens) screen.close();
	posters.close();
	return took;
}

/** Intervals from a device's last heartbeat until a wall shows that nobody knows how it is. */
async function silence(foyer: Foyer, branch: string): Promise<number> {
	let seenAt = 0;
	const screen = await BenchScreen.watching(foyer, branch, 'wall', (frame, at) => {
		if (frame.includes('"d9":{') && frame.includes('"state":"unknown"')) seenAt = at;
	});
	const posters = new Posters(foyer.url);
	await post(foyer, posters, eventOf(branch, 'device.heartbeat', 'd9', {}));
	const began = sharedNow();
	while (seenAt === 0 && sharedNow() - began < 200_000) await pause(50);
	screen.close();
	posters.close();
	return (seenAt - began) / 1_000 / HEARTBEAT_S;
}
