import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PhoneTicket } from '#lib/protocol/index.ts';
import { Follow } from '../../src/routes/t/[token]/follow.svelte.ts';

const NOW = Date.UTC(2026, 10, 25, 2, 24);
const ticket = (change: Partial<PhoneTicket> = {}) =>
	({ number: 'A501', state: 'waiting', place: 3, now: NOW, rate: 1, ...change }) as PhoneTicket;

/** The browser's stream, as far as the page sees it. */
class Source extends EventTarget {
	static readonly CLOSED = 2;
	static all: Source[] = [];
	readyState = 1;
	onmessage: ((event: { data: string }) => void) | null = null;
	onerror: (() => void) | null = null;
	readonly url: string;
	constructor(url: string) {
		super();
		this.url = url;
		Source.all.push(this);
	}
	close(): void {
		this.readyState = Source.CLOSED;
	}
	tell(change: Partial<PhoneTicket>): void {
		this.onmessage?.({ data: JSON.stringify(ticket(change)) });
	}
	beat(): void {
		this.dispatchEvent(new Event('beat'));
	}
	refuse(): void {
		this.close();
		this.onerror?.();
	}
}

let status = 200;
beforeEach(() => {
	vi.useFakeTimers();
	Source.all = [];
	status = 200;
	vi.stubGlobal('EventSource', Source);
	vi.stubGlobal('addEventListener', () => undefined);
	vi.stubGlobal('removeEventListener', () => undefined);
	vi.stubGlobal('document', new EventTarget());
	vi.stubGlobal('fetch', () => Promise.resolve(new Response(null, { status })));
});
afterEach(() => {
	vi.unstubAllGlobals();
	vi.useRealTimers();
});

function following() {
	const follow = new Follow(ticket(), 'T');
	const stop = follow.start();
	return { follow, stop, source: () => Source.all.at(-1) as Source };
}

describe('a phone that follows', () => {
	test('shows what it is told, and stays fresh by beats alone', () => {
		const { follow, source } = following();
		expect(source().url).toBe('/t/T/live');
		source().tell({ place: 2 });
		expect(follow.ticket.place).toBe(2);
		for (let beat = 0; beat < 10; beat += 1) {
			vi.advanceTimersByTime(10_000);
			source().beat();
		}
		expect(follow.stale).toBe(false);
		expect(follow.heardAt).toBe(NOW + 100_000);
		expect(Source.all).toHaveLength(1);
	});

	test('says since when nothing is heard, stops counting, and opens its line again', () => {
		const { follow, source } = following();
		source().tell({ place: 2 });
		vi.advanceTimersByTime(19_000);
		expect(follow.stale).toBe(false);
		vi.advanceTimersByTime(2_000);
		expect(follow.stale).toBe(true);
		expect([follow.heardAt, follow.clock.now]).toEqual([NOW, NOW]);
		expect(Source.all.length).toBeGreaterThan(1);
		expect(Source.all[0]!.readyState).toBe(Source.CLOSED);
		source().tell({ place: 1, now: NOW + 25_000 });
		expect([follow.stale, follow.ticket.place]).toEqual([false, 1]);
	});

	test('whose ticket is of a day that is over asks no more', async () => {
		const { follow, source } = following();
		status = 404;
		source().refuse();
		await vi.advanceTimersByTimeAsync(5_000);
		expect(follow.expired).toBe(true);
		await vi.advanceTimersByTimeAsync(120_000);
		expect(Source.all).toHaveLength(1);
	});

	test('that is refused because too many look comes back later, less and less often', async () => {
		const { follow, source } = following();
		status = 503;
		source().refuse();
		await vi.advanceTimersByTimeAsync(60_000);
		expect([follow.expired, Source.all.length]).toEqual([false, 1]);
		status = 200;
		await vi.advanceTimersByTimeAsync(30_000);
		expect(Source.all.length).toBeGreaterThan(1);
		source().tell({ place: 1, now: NOW + 90_000 });
		expect(follow.stale).toBe(false);
	});

	test('that is left leaves nothing behind', async () => {
		const { stop, source } = following();
		source().refuse();
		stop();
		await vi.advanceTimersByTimeAsync(60_000);
		expect(Source.all).toHaveLength(1);
		expect(vi.getTimerCount()).toBe(0);
	});
});
