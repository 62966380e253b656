import { benchBranch } from './support/branch-days.ts';
import type { Bench } from './support/figures.ts';
import { startFoyer } from './support/foyer.ts';
import { mean, pause, sharedNow } from './support/numbers.ts';
import { BATCH, Poster, requestBytes } from './support/poster.ts';
import { BenchScreen } from './support/screens.ts';

const WAITING = 100;
const DEVICES = 50;
const RATE = 20;
const SECONDS = 15;
/** A heartbeat of each device that often. */
const HEARTBEAT_SECONDS = 5;

type Step = [type: string, subject: string, data: object];

/** What a screen of a busy branch is sent. */
export const patches: Bench = {
	name: 'patches',
	about: `a branch with ${WAITING} waiting, ${DEVICES} devices and ${RATE} events a second: bytes on the wire`,
	async run(report) {
		const devices = Array.from({ length: DEVICES }, (_, index) => ({
			id: `atm-${index}`,
			kind: 'atm',
			name: { zh: `${index}号取款机`, en: `ATM ${index}` }
		}));
		const foyer = await startFoyer([benchBranch('bench', { clock: 'wall', devices })]);
		try {
			const poster = await Poster.open(foyer.url);
			let made = 0;
			const tell = async (steps: readonly Step[]) => {
				const events = steps.map(([type, subject, data]) => {
					made += 1;
					return {
						specversion: '1.0',
						id: `${made}`,
						source: '/q',
						type,
						subject,
						data,
						branch: 'bench'
					};
				});
				const body = await poster.post(
					requestBytes(foyer.url, foyer.key, BATCH, JSON.stringify(events))
				);
				if (!body.includes('"rejected":[]')) throw new Error(body);
			};
			const line: string[] = [];
			await tell(Array.from({ length: WAITING }, () => arrival(line)));
			await tell(devices.map(({ id }) => ['device.status', id, { state: 'ok' }]));

			const bytes = await bytesByType(foyer, tell);
			for (const [type, sizes] of bytes) {
				report({
					name: `patch of ${type}`,
					ours: Math.max(...sizes),
					unit: 'bytes',
					...(type.startsWith('ticket.') ? { target: { atMost: 400 } } : {}),
					note: `mean ${Math.round(mean(sizes))}`
				});
			}
			for (const screen of ['wall', 'lobby', 'head']) {
				const rate = await bytesASecond(foyer, screen, line, HEARTBEAT_SECONDS, tell);
				report({
					name: `${screen} screen`,
					ours: rate / 1000,
					unit: 'KB/s',
					target: { atMost: 5 },
					note: `of ${RATE} events/s ${DEVICES / HEARTBEAT_SECONDS} are heartbeats`
				});
			}
			report({
				name: 'wall screen, every event about a ticket',
				ours: (await bytesASecond(foyer, 'wall', line, Infinity, tell)) / 1000,
				unit: 'KB/s'
			});
			poster.close();
		} finally {
			await foyer.stop();
		}
	}
};

let arrivals = 0;

/** One more customer at the end of the line. */
function arrival(line: string[]): Step {
	const ticket = `A${String((arrivals += 1)).padStart(3, '0')}`;
	line.push(ticket);
	const service = arrivals % 3 === 0 ? 'transfer' : 'cash';
	const segment = arrivals % 12 === 0 ? 'priority' : 'ordinary';
	return ['ticket.issued', ticket, { service, segment }];
}

/** The frames of one event after the other, each alone in its patch. */
async function bytesByType(
	at: { url: string; key: string },
	tell: (steps: readonly Step[]) => Promise<void>
): Promise<Map<string, number[]>> {
	const sizes = new Map<string, number[]>();
	let type = '';
	const screen = await BenchScreen.watching(at, 'bench', 'wall', (frame) => {
		const { prev, seq } = JSON.parse(frame.slice(2))[1] as { prev: number; seq: number };
		const name = prev === seq ? 'figures, once a second at most' : type;
		const length = Buffer.byteLength(frame);
		// A websocket frame's own head: 2 bytes, 4 from 126 bytes on.
		const size = length + (length < 126 ? 2 : 4);
		const known = sizes.get(name);
		if (known === undefined) sizes.set(name, [size]);
		else known.push(size);
	});
	for (let index = 0; index < 12; index += 1) {
		const ticket = `B${String(index).padStart(3, '0')}`;
		const counter = `${1 + (index % 14)}`;
		const staff = `t${counter}`;
		const life: Step[] = [
			['ticket.issued', ticket, { service: 'cash' }],
			['ticket.called', ticket, { counter, staff }],
			['ticket.recalled', ticket, { counter, staff }],
			['ticket.started', ticket, { counter }],
			['ticket.requeued', ticket, { reason: 'form_error' }],
			['ticket.parked', ticket, { reason: 'form' }],
			['ticket.resumed', ticket, {}],
			['ticket.transferred', ticket, { service: 'opening' }],
			['form.checked', ticket, { ok: true }],
			['ticket.called', ticket, { counter, staff }],
			['ticket.started', ticket, { counter }],
			['ticket.finished', ticket, { counter }],
			['device.status', `atm-${index}`, { state: 'degraded', cause: 'paper_low' }]
		];
		for (const step of life) {
			type = step[0];
			await tell([step]);
			// Its frame is on its way before the answer; this lets it arrive.
			await pause(5);
		}
	}
	await pause(600);
	screen.close();
	return new Map([...sizes].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * A steady day: somebody comes, is called, served, done. Each device says every `beat` seconds that it is there, and
 * what is left of the events is about tickets.
 */
async function bytesASecond(
	at: { url: string; key: string },
	kind: string,
	line: string[],
	beat: number,
	tell: (steps: readonly Step[]) => Promise<void>
): Promise<number> {
	const screen = await BenchScreen.watching(at, 'bench', kind, () => undefined);
	const beats = DEVICES / beat / RATE;
	let beaten = 0;
	let about = 0;
	let ticket = '';
	let counter = '';
	const began = sharedNow();
	const before = screen.bytes;
	for (let event = 0; event < RATE * SECONDS; event += 1) {
		await pause(began + (event * 1000) / RATE - sharedNow());
		if (beaten < Math.floor((event + 1) * beats)) {
			await tell([['device.heartbeat', `atm-${beaten % DEVICES}`, {}]]);
			beaten += 1;
			continue;
		}
		const turn = about % 4;
		about += 1;
		if (turn === 0) await tell([arrival(line)]);
		else if (turn === 1) {
			counter = `${1 + (about % 14)}`;
			ticket = line.shift() as string;
			await tell([['ticket.called', ticket, { counter, staff: `t${counter}` }]]);
		} else await tell([[turn === 2 ? 'ticket.started' : 'ticket.finished', ticket, { counter }]]);
	}
	const seconds = (sharedNow() - began) / 1000;
	const bytes = screen.bytes - before;
	screen.close();
	return bytes / seconds;
}
