import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, it, vi } from 'vitest';
import type { LiveView as LiveViewClass } from '#lib/client/live-view.svelte.ts';
import type { IncomingEvent, Screen, View } from '#lib/protocol/index.ts';
import { wallClock, type Clock } from '#server/clock.ts';
import { readConfig } from '#server/config.ts';
import { Busy } from '#server/forecast/analysts.ts';
import { startServer, type RunningServer } from '#server/server.ts';
import { step, type Step } from '../support/arbitrary.ts';
import { howMany, report } from '../support/fault.ts';
import { smallBranch } from '../support/history.ts';

/**
 * Random sequences of faults, each of which must end with both screens equal to the server's view. RUNS=1000 looks
 * harder, by hand.
 */
const SEQUENCES = Number(process.env['RUNS'] ?? howMany(40, 200));

/** The page's own socket, to make it lose frames; the real client, with short delays instead of seconds. */
const link = vi.hoisted(() => ({
	url: '',
	token: '',
	sockets: [] as { drop: number; twice: number; cut: () => void }[]
}));

vi.mock('socket.io-client', async (load) => {
	const real = await load<typeof import('socket.io-client')>();
	const io = (options: object) => {
		const socket = real.io(link.url, {
			...options,
			auth: { token: link.token },
			forceNew: true,
			reconnectionDelay: 5,
			reconnectionDelayMax: 20,
			// Cut while it connects, it waits so long before it tries anew.
			timeout: 500
		});
		const control = { drop: 0, twice: 0, cut: () => socket.io.engine.close() };
		link.sockets.push(control);
		const on = socket.on.bind(socket);
		socket.on = ((name: string, run: (...args: unknown[]) => void) => {
			if (name !== 'patch') return on(name, run);
			return on(name, (...args: unknown[]) => {
				if (control.drop > 0) {
					control.drop -= 1;
					return;
				}
				run(...args);
				if (control.twice > 0) {
					control.twice -= 1;
					run(...args);
				}
			});
		}) as typeof socket.on;
		return socket;
	};
	return { ...real, io };
});

type Fault =
	| { kind: 'tell'; steps: Step[] }
	| { kind: 'drop' | 'twice'; screen: 0 | 1; frames: number }
	| { kind: 'cut'; screen: 0 | 1 }
	| { kind: 'restart' };

const screenIndex = fc.constantFrom(0 as const, 1 as const);
const fault: fc.Arbitrary<Fault> = fc.oneof(
	{
		arbitrary: fc.record({
			kind: fc.constant('tell' as const),
			steps: fc.array(step, { minLength: 1, maxLength: 8 })
		}),
		weight: 12
	},
	{
		arbitrary: fc.record({
			kind: fc.constantFrom('drop' as const, 'twice' as const),
			screen: screenIndex,
			frames: fc.integer({ min: 1, max: 4 })
		}),
		weight: 6
	},
	{ arbitrary: fc.record({ kind: fc.constant('cut' as const), screen: screenIndex }), weight: 4 },
	{ arbitrary: fc.constant({ kind: 'restart' as const }), weight: 1 }
);
const sequence = fc.array(fault, { minLength: 2, maxLength: 10 });

const SCREENS: [Screen, Screen] = ['wall', 'lobby'];
let folder = '';
let server: RunningServer;
let told = 0;
let clock = Date.parse('2026-03-02T08:50:00+08:00');

/** Rows that are told twice a second are told a hundred times: nothing here is about how often. */
const hurried = (): Clock => {
	const clock = wallClock();
	return { ...clock, every: (realMs, run) => clock.every(realMs / 50, run) };
};

async function start(port: number): Promise<void> {
	server = await startServer({
		config: readConfig({}, { data: folder, port }),
		clock: hurried(),
		pages: false,
		// A thread that starts with each of hundreds of servers would take most of the time.
		analysts: { ask: () => Promise.reject(new Busy('not here')), close: () => Promise.resolve() }
	});
	link.url = server.url;
}

/** The same door as every other source, with a new id for each. */
async function tell(steps: Step[]): Promise<void> {
	const commands = steps.map(({ type, subject, data, pause, delay, origin }) => {
		clock += pause;
		told += 1;
		const event = { type, at: clock - delay, subject, data } as unknown as IncomingEvent;
		return { origin, source: 'history', id: String(told), event };
	});
	await server.app.branches.get('lakeside')!.accept(commands);
}

