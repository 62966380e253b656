/** Where and how a printer prints, as the branch's file says. Nothing of it ever comes from a request. */
import type { BranchFile } from '#lib/protocol/index.ts';
import type { Columns } from './receipt.ts';

const ENCODINGS = ['gb18030', 'cp936'] as const;
const MODES = ['text', 'image'] as const;
/** Those of receiptline's command sets that have a Chinese font or print pictures, and enlarge what is large. */
const COMMANDS = [
	'generic',
	'escpos',
	'epson',
	'sii',
	'citizen',
	'fit',
	'starmbcs2',
	'starlinembcs2'
] as const;
const CODES = ['raster', 'command'] as const;
const COLUMNS = [48, 32] as const;

export interface PrinterTarget {
	id: string;
	host: string;
	port: number;
	/** `image`: it has no Chinese font, and gets a picture of the whole ticket. */
	mode: (typeof MODES)[number];
	/** Of Chinese text. */
	encoding: (typeof ENCODINGS)[number];
	/** Characters a line: 48 on 80 mm paper, 32 on 58 mm. */
	columns: Columns;
	command: (typeof COMMANDS)[number];
	/** Whether a QR code is sent as dots, which every printer can, or the printer draws it. */
	qr: (typeof CODES)[number];
}

export type FoundPrinter =
	| { ok: true; target: PrinterTarget }
	| { ok: false; fault: 'no_such_printer' | 'no_address' }
	| { ok: false; fault: 'unknown_setting'; setting: string };

/** Raw printing's port, where a printer listens unless it says otherwise. */
const RAW_PORT = 9100;
/** Probes whose port is where it is asked how it is, and not where it prints. */
const OTHER_PORTS = new Set<unknown>(['http', 'snmp', 'sip', 'xfs4iot']);

/** The device of kind `printer` with this id. What its probe leaves out has the default of most printers. */
export function printerOf(file: BranchFile, id: string): FoundPrinter {
	const device = file.devices?.find((each) => each.id === id && each.kind === 'printer');
	if (!device) return { ok: false, fault: 'no_such_printer' };
	const probe = (device.probe ?? {}) as Record<string, unknown>;
	const { host } = device.probe ?? {};
	const port = OTHER_PORTS.has(probe.type) ? RAW_PORT : ((probe.port as number) ?? RAW_PORT);
	if (!host) return { ok: false, fault: 'no_address' };
	const mode = choice(MODES, probe.print);
	const encoding = choice(ENCODINGS, probe.encoding);
	const columns = choice(COLUMNS, probe.columns);
	const command = choice(COMMANDS, probe.command);
	const qr = choice(CODES, probe.qr);
	if (mode === null) return unknown('print');
	if (encoding === null) return unknown('encoding');
	if (columns === null) return unknown('columns');
	if (command === null) return unknown('command');
	if (qr === null) return unknown('qr');
	return { ok: true, target: { id, host, port, mode, encoding, columns, command, qr } };
}

/** Whether it understands the questions of `status.ts`: Star's printers speak another language. */
export function tellsStatus({ command }: PrinterTarget): boolean {
	return !command.startsWith('star');
}

/** The first is the default; null where something else is written. */
function choice<T>(choices: readonly [T, ...T[]], given: unknown): T | null {
	if (given === undefined) return choices[0];
	return choices.find((each) => each === given) ?? null;
}

function unknown(setting: string): FoundPrinter {
	return { ok: false, fault: 'unknown_setting', setting };
}
