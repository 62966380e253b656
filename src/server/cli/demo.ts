import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../config.ts';
import { DEMO_DATE, startDemo } from '../demo/demo.ts';
import type { Demo } from '../demo/demo.ts';
import { DAY_BEGINS } from '../demo/world.ts';
import { closeOnSignal, exitOnBug } from '../run.ts';
import { CommandError, number, readArgs, text, UsageError } from './command.ts';
import type { Command, Io, Values } from './command.ts';

const SCREENS = [
	['Wall', '/wall', 'the back office, read from five metres'],
	['Display', '/display', 'in the hall: who is called, and where to'],
	['Kiosk', '/kiosk', 'at the door: a number in two taps, 8888 for VIP customers'],
	['Rating', '/rating', 'the pad at a counter: how it was, in one tap'],
	['Lobby', '/lobby', "the lobby manager's tablet"],
	['Counter', '/counter', "a teller's console; counter 9 is free"],
	['Wealth', '/wealth', "the wealth manager's inbox: referrals and their clock"],
	['Head', '/head', 'the branch head: what came of it, and why'],
	['Devices', '/devices', 'what is broken, who sees to it, and what was checked'],
	['Huddle', '/huddle', 'the morning huddle and the evening review, on one sheet']
] as const;

/** A week of work: the same weekday has been there before, and it takes seconds. */
const PAST_DAYS = 5;

export const demo: Command = {
	name: 'demo',
	usage: '[--speed 60] [--seed 1] [--payday] [--until HH:MM] [--port N] [--host ADDRESS]',
	about: 'runs the server with a simulated branch day, over a fresh temporary database',
	help: `A made-up Wednesday of a made-up branch, from 08:20 on, sent to the real server through its own door.
When the day is over the next one begins.

  --speed N          how many times as fast as life (60); 0: the clock stands still
  --seed N           another day (1); the same seed is the same day
  --payday           two and a half times as many customers
  --until HH:MM      tells the day up to then at once, and goes on from there
  --port N           the port; otherwise PORT, otherwise 3000; 0: any free one
  --host ADDRESS     an address of this machine; otherwise HOST, otherwise 127.0.0.1
  --data DIR         an empty folder to use instead of a temporary one`,

	async run(args, io) {
		const { values } = readArgs(args, {
			speed: { type: 'string' },
			seed: { type: 'string' },
			payday: { type: 'boolean' },
			until: { type: 'string' },
			port: { type: 'string' },
			host: { type: 'string' },
			data: { type: 'string' }
		});
		const speed = number(values, 'speed', 0) ?? 60;
		const seed = number(values, 'seed', 0) ?? 1;
		if (!Number.isInteger(seed)) throw new UsageError('--seed has to be a whole number.');
		const until = untilOf(values);
		const folder = emptyFolder(values);
		const flags = { data: folder.path, ...given(values, 'port'), ...given(values, 'host') };
		try {
			const running = await startDemo({
				config: readConfig(undefined, flags),
				clock: io.clock,
				seed,
				speed,
				past: PAST_DAYS,
				payDay: values.payday === true,
				...(until === undefined ? {} : { until })
			});
			closeOnSignal({ close: () => running.close().finally(folder.remove) });
			exitOnBug();
			announce(io, running, { speed, seed });
		} catch (error) {
			folder.remove();
			throw error;
		}
	}
};

function announce(
	io: Io,
	{ url, file, users }: Pick<Demo, 'url' | 'file' | 'users'>,
	{ speed, seed }: { speed: number; seed: number }
): void {
	const pace = speed === 0 ? 'the clock stands still' : `${speed} times as fast as life`;
	io.out('');
	io.out(`A simulated day of Lakeside Branch (湖滨支行), ${DEMO_DATE}, ${pace}, seed ${seed}.`);
	io.out('');
	for (const [name, path, about] of SCREENS) io.out(`  ${name.padEnd(8)} ${url}${path}  ${about}`);
	io.out('');
	io.out(
		`Sign in as any of these; each sees what that role sees; /wall, /display, /kiosk and /rating pair like televisions:`
	);
	io.out('');
	for (const { role, username, password } of users) {
		io.out(`  ${username.padEnd(12)} ${password}  ${role.replaceAll('_', ' ')}`);
	}
	io.out('');
	io.out(`The same, and an API key for your own events: ${file}`);
	io.out('Ctrl-C ends it all.');
}

function untilOf(values: Values): string | undefined {
	const until = text(values, 'until');
	if (until === undefined) return undefined;
	if (/^([01]\d|2[0-3]):[0-5]\d$/.test(until) && until >= DAY_BEGINS) return until;
	throw new UsageError(
		`--until "${until}" is not a time of that day like 10:24, from ${DAY_BEGINS} on.`
	);
}

/** A demonstration never touches data that is there already. */
function emptyFolder(values: Values): { path: string; remove: () => void } {
	const named = text(values, 'data');
	if (named !== undefined) {
		if (existsSync(join(named, 'foyer.db'))) {
			throw new CommandError(`${named} holds data already; name an empty folder, or none.`);
		}
		return { path: named, remove: () => undefined };
	}
	const path = mkdtempSync(join(tmpdir(), 'foyer-demo-'));
	return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

function given(values: Values, flag: 'port' | 'host'): { port?: string; host?: string } {
	const value = text(values, flag);
	return value === undefined ? {} : { [flag]: value };
}
