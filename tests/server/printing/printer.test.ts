import { createServer } from 'node:net';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { wallClock } from '#server/clock.ts';
import { openPrinters, type Printed, type Printers } from '#server/printing/printer.ts';
import { ticketMarkup } from '#server/printing/receipt.ts';
import type { PrinterTarget } from '#server/printing/target.ts';
import { readJob } from '../../support/escpos-reader.ts';
import {
	COVER_OPEN,
	fakePrinter,
	PAPER_LOW,
	PAPER_OUT,
	READY,
	type FakePrinter
} from '../../support/fake-printer.ts';
import { manualClock, type ManualClock } from '../../support/manual-clock.ts';
import { paperTicket } from '../../support/paper.ts';
import { pngOf } from '../../support/png.ts';
import { readQr } from '../../support/qr-reader.ts';

const sheet = { markup: ticketMarkup(paperTicket()) };

function target(port: number, change: Partial<PrinterTarget> = {}): PrinterTarget {
	return {
		id: 'printer-1',
		host: '127.0.0.1',
		port,
		mode: 'text',
		encoding: 'gb18030',
		columns: 48,
		command: 'generic',
		qr: 'raster',
		...change
	};
}

function printers(clock = wallClock()): Printers {
	const opened = openPrinters({ clock });
	onTestFinished(() => opened.dispose());
	return opened;
}

/** On a clock that stands still, so that nothing is over before the test says so. */
function standingStill() {
	const clock = manualClock();
	return { clock, ...printers(clock) };
}

const ok: Printed = { outcome: 'printed', paperLow: false };
const failed = (outcome: Printed['outcome']): Printed => ({ outcome, paperLow: false });
/** Until two timers are set: the whole job's, and that of the step that it is at. */
const stepBegun = (clock: ManualClock) => vi.waitFor(() => expect(clock.pending).toBe(2));
const asked = (printer: FakePrinter, times: number) =>
	vi.waitFor(() => expect(printer.questions.length).toBeGreaterThanOrEqual(times));
const received = (printer: FakePrinter) =>
	vi.waitFor(() => expect(printer.jobs.at(-1)?.subarray(-3)).toEqual(Buffer.from([0x1d, 0x72, 1])));

describe('a ticket', () => {
	test('comes out of a printer that says it is ready and that it has printed', async () => {
		const printer = await fakePrinter();
		expect(await printers().print(target(printer.port), sheet)).toEqual(ok);
		expect(printer.questions).toEqual([1, 2, 3, 4]);
		expect(printer.jobs).toHaveLength(1);
		const { lines, printed } = readJob(printer.jobs[0]!);
		expect(lines).toContain('A023');
		expect(lines).toContain('约 16-24 分钟');
		const [picture] = printed.filter((each) => each.kind === 'picture');
		expect(readQr(picture!.bitmap).text).toBe(paperTicket().link);
		expect(printed.at(-1)).toEqual({ kind: 'cut' });
	});

	test('goes as a picture to a printer without a Chinese font', async () => {
		const printer = await fakePrinter();
		const png = pngOf(576, 900, (x, y) => (x + y) % 3 === 0);
		const to = target(printer.port, { mode: 'image' });
		expect(await printers().print(to, { png })).toEqual(ok);
		const { lines, printed } = readJob(printer.jobs[0]!);
		expect(lines).toEqual([]);
		const [picture] = printed.filter((each) => each.kind === 'picture');
		expect([picture!.bitmap.length, picture!.bitmap[0]!.length]).toEqual([900, 576]);
		expect(picture!.bitmap.flat().filter(Boolean)).toHaveLength((900 * 576) / 3);
	});

	test('is not sent where it cannot be printed', async () => {
		const printer = await fakePrinter();
		const { print } = printers();
		const image = target(printer.port, { mode: 'image' });
		const png = Buffer.from('no picture');
		const unprintable = (fault: string) => ({ ...failed('unprintable'), fault });
		expect(await print(image, sheet)).toEqual(unprintable('wrong_sheet'));
		expect(await print(target(printer.port), { png })).toEqual(unprintable('wrong_sheet'));
		expect(await print(image, { png })).toEqual(unprintable('not_a_png'));
		expect(await print(image, { png: pngOf(577, 10) })).toEqual(unprintable('too_wide'));
		expect(printer.jobs).toEqual([]);
	});
});

