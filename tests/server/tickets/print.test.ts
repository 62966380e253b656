import { describe, expect, test } from 'vitest';
import { manualClock } from '../../support/manual-clock.ts';
import { readJob } from '../../support/escpos-reader.ts';
import { fakePrinter, PAPER_LOW, PAPER_OUT } from '../../support/fake-printer.ts';
import { kioskOf, mustTake, ORIGIN, withPrinter } from '../../support/kiosk.ts';
import { pngOf } from '../../support/png.ts';
import { readQr } from '../../support/qr-reader.ts';
import { wallClock } from '#server/clock.ts';
import type { Caller } from '#server/access/access.ts';
import type { TicketAnswer } from '#lib/protocol/index.ts';
import { event, lakeside, testServer } from '../../support/test-server.ts';
import type { TestServer } from '../../support/test-server.ts';

function print(
	{ app }: TestServer,
	kiosk: Caller,
	{ number, token }: Pick<TicketAnswer, 'number' | 'token'>,
	{ branch = 'lakeside', picture = null as Uint8Array | null } = {}
) {
	return app.printing.print(kiosk, { branch, number, token, picture }, ORIGIN);
}

/** Printers are asked in real time. */
const withBranch = (...branches: ReturnType<typeof lakeside>[]) =>
	testServer({ clock: wallClock(), branches });

describe('a ticket that was taken', () => {
	test('comes out of the printer that the branch names, as it was told on the screen', async () => {
		const printer = await fakePrinter();
		const server = await withBranch(lakeside(withPrinter(printer.port)));
		const kiosk = kioskOf(server);
		await mustTake(server, kiosk);
		const ticket = await mustTake(server, kiosk, { segment: 'priority', service: 'opening' });
		expect(ticket.paper).toEqual({ mode: 'text' });
		expect(await print(server, kiosk, ticket)).toEqual({
			ok: true,
			value: { outcome: 'printed', paperLow: false }
		});
		expect(printer.jobs).toHaveLength(1);
		const { lines, printed } = readJob(printer.jobs[0]!);
		expect(lines).toContain('B001');
		for (const line of ['湖滨支行', 'Lakeside Branch', '开户', 'Opening', '前面没有人']) {
			expect(lines).toContain(line);
		}
		expect(lines.join()).toContain('优先客户');
		const [code] = printed.filter((each) => each.kind === 'picture');
		expect(readQr(code!.bitmap).text).toBe(ticket.link);
	});

	test('goes as the kiosk’s picture to a printer without a Chinese font, and to no other', async () => {
		const printer = await fakePrinter();
		const image = withPrinter(printer.port, { print: 'image', columns: 32 });
		const server = await withBranch(
			lakeside(image),
			lakeside({ id: 'harbour', ...withPrinter(printer.port) })
		);
		const kiosk = kioskOf(server);
		const ticket = await mustTake(server, kiosk);
		expect(ticket.paper).toEqual({ mode: 'image', dots: 384 });
		const picture = pngOf(384, 40, (x, y) => (x + y) % 2 === 0);
		expect(await print(server, kiosk, ticket, { picture })).toMatchObject({
			value: { outcome: 'printed' }
		});
		const [shown] = readJob(printer.jobs[0]!).printed.filter((each) => each.kind === 'picture');
		expect(shown!.bitmap).toHaveLength(40);
		const wrong = { value: { outcome: 'unprintable' } };
		expect(await print(server, kiosk, ticket)).toMatchObject(wrong);
		const cut = picture.subarray(0, 60);
		expect(await print(server, kiosk, ticket, { picture: cut })).toMatchObject(wrong);
		const there = kioskOf(server, 'harbour');
		const other = await mustTake(server, there, {}, 'harbour');
		const asText = { branch: 'harbour', picture };
		expect(await print(server, there, other, asText)).toMatchObject(wrong);
		expect(printer.jobs).toHaveLength(1);
	});

	test.for([
		['has no paper', { status: PAPER_OUT }, { outcome: 'paper_out' }],
		['breaks off', { atFirstBytes: 'reset' }, { outcome: 'interrupted' }],
		['says that its paper is low', { status: PAPER_LOW }, { outcome: 'printed', paperLow: true }]
	] as const)('is told when the printer %s', async ([, manners, told]) => {
		const printer = await fakePrinter(manners);
		const server = await withBranch(lakeside(withPrinter(printer.port)));
		const kiosk = kioskOf(server);
		const ticket = await mustTake(server, kiosk);
		expect(await print(server, kiosk, ticket)).toMatchObject({ ok: true, value: told });
	});

	test('is told when nobody is there, and when the server is closing', async () => {
		const printer = await fakePrinter();
		const server = await withBranch(
			lakeside(withPrinter(1)),
			lakeside({ id: 'harbour', ...withPrinter(printer.port) })
		);
		const kiosk = kioskOf(server);
		const ticket = await mustTake(server, kiosk);
		expect(await print(server, kiosk, ticket)).toMatchObject({ value: { outcome: 'unreachable' } });
		const there = kioskOf(server, 'harbour');
		const other = await mustTake(server, there, {}, 'harbour');
		await server.close();
		expect(await print(server, there, other, { branch: 'harbour' })).toMatchObject({
			value: { outcome: 'stopped' }
		});
		expect(printer.jobs).toEqual([]);
	});
});

