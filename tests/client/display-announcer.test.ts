import { expect, test, vi } from 'vitest';
import type { TicketRow } from '#lib/protocol/index.ts';
import { Announcer, CROWD } from '../../src/routes/display/announcer.svelte.ts';
import type { Player } from '../../src/routes/display/announcer.svelte.ts';
import { follow, HELD_AT_MOST, MOST_ALOUD, NO_CALLS } from '../../src/routes/display/calls.ts';
import type { Calls } from '../../src/routes/display/calls.ts';
import { PARTS } from '../../src/routes/display/parts.ts';
import { spoken } from '../../src/routes/display/spoken.ts';
import { ticket } from './lobby-rows.ts';

const START = Date.parse('2026-11-25T02:24:00Z');
const SECOND = 1_000;

/** Looks again each millisecond, for as long as a test may take. */
const eventually = (check: () => void) => vi.waitFor(check, { interval: 1, timeout: 10_000 });

/** A loudspeaker whose sounds last until the test ends them. */
class Loudspeaker implements Player {
	isOn = true;
	/** Everything that was begun, in order. */
	readonly made: string[] = [];
	/** How many sounded at the same time at most. */
	most = 0;
	#under: { words: string; end: () => void }[] = [];

	play(parts: readonly string[], signal: AbortSignal): Promise<void> {
		return this.#make(parts.join(' '), signal);
	}

	say({ parts }: { parts: readonly string[] }, signal: AbortSignal): Promise<void> {
		return this.#make(parts.join(' '), signal);
	}

	rest(_ms: number, signal: AbortSignal): Promise<void> {
		return this.#make('', signal);
	}

	get now(): string | undefined {
		return this.#under[0]?.words;
	}

