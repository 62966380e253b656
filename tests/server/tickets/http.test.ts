import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { PhoneTicket, TicketAnswer } from '#lib/protocol/index.ts';
import type { Problem } from '#lib/protocol/problem.ts';
import { wallClock } from '#server/clock.ts';
import { readJob } from '../../support/escpos-reader.ts';
import { openPrinter } from '../../support/open-printer.ts';
import { withPrinter } from '../../support/kiosk.ts';
import { pngOf } from '../../support/png.ts';
import { event, lakeside, startTestServer } from '../../support/test-server.ts';
import type { TestServer } from '../../support/test-server.ts';

/** The whole way of a number over HTTP, as a kiosk and a phone go it: real pages, real printer's socket. */
let server: TestServer;
let printer: Awaited<ReturnType<typeof openPrinter>>;
let cookie: string;

beforeAll(async () => {
	printer = await openPrinter();
	server = await startTestServer({
		clock: wallClock(),
		branches: [
			lakeside(withPrinter(printer.port)),
			lakeside({ id: 'harbour', ...withPrinter(printer.port, { print: 'image' }) })
		],
		pages: true
	});
	cookie = kioskOf('lakeside');
});
afterAll(async () => {
	await server.stop();
	await printer.close();
});

function kioskOf(branch: string): string {
	const { app } = server;
	const display = { branch, screen: 'kiosk', name: 'door', approvedBy: 'test' } as const;
	return `${app.cookies.display}=${app.store.displays.create(display, server.now()).secret}`;
}

let taken = 0;
/** Parts of 16 KB that no buffer on the way holds. */
const MUCH = 4_000;

async function take(who = cookie, branch = 'lakeside'): Promise<TicketAnswer> {
	taken += 1;
	const response = await fetch(`${server.url}/api/v1/branches/${branch}/tickets`, {
		method: 'POST',
		headers: { cookie: who, 'content-type': 'application/json' },
		body: JSON.stringify({ id: `http-${taken}`, service: 'cash' })
	});
	expect(response.status).toBe(200);
	return (await response.json()) as TicketAnswer;
}

async function print(
	{ number, token }: Pick<TicketAnswer, 'number' | 'token'>,
	body: string | Uint8Array<ArrayBuffer> | ReadableStream = '{}',
	{ type = 'application/json', who = cookie, branch = 'lakeside', origin = server.url } = {}
) {
	const path = `/api/v1/branches/${branch}/tickets/${number}/print?token=${token}`;
	const response = await fetch(`${server.url}${path}`, {
		method: 'POST',
		// A connection that is cut is not used for the next request.
		headers: { cookie: who, 'content-type': type, origin, connection: 'close' },
		body,
		// What fetch wants to hear of a body that it reads as it goes.
		...(body instanceof ReadableStream ? { duplex: 'half' } : {})
	} as RequestInit);
	const answer = (await response.json()) as Problem & { outcome?: string };
	return { status: response.status, answer };
}

describe('printing', () => {
	test('text and pictures come out, each where they belong', async () => {
		const ticket = await take();
		expect(await print(ticket)).toMatchObject({ status: 200, answer: { outcome: 'printed' } });
		expect(readJob(printer.jobs.at(-1)!).lines).toContain(ticket.number);
		const there = kioskOf('harbour');
		const other = await take(there, 'harbour');
		expect(other.paper).toEqual({ mode: 'image', dots: 576 });
		const picture = pngOf(576, 80, (x) => x % 2 === 0);
		const asPicture = { type: 'image/png', who: there, branch: 'harbour' };
		expect(await print(other, new Uint8Array(picture), asPicture)).toMatchObject({
			answer: { outcome: 'printed' }
		});
		const [shown] = readJob(printer.jobs.at(-1)!).printed;
		expect(shown).toMatchObject({ kind: 'picture' });
	});

	test('a body that is too long is not read to its end, told or untold', async () => {
		const ticket = await take();
		const before = printer.jobs.length;
		const png = { type: 'image/png' };
		expect(await print(ticket, new Uint8Array(512 * 1024 + 1), png)).toMatchObject({ status: 413 });
		let sent = 0;
		const endless = new ReadableStream({
			pull(stream) {
				sent += 1;
				if (sent > MUCH) stream.close();
				else stream.enqueue(new Uint8Array(16 * 1024));
			}
		});
		const answered = await print(ticket, endless, png).catch(() => ({ status: 'cut off' }));
		expect([413, 'cut off']).toContain(answered.status);
		expect(sent).toBeLessThan(MUCH);
		expect(await print(ticket, new Uint8Array(), png)).toMatchObject({
			answer: { outcome: 'unprintable' }
		});
		expect(printer.jobs).toHaveLength(before);
	});

	test('is asked for by our own page in a form that another page cannot send', async () => {
		const ticket = await take();
		const before = printer.jobs.length;
		const foreign = await print(ticket, '{}', { origin: 'https://elsewhere.example' });
		expect([foreign.status, foreign.answer.code]).toEqual([403, 'cross_site']);
		expect((await print(ticket, 'x=1', { type: 'text/plain' })).status).toBe(415);
		expect((await print(ticket, '[', {})).status).toBe(400);
		expect((await print(ticket, '{}', { who: '' })).status).toBe(401);
		expect((await print({ ...ticket, token: 'x' })).status).toBe(404);
		expect(printer.jobs).toHaveLength(before);
	});
});