describe('a printer that says what is wrong', () => {
	test.for([
		['has no paper', PAPER_OUT, 'paper_out'],
		['sees the end of the paper', { ...READY, 4: 0x72 }, 'paper_out'],
		['stands open', COVER_OPEN, 'offline'],
		['is switched offline', { ...READY, 1: 0x1e }, 'offline'],
		['has a jammed knife', { ...READY, 3: 0x1a }, 'offline']
	] as const)('gets no job while it %s', async ([, status, outcome]) => {
		const printer = await fakePrinter({ status });
		expect(await printers().print(target(printer.port), sheet)).toMatchObject({ outcome });
		expect(printer.jobs).toEqual([Buffer.alloc(0)]);
	});

	test('prints with little paper, and the caller hears of it', async () => {
		const before = await fakePrinter({ status: PAPER_LOW });
		const after = await fakePrinter({ done: 0x03 });
		const { print } = printers();
		const low = { outcome: 'printed', paperLow: true };
		expect(await print(target(before.port), sheet)).toEqual(low);
		expect(await print(target(after.port), sheet)).toEqual(low);
	});

	test('tells when the paper ends within the ticket', async () => {
		const printer = await fakePrinter({ done: null, statusAfter: PAPER_OUT });
		const { clock, print } = standingStill();
		const told = print(target(printer.port), sheet);
		await received(printer);
		await stepBegun(clock);
		clock.advance(3_000);
		expect(await told).toMatchObject({ outcome: 'paper_out' });
	});

	test('is believed when it is ready after the job, though it never says that it has printed', async () => {
		const printer = await fakePrinter({ done: null });
		const { clock, print } = standingStill();
		const told = print(target(printer.port), sheet);
		await received(printer);
		await stepBegun(clock);
		clock.advance(3_000);
		expect(await told).toEqual(ok);
	});
});

describe('a printer that never answers', () => {
	test('gets the whole job after 300 ms, and is done when it closes', async () => {
		const printer = await fakePrinter({ status: null, done: null });
		const { clock, print } = standingStill();
		const told = print(target(printer.port), sheet);
		await asked(printer, 1);
		await stepBegun(clock);
		clock.advance(299);
		expect(printer.jobs).toEqual([Buffer.alloc(0)]);
		clock.advance(1);
		expect(await told).toEqual(ok);
		expect(printer.questions).toEqual([1]);
		expect(readJob(printer.jobs[0]!).printed.at(-1)).toEqual({ kind: 'cut' });
	});

	test('is done after two seconds when it keeps the connection', async () => {
		const printer = await fakePrinter({ status: null, done: null, keeps: true });
		const { clock, print } = standingStill();
		const told = print(target(printer.port), sheet);
		await asked(printer, 1);
		await stepBegun(clock);
		clock.advance(300);
		await received(printer);
		await stepBegun(clock);
		clock.advance(2_000);
		expect(await told).toEqual(ok);
	});

	test('is not asked when it is one of Star’s', async () => {
		const printer = await fakePrinter({ done: null });
		const { print } = standingStill();
		expect(await print(target(printer.port, { command: 'starmbcs2' }), sheet)).toEqual(ok);
		expect(printer.questions).toEqual([]);
		expect(printer.jobs[0]!.subarray(0, 2).toString('latin1')).toBe('\x1b@');
	});
});

