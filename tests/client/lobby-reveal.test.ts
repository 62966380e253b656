import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { askName, Reveal, SHOWN_FOR } from '../../src/routes/lobby/reveal.svelte.ts';
import type { RevealAnswer } from '../../src/routes/lobby/reveal.svelte.ts';
import { branch } from './lobby-rows.ts';

const known: RevealAnswer = { ok: true, name: '张三', ref: 'c-42' };

/** A sheet whose server answers when the test says so, and whose clock the test moves. */
function aSheet() {
	let now = 5_000;
	const asked: string[][] = [];
	let answer: (answer: RevealAnswer) => void = () => undefined;
	const reveal = new Reveal(
		(...question) => {
			asked.push(question);
			return new Promise((resolve) => (answer = resolve));
		},
		() => now
	);
	return {
		reveal,
		asked,
		pass: (ms: number) => {
			now += ms;
			reveal.tick();
		},
		answer: async (given: RevealAnswer) => {
			answer(given);
			await Promise.resolve();
			await Promise.resolve();
		}
	};
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
	expect(vi.getTimerCount()).toBe(0);
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

describe('showing a name', () => {
	test('asks why, then shows it for half a minute and not a moment longer', async () => {
		const { reveal, asked, answer, pass } = aSheet();
		reveal.open('A1');
		expect(reveal.step).toEqual({ at: 'asking', number: 'A1', code: null });
		void reveal.send('核对身份');
		expect(reveal.step).toEqual({ at: 'sending', number: 'A1' });
		await answer(known);
		expect(asked).toEqual([['A1', '核对身份']]);
		expect(reveal.step).toEqual({
			at: 'shown',
			number: 'A1',
			name: '张三',
			ref: 'c-42',
			seconds: 30
		});
		pass(SHOWN_FOR - 900);
		expect(reveal.step).toMatchObject({ at: 'shown', seconds: 1 });
		pass(900);
		expect(reveal.step).toBeNull();
	});

	test('is over for a tablet that slept, whatever its timers did', async () => {
		const { reveal, answer, pass } = aSheet();
		reveal.open('A1');
		void reveal.send('核对身份');
		await answer(known);
		pass(3_600_000);
		expect(reveal.step).toBeNull();
	});

	test('that was refused says why and can be tried again', async () => {
		const { reveal, answer } = aSheet();
		reveal.open('A1');
		void reveal.send('核对身份');
		await answer({ ok: false, code: 'unavailable' });
		expect(reveal.step).toEqual({ at: 'asking', number: 'A1', code: 'unavailable' });
		void reveal.send('核对身份');
		expect(reveal.step?.at).toBe('sending');
		await answer(known);
		reveal.close();
	});

	test('that comes after the sheet was closed, or is about another, is shown nowhere', async () => {
		const { reveal, answer } = aSheet();
		reveal.open('A1');
		void reveal.send('核对身份');
		reveal.close();
		await answer(known);
		expect(reveal.step).toBeNull();
		reveal.open('A1');
		void reveal.send('核对身份');
		reveal.open('A2');
		await answer(known);
		expect(reveal.step).toEqual({ at: 'asking', number: 'A2', code: null });
	});

	test('two taps ask once', async () => {
		const { reveal, asked, answer } = aSheet();
		reveal.open('A1');
		void reveal.send('核对身份');
		void reveal.send('核对身份');
		await answer({ ok: false, code: 'offline' });
		expect(asked).toHaveLength(1);
	});
});

describe('asking the server', () => {
	test('names branch, number and day, and keeps nothing', async () => {
		const fetched = vi.fn(() => Promise.resolve(Response.json({ name: null, ref: 'c-42' })));
		vi.stubGlobal('fetch', fetched);
		expect(await askName(branch, 'A/1', '核对身份')).toEqual({ ok: true, name: null, ref: 'c-42' });
		expect(fetched).toHaveBeenCalledWith(
			'/api/v1/branches/lakeside/tickets/A%2F1/reveal?day=2026-11-25',
			expect.objectContaining({
				method: 'POST',
				body: '{"reason":"核对身份"}',
				cache: 'no-store'
			})
		);
	});

	test('gives the code of a refusal, or that there was no answer', async () => {
		const refusal = Response.json({ code: 'forbidden' }, { status: 403 });
		vi.stubGlobal('fetch', () => Promise.resolve(refusal));
		expect(await askName(branch, 'A1', 'why not')).toEqual({ ok: false, code: 'forbidden' });
		vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
		expect(await askName(branch, 'A1', 'why not')).toEqual({ ok: false, code: 'offline' });
		vi.stubGlobal('fetch', () => Promise.resolve(new Response('<html>', { status: 502 })));
		expect(await askName(branch, 'A1', 'why not')).toEqual({ ok: false, code: 'offline' });
	});
});
