/**
 * A whole server in a process of its own, on the demonstration day, for browser tests: it lives through the day up to
 * an instant and then goes on in real time. Says where it is as JSON on a line, and answers each line that it reads
 * with one: to `HH:MM`, when it has lived until then; to `sign-in {"username":…,"password":…}`, with the cookies; to
 * `pair kiosk`, with the credential of a new display; to `change {…}`, parts of the branch file, when the branch has them.
 */
import { createInterface } from 'node:readline';
import type { BranchFile, IncomingEvent } from '#lib/protocol/index.ts';
import type { Pairable } from '#lib/protocol/roles.ts';
import { OPERATOR } from '#server/access/access.ts';
import { wallClock } from '#server/clock.ts';
import { readConfig } from '#server/config.ts';
import { DemoDays } from '#server/demo/day.ts';
import { DAY_BEGINS } from '#server/demo/world.ts';
import type { DemoEvent } from '#server/demo/world.ts';
import { lakeside } from '#server/demo/lakeside.ts';
import { workingDaysBefore } from '#server/demo/player.ts';
import { closeOnSignal } from '#server/run.ts';
import { startServer } from '#server/server.ts';
import { DEMO_USERS } from './demo-users.ts';

const DATE = '2026-11-25';
const instant = (time: string, date = DATE) => Date.parse(`${date}T${time}:00+08:00`);
/** Working days that the branch has lived through before. */
const past = workingDaysBefore(DATE, Number(process.env['FOYER_TEST_PAST'] ?? 0));

/** Stands at `at` and, once let go, runs as fast as life. */
const life = wallClock();
let stands: number | null = instant(DAY_BEGINS, past[0]);
let since = 0;
let from = instant(DAY_BEGINS);
const clock = { ...life, now: () => stands ?? Math.floor(from + life.monotonic() - since) };

const server = await startServer({ config: readConfig(), clock });
closeOnSignal(server);
await server.app.apply(withPrinter(process.env['FOYER_TEST_PRINTER']));
const branch = server.app.branches.get(lakeside.id);
if (branch === undefined) throw new Error('The demonstration branch was refused');
// Each day knows those before it: made up in their order, also where they were told before a crash.
const days = new DemoDays(1);
const before = past.map((date) => days.next(date));
const day = days.next(DATE);
let next = 0;

/** The kiosk has a printer at a port of this machine, `9100` or `9100 image`; none: it has none. */
function withPrinter(printer: string | undefined): BranchFile {
	if (printer === undefined) return lakeside;
	const [port, print = 'text'] = printer.split(' ');
	const probe = { type: 'tcp' as const, host: '127.0.0.1', port: Number(port), print };
	const name = { zh: '13号小票机', en: 'Ticket printer 13' };
	const device = { id: 'printer-13', kind: 'printer', name, probe };
	return {
		...lakeside,
		kiosk: { ...lakeside.kiosk, printer: device.id },
		devices: [...(lakeside.devices ?? []), device]
	};
}

/** A whole day, told by the minute. */
async function liveThrough(events: readonly DemoEvent[]): Promise<void> {
	const commands = events.map(({ source, id, ...told }) => {
		return { origin: 'machine' as const, source, id, event: told as IncomingEvent };
	});
	for (const told of Map.groupBy(commands, ({ event }) => Math.floor(event.at / 60_000)).values()) {
		stands = told.at(-1)?.event.at ?? stands;
		await branch?.accept(told);
	}
}

async function liveUntil(time: string): Promise<void> {
	const until = instant(time);
	stands = clock.now();
	for (let event = day[next]; event !== undefined && event.at <= until; event = day[next]) {
		next += 1;
		const { source, id, ...told } = event;
		const incoming = told as IncomingEvent;
		if (event.at > stands) stands = event.at;
		await branch?.accept([{ origin: 'machine', source, id, event: incoming }]);
	}
	from = Math.max(stands, until);
	since = life.monotonic();
	stands = null;
	branch?.advance();
}

// After a crash they are in the log already.
if (branch.seq === 1) for (const events of before) await liveThrough(events);
await liveUntil(process.env['FOYER_TEST_UNTIL'] ?? '10:24');
const secret = server.app.store.keys.create(
	{ branch: lakeside.id, scopes: ['events:write', 'read'], name: 'test' },
	life.real()
).secret;

const password = process.env['FOYER_TEST_PASSWORD'] ?? '';
for (const user of DEMO_USERS) {
	// After a crash they are there already.
	if (server.app.store.people.named(user.username) !== undefined) continue;
	const made = await server.app.accounts.create(
		{ principal: OPERATOR, address: null },
		{ ...user, password }
	);
	if (!made.ok) throw new Error(made.detail);
}

async function signIn(account: { username: string; password: string }): Promise<string> {
	const visitor = { address: '127.0.0.1', userAgent: 'browser test', cookie: undefined };
	return JSON.stringify(
		await server.app.signIn.withPassword(account.username, account.password, visitor)
	);
}

const { displays } = server.app.store;

/** As if somebody with a phone had approved it; its credential. */
function pair(screen: Pairable, name: string): string {
	const paired = { branch: lakeside.id, screen, name, approvedBy: 'shen.tao' };
	return displays.create(paired, life.real()).secret;
}

// After a crash it is there already.
const display = displays.list().length > 0 ? null : pair('wall', '二楼办公室');

console.log(JSON.stringify({ url: server.url, key: secret, display }));
for await (const line of createInterface({ input: process.stdin })) {
	const [, word, argument = ''] = /^(sign-in|pair|change) (.*)$/.exec(line) ?? [];
	if (word === 'sign-in') {
		console.log(await signIn(JSON.parse(argument) as { username: string; password: string }));
	} else if (word === 'pair') {
		console.log(pair(argument as Pairable, argument));
	} else if (word === 'change') {
		const made = await server.app.apply({
			...lakeside,
			...(JSON.parse(argument) as Partial<BranchFile>)
		});
		console.log(made.ok ? 'changed' : JSON.stringify(made));
	} else {
		await liveUntil(line.trim());
		console.log(line.trim());
	}
}