describe('a connection that fails', () => {
	test('is unreachable where nobody listens', async () => {
		const server = createServer().listen(0, '127.0.0.1');
		await new Promise((resolve) => server.once('listening', resolve));
		const { port } = server.address() as { port: number };
		await new Promise((resolve) => server.close(resolve));
		expect(await printers().print(target(port), sheet)).toEqual(failed('unreachable'));
	});

	test('is unreachable where nothing comes back within three seconds', async () => {
		const { clock, print } = standingStill();
		// Addresses of examples, which lead nowhere.
		const told = print(target(9100, { host: '192.0.2.1' }), sheet);
		// Some networks say so at once.
		await Promise.race([told, stepBegun(clock)]);
		clock.advance(3_000);
		expect(await told).toEqual(failed('unreachable'));
		expect(clock.pending).toBe(0);
	});

	test.for([READY, null])('is interrupted where it breaks within the job (%s)', async (status) => {
		const printer = await fakePrinter({ status, atFirstBytes: 'reset' });
		expect(await printers().print(target(printer.port), sheet)).toEqual(failed('interrupted'));
	});

	test('is timed out where a printer falls silent, after ten seconds', async () => {
		const printer = await fakePrinter({ atFirstBytes: 'mute' });
		const { clock, print } = standingStill();
		let told: Printed | undefined;
		void print(target(printer.port), sheet).then((each) => (told = each));
		await received(printer);
		// It is asked again and again until then.
		for (const questions of [5, 6]) {
			await stepBegun(clock);
			clock.advance(3_000);
			await asked(printer, questions);
			await stepBegun(clock);
			clock.advance(300);
		}
		await stepBegun(clock);
		expect(told).toBeUndefined();
		clock.advance(10_000 - 6_600);
		await vi.waitFor(() => expect(told).toEqual(failed('timed_out')));
		expect(clock.pending).toBe(0);
		await vi.waitFor(() => expect(printer.open).toBe(0));
	});
});

describe('before a printer', () => {
	test('jobs wait for each other and come out in order', async () => {
		const printer = await fakePrinter();
		const { print } = printers();
		const numbers = ['A001', 'A002', 'A003', 'A004'];
		const told = await Promise.all(
			numbers.map((number) =>
				print(target(printer.port), { markup: ticketMarkup(paperTicket({ number })) })
			)
		);
		expect(told).toEqual([ok, ok, ok, ok]);
		expect(printer.mostOpen).toBe(1);
		expect(printer.jobs.map((job) => readJob(job).lines[2])).toEqual(numbers);
	});

	test('twenty wait and no more, and another printer is none the wiser', async () => {
		const stuck = await fakePrinter({ atFirstBytes: 'mute' });
		const healthy = await fakePrinter();
		const { clock, print, dispose } = standingStill();
		const first = print(target(stuck.port), sheet);
		await received(stuck);
		// Two devices of the branch's file at one address are one printer.
		const waiting = Array.from({ length: 20 }, (_, index) =>
			print(target(stuck.port, { id: `printer-${index}` }), sheet)
		);
		expect(await print(target(stuck.port), sheet)).toEqual(failed('queue_full'));
		expect(await print(target(healthy.port), sheet)).toEqual(ok);
		await dispose();
		expect(await first).toEqual(failed('stopped'));
		expect(await Promise.all(waiting)).toEqual(waiting.map(() => failed('stopped')));
		expect(await print(target(healthy.port), sheet)).toEqual(failed('stopped'));
		expect(clock.pending).toBe(0);
		expect(stuck.jobs).toHaveLength(1);
		await vi.waitFor(() => expect(stuck.open).toBe(0));
	});

	test('the next job is printed after one that failed', async () => {
		const printer = await fakePrinter({ status: PAPER_OUT });
		const { print } = printers();
		const [first, second] = [
			print(target(printer.port), sheet),
			print(target(printer.port), sheet)
		];
		expect(await first).toMatchObject({ outcome: 'paper_out' });
		expect(await second).toMatchObject({ outcome: 'paper_out' });
		expect(printer.jobs).toHaveLength(2);
	});
});