/** Reads a phone's stream; `frames` grows as it tells. */
async function stream(link: string) {
	const closing = new AbortController();
	const response = await fetch(`${link}/live`, { signal: closing.signal });
	const frames: PhoneTicket[] = [];
	const state = { response, frames, ended: false, close: () => closing.abort() };
	const reading = async () => {
		const text = response.body!.pipeThrough(new TextDecoderStream());
		let rest = '';
		for await (const part of text) {
			rest += part;
			const whole = rest.split('\n\n');
			rest = whole.pop() ?? '';
			for (const frame of whole) {
				if (frame.startsWith('data: ')) frames.push(JSON.parse(frame.slice(6)) as PhoneTicket);
			}
		}
		state.ended = true;
	};
	void reading().catch(() => undefined);
	return state;
}

describe('a phone’s stream', () => {
	const at = ({ token }: TicketAnswer) => `${server.url}/t/${token}`;

	test('tells the ticket at once and at each change, to anybody with the address and nobody else', async () => {
		const ticket = await take();
		const phone = await stream(at(ticket));
		expect(phone.response.headers.get('content-type')).toContain('text/event-stream');
		expect(phone.response.headers.get('cache-control')).toBe('no-store');
		await vi.waitFor(() => expect(phone.frames.at(-1)?.number).toBe(ticket.number));
		await server.post(event('ticket.called', ticket.number, { counter: '2' }));
		await vi.waitFor(() => expect(phone.frames.at(-1)?.state).toBe('called'));
		phone.close();
		const none = await fetch(`${at(ticket).slice(0, -2)}/live`);
		expect(none.status).toBe(404);
		expect(await none.json()).toMatchObject({ code: 'unknown_ticket' });
	});

	test('of a phone that goes away makes room for another', async () => {
		const link = at(await take());
		const phones = [];
		for (let each = 0; each < 5; each += 1) phones.push(await stream(link));
		const sixth = await fetch(`${link}/live`);
		expect([sixth.status, sixth.headers.get('retry-after')]).toEqual([429, '5']);
		phones[0]!.close();
		await vi.waitFor(async () => {
			const again = await stream(link);
			expect(again.response.status).toBe(200);
			phones.push(again);
		});
		for (const phone of phones) phone.close();
	});

	test('takes a rating in words of its own only', async () => {
		const ticket = await take();
		const rate = async (body: unknown, headers: Record<string, string> = {}) => {
			const response = await fetch(`${at(ticket)}/rating`, {
				method: 'POST',
				headers: { 'content-type': 'application/json', origin: server.url, ...headers },
				body: JSON.stringify(body)
			});
			const answer = (await response.json()) as Partial<Problem>;
			return [response.status, answer.code];
		};
		expect(await rate({ score: 5 })).toEqual([422, 'not_finished']);
		await server.post(event('ticket.called', ticket.number, { counter: '1' }));
		await server.post(event('ticket.finished', ticket.number, {}));
		for (const score of [0, 6, 2.5, '5', null, undefined]) {
			expect(await rate({ score })).toEqual([422, 'invalid_data']);
		}
		expect(await rate({ score: 3 }, { origin: 'https://elsewhere.example' })).toEqual([
			403,
			'cross_site'
		]);
		expect(await rate({ score: 3 })).toEqual([200, undefined]);
		expect(await rate({ score: 4 })).toEqual([422, 'already_rated']);
	});

	test('ends when the server closes', async () => {
		const phone = await stream(at(await take()));
		await vi.waitFor(() => expect(phone.frames).toHaveLength(1));
		await server.close();
		await vi.waitFor(() => expect(phone.ended).toBe(true));
	});
});
