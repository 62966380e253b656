import type { BranchFile } from '#lib/protocol/branch-file.ts';
import { vi } from 'vitest';
import type { Screen } from '#lib/protocol/index.ts';
import { setLogLevel } from '#server/log.ts';
import type { Shown } from './callers.ts';
import { event } from './test-server.ts';
import type { TestServer } from './test-server.ts';

/** Words that stand for what must not get out, by what they stand for. Each is found however it is written down. */
export type Canaries = Readonly<Record<string, string>>;

/** What a customer is called, what the bank calls them, and the masks of both. */
export const CUSTOMER: Canaries = { name: '欧阳金丝雀', ref: 'CANARY-REF-4711' };
export const MASKED: Canaries = { masked: '欧阳**' };

/** What people noted in passing, a canary for every field of an event that a person writes into freely. */
export const NOTES: Canaries = {
	parked: 'CANARY-PARKED',
	cancelled: 'CANARY-CANCELLED',
	noShow: 'CANARY-NO-SHOW',
	abandoned: 'CANARY-ABANDONED',
	outcome: 'CANARY-OUTCOME',
	form: 'CANARY-FORM-FAULT',
	engagement: 'CANARY-ENGAGEMENT-NOTE',
	need: 'CANARY-NEED',
	skip: 'CANARY-SKIP',
	referral: 'CANARY-REFERRAL'
};

/** What a branch must have for `plantCanaries`. */
export const CANARY_LISTS: NonNullable<BranchFile['checklists']> = [
	{
		id: 'opening',
		role: 'lobby_manager',
		items: [{ id: 'phone', name: { zh: '电话', en: 'Phone' } }]
	}
];

/** What was written down about devices and checks: for whoever looks after them. */
export const UPKEEP: Canaries = { checklist: 'CANARY-CHECKLIST-NOTE' };

export const SCREENS: readonly Screen[] = [
	'wall',
	'lobby',
	'counter',
	'wealth',
	'head',
	'display',
	'devices',
	'admin'
];

/** One way out: what somebody gets there, word for word. */
export interface Way {
	name: string;
	read(): Promise<string>;
}

/** The canaries in a text, by what they stand for: as they are, escaped as in JSON or an address, or in base64. */
export function canariesIn(text: string, canaries: Canaries): string[] {
	return Object.entries(canaries)
		.filter(([, word]) => writings(word).some((each) => text.includes(each)))
		.map(([what]) => what)
		.sort();
}

/** What is found on each way where anything is: `{way: [what]}`. */
export async function crawl(
	ways: readonly Way[],
	canaries: Canaries
): Promise<Record<string, string[]>> {
	const found: Record<string, string[]> = {};
	for (const { name, read } of ways) {
		const here = canariesIn(await read(), canaries);
		if (here.length > 0) found[name] = here;
	}
	return found;
}

function writings(word: string): string[] {
	const escaped = Array.from(word, (char) =>
		char.charCodeAt(0) < 128 ? char : `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
	).join('');
	// The last letters of base64 depend on what follows.
	const base64 = Buffer.from(word).toString('base64').replace(/=+$/, '').slice(0, -2);
	return [word, escaped, encodeURIComponent(word), base64];
}

/** Everything that can happen to customers, with a canary in every personal column. Three tickets are left open. */
export async function plantCanaries(server: TestServer): Promise<void> {
	const { name, ref } = CUSTOMER;
	const at = (number: string, type: string, data: object) => event(type, number, data);
	const issued = (number: string) =>
		at(number, 'ticket.issued', { service: 'cash', customer: { name, ref } });
	const staff = 'wang';
	const { body } = await server.batch([
		...['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7'].map(issued),
		at('A1', 'ticket.parked', { reason: NOTES['parked'] }),
		at('A2', 'ticket.cancelled', { reason: NOTES['cancelled'] }),
		at('A3', 'ticket.called', { counter: '1' }),
		at('A3', 'ticket.no_show', { reason: NOTES['noShow'] }),
		at('A4', 'ticket.abandoned', { reason: NOTES['abandoned'] }),
		at('A5', 'ticket.called', { counter: '1' }),
		at('A5', 'ticket.started', { counter: '1' }),
		at('A5', 'form.checked', { ok: false, faults: [NOTES['form']] }),
		at('A5', 'pitch.made', { staff, result: 'skipped', skip: NOTES['skip'] }),
		at('A5', 'ticket.finished', { outcome: NOTES['outcome'] }),
		at('A6', 'ticket.called', { counter: '1' }),
		at('A7', 'engagement.recorded', {
			staff,
			result: 'interested',
			need: NOTES['need'],
			note: NOTES['engagement']
		}),
		event('referral.made', 'r1', { from: staff, number: 'A7' }),
		event('referral.closed', 'r1', { staff, outcome: 'lost', reason: NOTES['referral'] }),
		event('checklist.checked', 'phone', {
			list: 'opening',
			ok: false,
			staff,
			note: UPKEEP['checklist']
		})
	]);
	if (body.rejected.length > 0) throw new Error(JSON.stringify(body.rejected));
}

/**
 * Every screen over a socket: raw frames of the handshake, the watch, what `stir` brings about meanwhile, and an
 * act that is refused. `names` go before the ways.
 */
export function socketWays(
	server: TestServer,
	who: string,
	{ auth, headers }: Shown,
	{ stir, branch = 'lakeside' }: { stir: () => Promise<void>; branch?: string }
): Way[] {
	return SCREENS.map((screen) => ({
		name: `${who}: socket ${screen}`,
		read: async () => {
			const frames: string[] = [];
			const { cookie } = headers;
			const options = cookie === undefined ? {} : { extraHeaders: { cookie } };
			const socket = await server.screen(auth, options).catch((error: Error) => error);
			if (socket instanceof Error) return socket.message;
			socket.io.engine.on('message', (data) => frames.push(String(data)));
			const answer = await socket.emitWithAck('watch', { protocol: 1, branch, screen });
			const { seq } = answer as { seq?: number };
			await stir();
			const since = seq === undefined ? {} : { since: seq };
			await socket.emitWithAck('watch', { protocol: 1, branch, screen, ...since });
			const { name } = CUSTOMER;
			const act = { id: `${who}/${screen}`, type: 'ticket.parked', subject: 'Z9' };
			await socket.emitWithAck('act', { ...act, data: { reason: name } });
			await socket.emitWithAck('act', { ...act, data: { reason: { name } } } as never);
			socket.close();
			return frames.join('\n');
		}
	}));
}

/** What the program writes to its own log while something runs, at every level. */
export async function logOf(run: () => Promise<void>): Promise<string> {
	const written: string[] = [];
	setLogLevel('debug');
	const keep = (...words: unknown[]) => {
		for (const word of words) {
			written.push(word instanceof Error ? (word.stack ?? word.message) : JSON.stringify(word));
		}
	};
	const spies = (['error', 'warn', 'log', 'info'] as const).map((method) =>
		vi.spyOn(console, method).mockImplementation(keep)
	);
	try {
		await run();
	} finally {
		for (const spy of spies) spy.mockRestore();
		setLogLevel('info');
	}
	return written.join('\n');
}