async function apply(each: Fault): Promise<void> {
	switch (each.kind) {
		case 'tell':
			return tell(each.steps);
		case 'drop':
			link.sockets[each.screen]!.drop = each.frames;
			return;
		case 'twice':
			link.sockets[each.screen]!.twice = each.frames;
			return;
		case 'cut':
			link.sockets[each.screen]!.cut();
			return;
		case 'restart': {
			const { port } = new URL(server.url);
			await server.close();
			await start(Number(port));
		}
	}
}

/** Everything that a screen shows but its branch, whose row has the instants of today's hours. */
function rowsOf(live: LiveViewClass): View {
	const { tickets, counters, services, prompts, devices, referrals, staff, kpis } = live;
	const { incidents, checklists } = live;
	const catalogue: View['catalogue'] = live.catalogue ? { catalogue: live.catalogue } : {};
	return {
		...{ tickets, counters, services, prompts, devices, incidents, checklists, referrals },
		...{ staff, catalogue, kpis }
	};
}

function expected(screen: Screen): View {
	const { branch: _, ...rows } = server.app.branches.get('lakeside')!.view(screen).view;
	// A screen that is not to see referrals or the catalogue has none.
	return { referrals: {}, catalogue: {}, ...rows };
}

async function converged(live: LiveViewClass, screen: Screen): Promise<void> {
	const until = performance.now() + 60_000;
	for (;;) {
		const equal =
			live.seq === server.app.branches.get('lakeside')!.seq && same(rowsOf(live), expected(screen));
		if (equal) return;
		if (performance.now() > until)
			expect({ screen, ...rowsOf(live) }).toEqual({ screen, ...expected(screen) });
		await new Promise((resolve) => setTimeout(resolve, 2));
	}
}

function same(a: View, b: View): boolean {
	return sorted(a) === sorted(b);
}

/** JSON with sorted keys: rows come in different orders, and order means nothing. */
function sorted(value: unknown): string {
	return JSON.stringify(value, (_, each: unknown) =>
		each !== null && typeof each === 'object' && !Array.isArray(each)
			? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
			: each
	);
}

afterAll(async () => {
	await server?.close();
	await rm(folder, { recursive: true, force: true });
});

it(`F11: two screens equal the server after each of ${SEQUENCES} random fault sequences`, async () => {
	const { LiveView } = await import('#lib/client/live-view.svelte.ts');
	vi.stubGlobal('document', {
		visibilityState: 'visible',
		addEventListener() {},
		removeEventListener() {}
	});
	vi.stubGlobal('addEventListener', () => {});
	vi.stubGlobal('removeEventListener', () => {});
	folder = await mkdtemp(join(tmpdir(), 'foyer-f11-'));
	await start(0);
	const applied = await server.app.apply(smallBranch());
	expect(applied.ok).toBe(true);
	link.token = server.app.store.keys.create(
		{ branch: 'lakeside', scopes: ['read', 'read:personal', 'events:write'], name: 'test' },
		Date.now()
	).secret;
	const branch = server.app.branches.get('lakeside')!;
	const lives = SCREENS.map(
		(screen) => new LiveView(branch.view(screen), { branch: 'lakeside', screen })
	);
	const undo = lives.map((live) => live.connect());
	const counts: Record<string, number> = {};
	await fc.assert(
		fc.asyncProperty(sequence, step, async (faults, last) => {
			for (const each of faults) {
				counts[each.kind] = (counts[each.kind] ?? 0) + 1;
				await apply(each);
			}
			for (const socket of link.sockets) socket.drop = socket.twice = 0;
			// A frame that was lost shows when the next one does not follow on it.
			await tell([
				last,
				{ ...last, type: 'clock.tick', subject: '', data: {}, pause: 1, delay: 0 }
			]);
			await Promise.all(lives.map((live, index) => converged(live, SCREENS[index]!)));
		}),
		{ numRuns: SEQUENCES, endOnFailure: true }
	);
	for (const each of undo) each();
	report('F11', `${SEQUENCES} sequences, ${told} events, faults ${JSON.stringify(counts)}`);
}, 900_000);
