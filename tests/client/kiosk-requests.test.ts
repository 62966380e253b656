import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { printTicket, takeTicket } from '../../src/routes/kiosk/requests.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const request = { id: 'one', service: 'cash' };
const ticket = { number: 'A501', token: 'T', paper: { mode: 'text' as const } };
const answer = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });

/** A network whose answers are given in order; `null`: none comes. */
function network(...answers: (Response | null)[]) {
	const bodies: unknown[] = [];
	const ask = vi.fn((_path: unknown, init?: RequestInit) => {
		bodies.push(init?.body);
		const next = answers.shift();
		return next ? Promise.resolve(next) : Promise.reject(new TypeError('no network'));
	}) as unknown as typeof fetch;
	return { ask, bodies };
}

/** Whatever it waits for passes at once. */
async function settled<T>(promise: Promise<T>): Promise<T> {
	await vi.runAllTimersAsync();
	return promise;
}

describe('a ticket', () => {
	test('whose answer is lost is asked for again with the same id', async () => {
		const { ask, bodies } = network(null, answer({}, 503), answer(ticket));
		expect(await settled(takeTicket('lakeside', request, ask))).toEqual({ ok: true, ticket });
		expect(bodies).toEqual(Array(3).fill(JSON.stringify(request)));
	});

	test('that is refused is not asked for again, and its code is told', async () => {
		const { ask } = network(answer({ code: 'wrong_code' }, 422), answer(ticket));
		expect(await settled(takeTicket('lakeside', request, ask))).toEqual({
			ok: false,
			code: 'wrong_code'
		});
		expect(ask).toHaveBeenCalledTimes(1);
	});

	test('of which nothing is heard is given up, and never made up', async () => {
		const { ask } = network();
		expect(await settled(takeTicket('lakeside', request, ask))).toEqual({
			ok: false,
			code: 'not_sent'
		});
		expect(ask).toHaveBeenCalledTimes(15);
	});

	test('an answer that is no document is none', async () => {
		const { ask } = network(new Response('<html>', { status: 200 }), answer(ticket));
		expect(await settled(takeTicket('lakeside', request, ask))).toMatchObject({ ok: true });
	});
});

describe('its paper', () => {
	const draw = vi.fn((dots: number) => Promise.resolve(new Blob([`${dots} dots`])));

	test('is asked for once, as text where the printer has the letters', async () => {
		const { ask, bodies } = network(answer({ outcome: 'printed', paperLow: false }));
		expect(await printTicket('lakeside', ticket, draw, ask)).toBe('printed');
		expect(ask).toHaveBeenCalledWith(
			'/api/v1/branches/lakeside/tickets/A501/print?token=T',
			expect.objectContaining({ method: 'POST' })
		);
		expect(bodies).toEqual(['{}']);
		expect(draw).not.toHaveBeenCalled();
	});

	test('is drawn as wide as the paper where it has not', async () => {
		const { ask, bodies } = network(answer({ outcome: 'paper_out', paperLow: false }));
		const image = { ...ticket, paper: { mode: 'image' as const, dots: 384 as const } };
		expect(await printTicket('lakeside', image, draw, ask)).toBe('paper_out');
		expect(await (bodies[0] as Blob).text()).toBe('384 dots');
	});

	test('is not asked for twice: nobody knows what came out', async () => {
		const { ask } = network(null, answer({ outcome: 'printed', paperLow: false }));
		expect(await printTicket('lakeside', ticket, draw, ask)).toBe('other');
		expect(await printTicket('lakeside', ticket, draw, network(answer({}, 429)).ask)).toBe('other');
		expect(ask).toHaveBeenCalledTimes(1);
	});
});