	/** Waits until something sounds or rests, and brings it to its end. */
	async end(): Promise<void> {
		await eventually(() => expect(this.#under.length).toBeGreaterThan(0));
		this.#under[0]?.end();
	}

	#make(words: string, signal: AbortSignal): Promise<void> {
		if (signal.aborted) return Promise.resolve();
		if (words !== '') this.made.push(words);
		return new Promise((resolve) => {
			const entry = {
				words,
				end: () => {
					this.#under = this.#under.filter((other) => other !== entry);
					resolve();
				}
			};
			this.#under.push(entry);
			this.most = Math.max(this.most, this.#under.length);
			signal.addEventListener('abort', entry.end);
		});
	}
}

/** A display with a voice, in front of rows that a test changes; time is in seconds from the start. */
class Hall {
	readonly speaker = new Loudspeaker();
	calls: Calls = NO_CALLS;
	rows: Record<string, TicketRow> = {};
	silent = false;
	readonly announcer = new Announcer(this.speaker, (call) =>
		spoken(call, { zh: `${call.counter}号窗口`, en: '' }, (part) => PARTS.includes(part))
	);
	#now = START;

	at(seconds: number): this {
		this.#now = START + seconds * SECOND;
		return this;
	}

	call(number: string, counter: string, more: Partial<TicketRow> = {}): this {
		const row = ticket(number, 10, { state: 'called', counter, calledAt: this.#now, ...more });
		this.rows = { ...this.rows, [number]: row };
		return this;
	}

	serve(number: string): this {
		const row = this.rows[number] as TicketRow;
		this.rows = { ...this.rows, [number]: { ...row, state: 'serving', startedAt: this.#now } };
		return this;
	}

	leave(number: string): this {
		const { [number]: _gone, ...others } = this.rows;
		this.rows = others;
		return this;
	}

	/** What the screen does with every word and every second. */
	look(): string | null {
		const { saying } = this.announcer;
		if (!this.silent) this.calls = follow(this.calls, this.rows, this.#now, saying);
		const { calls, rows, silent } = this;
		this.announcer.look({ calls, tickets: rows, now: this.#now, silent });
		return this.calls.huge?.number ?? null;
	}

	/** Lets everything that is being said come to its end. */
	async hearOut(): Promise<void> {
		while (this.announcer.saying !== null) {
			await this.speaker.end();
			await eventually(() =>
				expect(this.announcer.saying === null || this.speaker.now !== undefined).toBe(true)
			);
		}
	}
}

const zh = (number: string, counter: string, again = false) =>
	`${again ? 'zh-again ' : ''}zh-please ${spell('zh', number)} zh-number zh-to ${spell('zh', counter)} zh-counter`;
const en = (number: string, counter: string, again = false) =>
	`${again ? 'en-again ' : ''}en-ticket ${spell('en', number)} en-counter ${spell('en', counter)}`;
const spell = (language: string, number: string) =>
	[...number.toLowerCase()].map((one) => `${language}-${one}`).join(' ');
const twice = (number: string, counter: string, again = false) => [
	'chime',
	...[zh(number, counter, again), en(number, counter, again)],
	...[zh(number, counter, again), en(number, counter, again)]
];

test('a call is a chime, Chinese, English, and both again without the chime', async () => {
	const hall = new Hall().at(0).call('A012', '3');
	hall.look();
	expect(hall.announcer.sounding).toBe('chime');
	await hall.hearOut();
	expect(hall.speaker.made).toEqual(twice('A012', '3'));
	expect(hall.announcer.sounding).toBe('');
	// It is said, and not once more while it stays huge.
	hall.at(20).look();
	hall.at(200).look();
	expect(hall.announcer.saying).toBe(null);
	expect(hall.speaker.made).toHaveLength(5);
});

test('whoever comes in between is not called a second time', async () => {
	const hall = new Hall().at(0).call('A012', '3');
	hall.look();
	await hall.speaker.end();
	hall.at(4).serve('A012').look();
	await hall.hearOut();
	expect(hall.speaker.made).toEqual(['chime', zh('A012', '3'), en('A012', '3')]);
});

test('three calls at once: in their order, never two at a time, and the screen waits for the voice', async () => {
	const hall = new Hall().at(0).call('A001', '1').call('B001', '4').call('C001', '5');
	expect(hall.look()).toBe('A001');
	// Longer than six seconds, and it is still being said.
	expect(hall.at(25).look()).toBe('A001');
	await hall.hearOut();
	expect(hall.look()).toBe('B001');
	expect(hall.at(31).look()).toBe('B001');
	await hall.hearOut();
	expect(hall.look()).toBe('C001');
	await hall.hearOut();
	expect(hall.speaker.made).toEqual([
		...twice('A001', '1'),
		...twice('B001', '4'),
		...twice('C001', '5')
	]);
	expect(hall.speaker.most).toBe(1);
});

test('a voice that is quicker than six seconds does not hurry the screen', async () => {
	const hall = new Hall().at(0).call('A001', '1').call('B001', '4');
	hall.look();
	await hall.hearOut();
	expect(hall.at(5).look()).toBe('A001');
	expect(hall.at(6).look()).toBe('B001');
});

test('with a crowd behind it a call is said once', async () => {
	const hall = new Hall().at(0);
	for (let each = 0; each <= CROWD; each += 1) hall.call(`A00${each}`, String(each));
	hall.look();
	await hall.hearOut();
	expect(hall.speaker.made).toEqual(['chime', zh('A000', '0'), en('A000', '0')]);
	hall.at(12).look();
	await hall.hearOut();
	expect(hall.speaker.made.slice(3)).toEqual(twice('A001', '1'));
});

test('a recall is a call again, says so, and cuts the second time of the first one short', async () => {
	const hall = new Hall().at(0).call('A012', '3');
	hall.look();
	await hall.speaker.end();
	hall.at(5).call('A012', '3', { recalls: 1 }).look();
	await hall.hearOut();
	expect(hall.speaker.made).toEqual(['chime', zh('A012', '3'), en('A012', '3')]);
	hall.at(12).look();
	await hall.hearOut();
	expect(hall.speaker.made.slice(3)).toEqual(twice('A012', '3', true));
});

test('a call that is over when its turn comes is not said; one that was answered is shown and not said', async () => {
	const hall = new Hall().at(0).call('A001', '1').call('B001', '4').call('C001', '5');
	hall.look();
	hall.at(3).leave('B001').serve('C001').look();
	await hall.hearOut();
	expect(hall.at(8).look()).toBe('C001');
	expect(hall.announcer.saying).toBe(null);
	expect(hall.speaker.made).toEqual(twice('A001', '1'));
});

test('after an absence what was called more than a minute ago is shown and not said', async () => {
	const hall = new Hall().at(-61).call('A001', '1').at(-59).call('B001', '4').at(0);
	expect(hall.look()).toBe('A001');
	expect(hall.announcer.saying).toBe(null);
	expect(hall.at(6).look()).toBe('B001');
	await hall.hearOut();
	expect(hall.speaker.made).toEqual(twice('B001', '4'));
});

test('more than the voice can say are shown, and the oldest are said', async () => {
	const hall = new Hall().at(0);
	const numbers = Array.from({ length: MOST_ALOUD + 3 }, (_, index) => `A${index + 10}`);
	for (const [index, number] of numbers.entries()) {
		hall.at(index / 10).call(number, '1');
		hall.look();
	}
	const shown: string[] = [];
	for (let seconds = 2; hall.calls.waiting.length > 0; seconds += 6) {
		shown.push(hall.at(seconds).look() ?? '');
		await hall.hearOut();
	}
	shown.push(hall.calls.huge?.number ?? '');
	expect([...new Set(shown)]).toEqual(numbers);
	const chimes = hall.speaker.made.filter((words) => words === 'chime');
	// The first one was huge at once, and so many waited behind it.
	expect(chimes).toHaveLength(MOST_ALOUD + 1);
});

test('silence begins at once and what was cut is not begun again', async () => {
	const hall = new Hall().at(0).call('A001', '1');
	hall.look();
	await hall.speaker.end();
	await eventually(() => expect(hall.announcer.sounding).toBe(zh('A001', '1')));
	hall.silent = true;
	hall.at(2).look();
	expect([hall.announcer.saying, hall.announcer.sounding, hall.speaker.now]).toEqual([
		null,
		'',
		undefined
	]);
	hall.silent = false;
	hall.at(4).look();
	expect(hall.announcer.saying).toBe(null);
	expect(hall.speaker.made).toEqual(['chime', zh('A001', '1')]);
	// The next one is said.
	hall.at(10).call('B001', '4').look();
	await hall.hearOut();
	expect(hall.speaker.made.slice(2)).toEqual(twice('B001', '4'));
});

test('without a sound the screen waits for nobody, and the call of this minute is said once there is one', async () => {
	const hall = new Hall().at(0).call('A001', '1').call('B001', '4');
	hall.speaker.isOn = false;
	expect(hall.look()).toBe('A001');
	expect(hall.at(6).look()).toBe('B001');
	hall.speaker.isOn = true;
	hall.at(40).look();
	await hall.hearOut();
	expect(hall.speaker.made).toEqual(twice('B001', '4'));
});

test('whoever turns the sound on minutes later waits for the next call', () => {
	const hall = new Hall().at(0).call('A001', '1');
	hall.speaker.isOn = false;
	hall.look();
	hall.speaker.isOn = true;
	hall.at(200).look();
	expect(hall.announcer.saying).toBe(null);
});

test('a voice that never ends holds the screen no longer than a minute, and gives way', async () => {
	const hall = new Hall().at(0).call('A001', '1').call('B001', '4');
	hall.look();
	const most = HELD_AT_MOST / SECOND;
	expect(hall.at(most - 1).look()).toBe('A001');
	expect(hall.at(most).look()).toBe('B001');
	expect(hall.speaker.made).toEqual(['chime', 'chime']);
	await hall.hearOut();
	expect(hall.speaker.made.slice(1)).toEqual(twice('B001', '4'));
	expect(hall.speaker.most).toBe(1);
});

test('a sound that fails leaves the call on the screen and the next one its voice', async () => {
	const fault = vi.spyOn(console, 'error').mockImplementation(() => undefined);
	const hall = new Hall().at(0).call('A001', '1');
	const play = vi.spyOn(hall.speaker, 'play').mockRejectedValueOnce(new Error('no device'));
	expect(hall.look()).toBe('A001');
	await eventually(() => expect(hall.announcer.saying).toBe(null));
	expect(fault).toHaveBeenCalledOnce();
	fault.mockRestore();
	expect(hall.at(7).call('B001', '4').look()).toBe('B001');
	await hall.hearOut();
	expect(play).toHaveBeenCalledTimes(2);
	expect(hall.speaker.made).toEqual(twice('B001', '4'));
});
