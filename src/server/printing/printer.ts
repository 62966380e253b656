/** The branch's printers: a line of jobs before each, one printed at a time. */
import type { Clock } from '../clock.ts';
import { runJob, type JobOutcome } from './job.ts';
import type { PictureFault } from './png.ts';
import type { PrinterTarget } from './target.ts';
import { Typesetter, type Sheet } from './typesetter.ts';

/** Jobs that may wait before one printer: whoever has pressed the button is still there. */
const MOST = 20;

export type PrintOutcome =
	| JobOutcome
	/** Too many wait before it; nothing was sent. */
	| 'queue_full'
	/** The picture is none that this printer can print (`fault`), or there is none where one is needed. */
	| 'unprintable';

export interface Printed {
	outcome: PrintOutcome;
	/** By the printer's own word: somebody should bring a roll. */
	paperLow: boolean;
	fault?: PictureFault | 'wrong_sheet';
}

export interface Printers {
	/** Never throws for what a printer does. `sheet` is markup for a printer of mode `text`, a picture for `image`. */
	print(target: PrinterTarget, sheet: Sheet): Promise<Printed>;
	/** Ends what is printing and refuses what waits. */
	dispose(): Promise<void>;
}

interface Line {
	printing: boolean;
	waiting: (() => Promise<void>)[];
}

export function openPrinters({ clock }: { clock: Clock }): Printers {
	const typesetter = new Typesetter();
	const closing = new AbortController();
	const { signal } = closing;
	/** By address: two devices of the branch's file may be one printer. */
	const lines = new Map<string, Line>();

	async function printNow(target: PrinterTarget, sheet: Sheet): Promise<Printed> {
		if (signal.aborted) return refused('stopped');
		if ('png' in sheet !== (target.mode === 'image')) {
			return { ...refused('unprintable'), fault: 'wrong_sheet' };
		}
		const bytes = await typesetter.set(sheet, target).catch((error: unknown) => {
			if (signal.aborted) return null;
			throw error;
		});
		if (bytes === null) return refused('stopped');
		if (typeof bytes === 'string') return { ...refused('unprintable'), fault: bytes };
		return runJob(target, bytes, { clock, signal });
	}

	async function work(key: string, line: Line): Promise<void> {
		line.printing = true;
		for (let job = line.waiting.shift(); job; job = line.waiting.shift()) await job();
		lines.delete(key);
	}

	return {
		print(target, sheet) {
			const key = `${target.host} ${target.port}`;
			const line = lines.get(key) ?? { printing: false, waiting: [] };
			if (line.waiting.length >= MOST) return Promise.resolve(refused('queue_full'));
			lines.set(key, line);
			const { promise, resolve, reject } = Promise.withResolvers<Printed>();
			line.waiting.push(() => printNow(target, sheet).then(resolve, reject));
			if (!line.printing) void work(key, line);
			return promise;
		},
		async dispose() {
			closing.abort();
			await typesetter.close();
		}
	};
}

function refused(outcome: PrintOutcome): Printed {
	return { outcome, paperLow: false };
}