describe('nothing is printed', () => {
	test('by who may not take tickets, or for another branch', async () => {
		const printer = await fakePrinter();
		const file = withPrinter(printer.port);
		const server = await withBranch(lakeside(file), lakeside({ id: 'harbour', ...file }));
		const kiosk = kioskOf(server);
		const ticket = await mustTake(server, kiosk);
		const nobody = { principal: { kind: 'nobody' } as const, address: null };
		expect(await print(server, nobody, ticket)).toMatchObject({ code: 'unauthenticated' });
		const stranger = kioskOf(server, 'harbour');
		expect(await print(server, stranger, ticket)).toMatchObject({ code: 'forbidden' });
		// A number of theirs with a token of ours, and the other way round.
		expect(await print(server, stranger, ticket, { branch: 'harbour' })).toMatchObject({
			code: 'unknown_ticket'
		});
		expect(printer.jobs).toEqual([]);
	});

	test('that Foyer did not issue, or that is of a day that is over, or with which nobody waits', async () => {
		const printer = await fakePrinter();
		const clock = manualClock();
		const server = await testServer({ clock, branches: [lakeside(withPrinter(printer.port))] });
		const kiosk = kioskOf(server);
		const ticket = await mustTake(server, kiosk);
		const other = await mustTake(server, kiosk);
		const refusal = async (asked: Partial<TicketAnswer>) => {
			const answer = await print(server, kiosk, { ...ticket, ...asked });
			return answer.ok ? 'ok' : answer.code;
		};
		await server.post(event('ticket.issued', 'Z900', { service: 'cash' }));
		expect(await refusal({ number: 'Z900' })).toBe('unknown_ticket');
		expect(await refusal({ number: other.number })).toBe('unknown_ticket');
		expect(await refusal({ token: '' })).toBe('unknown_ticket');
		expect(
			await refusal({ token: ticket.token.replace(/^./, (a) => (a === 'A' ? 'B' : 'A')) })
		).toBe('unknown_ticket');
		await server.post(event('ticket.cancelled', ticket.number, {}));
		expect(await refusal({})).toBe('ticket_over');
		clock.advance(24 * 3_600_000);
		expect(await refusal(other)).toBe('unknown_ticket');
		expect(printer.jobs).toEqual([]);
	});

	test('where there is no printer, or its settings are not known', async () => {
		const server = await withBranch(
			lakeside(),
			lakeside({ id: 'harbour', ...withPrinter(9100, { encoding: 'utf-7' }) })
		);
		const here = kioskOf(server);
		const ticket = await mustTake(server, here);
		expect(await print(server, here, ticket)).toMatchObject({ code: 'no_printer' });
		const there = kioskOf(server, 'harbour');
		const other = await mustTake(server, there, {}, 'harbour');
		expect(await print(server, there, other, { branch: 'harbour' })).toMatchObject({
			code: 'printer_settings',
			detail: expect.stringContaining('encoding')
		});
	});

	test('without end by one kiosk', async () => {
		const printer = await fakePrinter({ status: PAPER_OUT });
		const server = await withBranch(lakeside(withPrinter(printer.port)));
		const [kiosk, other] = [kioskOf(server), kioskOf(server)];
		const ticket = await mustTake(server, kiosk);
		const answers: string[] = [];
		for (let time = 0; time < 32; time += 1) {
			const answer = await print(server, kiosk, ticket);
			answers.push(answer.ok ? answer.value.outcome : answer.code);
		}
		expect(answers.slice(0, 30)).toEqual(Array(30).fill('paper_out'));
		expect(answers.slice(30)).toEqual(Array(2).fill('too_many_attempts'));
		expect(await print(server, other, ticket)).toMatchObject({ ok: true });
	});
});
