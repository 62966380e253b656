import fc from 'fast-check';
import type { Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import * as ws from 'ws';
import { ready, textFrame } from '#server/gateway/plain.ts';
import { Rounds } from '#server/gateway/rounds.ts';
import { testServer, until } from '../../support/test-server.ts';

/** Its types leave out what reads frames. */
const { Receiver } = ws as unknown as { Receiver: new (options: object) => Writable };

/** What a websocket client makes of frames. */
function read(frames: Buffer): string[] {
	const texts: string[] = [];
	const receiver = new Receiver({ isServer: false });
	receiver.on('message', (data: Buffer, isBinary: boolean) => {
		expect(isBinary).toBe(false);
		texts.push(data.toString());
	});
	receiver.write(frames);
	return texts;
}

describe('a frame', () => {
	test('is read as the text that it was made of, whatever that is and however long', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.nat(3_000), (text, times) => {
				const whole = text.repeat(times + 1);
				expect(read(textFrame(whole))).toEqual([whole]);
			})
		);
	});

	test.each([125, 126, 65_535, 65_536])(
		'of %d bytes says its length as the protocol wants it',
		(length) => {
			const [first, second] = ['x'.repeat(length), 'y'];
			expect(read(Buffer.concat([textFrame(first), textFrame(second)]))).toEqual([first, second]);
		}
	);

	test('of a patch is what Socket.IO makes of the same', () => {
		const { text, options } = ready('patch', { prev: 1, seq: 2 });
		expect(text).toBe('2["patch",{"prev":1,"seq":2}]');
		expect(read(options.wsPreEncodedFrame[0])).toEqual([`4${text}`]);
	});
});

test('screens that poll and screens on a websocket get the same patches', async () => {
	const server = await testServer();
	const ways = [['polling'], ['websocket'], ['polling', 'websocket']];
	const heard: unknown[][] = [];
	for (const transports of ways) {
		const screen = await server.screen(undefined, { transports });
		const patches: unknown[] = [];
		screen.on('patch', (patch) => patches.push(patch));
		heard.push(patches);
		const request = { protocol: 1, branch: 'lakeside', screen: 'wall' } as const;
		expect(await screen.emitWithAck('watch', request)).toMatchObject({ ok: true });
	}
	const branch = server.app.branches.get('lakeside')!;
	for (const subject of ['A001', 'A002']) {
		const event = {
			type: 'ticket.issued',
			at: server.now(),
			subject,
			data: { service: 'cash' }
		} as const;
		await branch.accept([{ origin: 'machine', source: '/test', id: subject, event }]);
	}
	await until(() => heard.every((patches) => patches.length >= 2));
	expect(heard[0]).toEqual(heard[1]);
	expect(heard[2]).toEqual(heard[1]);
});

test('rounds look at everybody once in so many turns, also while some come and go', () => {
	const turns = 10;
	fc.assert(
		fc.property(
			fc.uniqueArray(fc.nat()),
			fc.array(fc.nat(), { maxLength: 5 }),
			(members, coming) => {
				const all = new Set(members);
				const rounds = new Rounds(() => all, turns);
				const seen = new Map<number, number>();
				for (let turn = 0; turn < turns; turn += 1) {
					rounds.turn((each) => {
						seen.set(each, (seen.get(each) ?? 0) + 1);
						if (each % 3 === 0) all.delete(each);
					});
					for (const each of coming) all.add(each);
				}
				for (const each of members) expect(seen.get(each)).toBeGreaterThan(0);
			}
		)
	);
});

test('the end of a round is told once everybody was looked at, and at once where nobody is', () => {
	const all = new Set(Array.from({ length: 25 }, (_, each) => each));
	const rounds = new Rounds(() => all, 10);
	let seen = new Set<number>();
	for (let round = 0; round < 3; round += 1) {
		seen = new Set();
		while (!rounds.turn((each) => seen.add(each)));
		expect(seen).toEqual(all);
	}
	rounds.turn(() => undefined);
	all.clear();
	expect(rounds.turn(() => undefined)).toBe(true);
});
