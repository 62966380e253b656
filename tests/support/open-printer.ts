/** A printer on the network, as far as anybody at the other end of the wire can tell. */
import { createServer, type Socket } from 'node:net';

export interface Manners {
	/** Its answers to DLE EOT 1 to 4; null: it never answers. */
	status?: Answers | null;
	/** Its answer to GS r 1 when a job is through; null: none. */
	done?: number | null;
	/** What it does as soon as the first bytes of a job come: nothing of it is read further. */
	atFirstBytes?: 'reset' | 'mute' | null;
	/** Whether it keeps the connection when the other end has closed. */
	keeps?: boolean;
	/** Answers to DLE EOT once it has had a job, where they are others than before. */
	statusAfter?: Answers;
}

/** What printers answer to DLE EOT 1 to 4, by number. */
export type Answers = Readonly<Record<number, number>>;

export const READY: Answers = { 1: 0x16, 2: 0x12, 3: 0x12, 4: 0x12 };
export const PAPER_OUT: Answers = { 1: 0x1e, 2: 0x32, 3: 0x12, 4: 0x7e };
export const PAPER_LOW: Answers = { 1: 0x16, 2: 0x12, 3: 0x12, 4: 0x1e };
export const COVER_OPEN: Answers = { 1: 0x1e, 2: 0x16, 3: 0x12, 4: 0x12 };

export interface FakePrinter {
	port: number;
	/** What came in each connection, without the questions about its state. */
	jobs: Buffer[];
	/** Questions about its state, by number. */
	questions: number[];
	/** Connections that are open, and the most that ever were. */
	open: number;
	mostOpen: number;
}

/** Listens until it is closed; `fakePrinter` closes with its test. */
export async function openPrinter(
	manners: Manners = {}
): Promise<FakePrinter & { close(): Promise<void> }> {
	const { status = READY, done = 0, atFirstBytes = null, keeps = false, statusAfter } = manners;
	const printer: FakePrinter = { port: 0, jobs: [], questions: [], open: 0, mostOpen: 0 };
	const sockets = new Set<Socket>();

	const server = createServer({ allowHalfOpen: keeps }, (socket) => {
		sockets.add(socket);
		printer.open += 1;
		printer.mostOpen = Math.max(printer.mostOpen, printer.open);
		const job = printer.jobs.push(Buffer.alloc(0)) - 1;
		let mute = false;
		socket.on('error', () => {});
		socket.on('close', () => {
			sockets.delete(socket);
			printer.open -= 1;
		});
		socket.on('data', (chunk) => {
			const about =
				chunk.length === 3 && chunk[0] === 0x10 && chunk[1] === 4 ? chunk[2] : undefined;
			if (about !== undefined) {
				printer.questions.push(about);
				const answers = printer.jobs[job]!.length > 0 && statusAfter ? statusAfter : status;
				if (!mute && answers) socket.write(Uint8Array.of(answers[about]!));
				return;
			}
			printer.jobs[job] = Buffer.concat([printer.jobs[job]!, chunk]);
			if (atFirstBytes === 'reset') socket.resetAndDestroy();
			if (atFirstBytes === 'mute') mute = true;
			const through = printer.jobs[job]!.subarray(-3).equals(Buffer.from([0x1d, 0x72, 1]));
			if (through && !mute && done !== null) socket.write(Uint8Array.of(done));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	printer.port = (server.address() as { port: number }).port;
	const close = async () => {
		for (const socket of sockets) socket.destroy();
		await new Promise((resolve) => server.close(resolve));
	};
	return Object.assign(printer, { close });
}
