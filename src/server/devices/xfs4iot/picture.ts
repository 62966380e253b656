import { levelOf } from '../status.ts';
import { CASH_UNITS, CONTENT, INOPERATIVE, MEDIA, SUPPLY, UNIT } from './words.ts';

/** What a service said of one device so far. Its events tell only what changed, so that it is kept. */
export interface Picture {
	/** `common.device`, as it came. */
	device: string | null;
	/** Parts by our names: `dispenser`, `receipt_printer` … */
	parts: Record<string, string>;
	/** Storage units by the service's names. */
	units: Record<string, Unit>;
}

export interface Unit {
	/** What it is for: notes that go out, that come in, that are kept back, or cards. */
	use: 'out' | 'in' | 'both' | 'reject' | 'card';
	word: string;
	/** How full it is, 0 to 1. */
	level: number | null;
}

/** Units that are kept at most: a machine has a dozen. */
const MOST_UNITS = 100;

export const NOTHING_SAID: Picture = Object.freeze({ device: null, parts: {}, units: {} });

/**
 * A picture after a message of the service: the completion of Common.Status or Storage.GetStorage, or an unsolicited
 * event of either interface. Null: the message is none of those, or says that the command failed.
 */
export function heard(before: Picture, message: unknown): Picture | null {
	const header = record(record(message)?.header);
	const payload = record(record(message)?.payload);
	if (header === null || payload === null || typeof header.name !== 'string') return null;
	const code = header.completionCode ?? payload.completionCode;
	if (code !== undefined && code !== null && code !== 'success') return null;
	if (header.type !== 'completion' && header.type !== 'unsolicited' && header.type !== 'event') {
		return null;
	}
	switch (header.name) {
		case 'Common.Status':
		case 'Common.StatusChangedEvent':
			return withStatus(before, payload);
		case 'Storage.GetStorage':
		case 'Storage.StorageChangedEvent':
		case 'Storage.StorageThresholdEvent':
		case 'Storage.StorageErrorEvent':
			return withStorage(before, record(payload.storage) ?? payload);
		default:
			return null;
	}
}

function withStatus(before: Picture, payload: Fields): Picture {
	const device = record(payload.common)?.device;
	const parts: Record<string, string> = { ...before.parts };
	const say = (part: string, word: string | undefined) => {
		if (word !== undefined) parts[part] = word;
	};
	const cash = record(payload.cashManagement);
	say('dispenser', cashWord(cash?.dispenser, payload.cashDispenser));
	say('acceptor', cashWord(cash?.acceptor, payload.cashAcceptor));
	const card = record(payload.cardReader);
	if (card !== null) say('card_reader', wordOf(MEDIA, card.media));
	const printer = record(payload.printer);
	if (printer !== null) {
		say('receipt_printer', paperWord(printer));
		say('toner', worst([wordOf(SUPPLY, printer.toner), wordOf(SUPPLY, printer.ink)]));
	}
	say('pin_pad', wordOf(PIN_PAD, record(payload.keyManagement)?.encryptionState));
	return { ...before, device: typeof device === 'string' ? device : before.device, parts };
}

/** `keyManagement.encryptionState`: without keys nobody can type a PIN. */
const PIN_PAD: Readonly<Record<string, string>> = {
	ready: 'ok',
	initialized: 'ok',
	busy: 'ok',
	notReady: 'error',
	notInitialized: 'error',
	undefined: 'unknown'
};

/** A part that handles notes: what its units say, and whether its way in or out is blocked. */
function cashWord(units: unknown, section: unknown): string | undefined {
	const own = record(section);
	const positions = Array.isArray(own?.positions) ? own.positions.slice(0, 20) : [];
	const ways = positions.flatMap((each: unknown) => {
		const position = record(each);
		const shut = typeof position?.shutter === 'string' && INOPERATIVE.has(position.shutter);
		return [shut ? 'jammed' : undefined, wordOf(MEDIA, position?.transport)];
	});
	const words = [
		wordOf(CASH_UNITS, units),
		...ways,
		own === null ? undefined : banknoteReader(own)
	];
	return worst(words) ?? (own === null ? undefined : 'ok');
}

function banknoteReader({ banknoteReader: word }: Fields): string | undefined {
	return word === 'inoperable' ? 'error' : undefined;
}

function paperWord(printer: Fields): string | undefined {
	const trays = Object.values(record(printer.paper) ?? {}).map((each) => wordOf(SUPPLY, each));
	return worst([...trays, printer.media === 'jammed' ? 'jammed' : undefined]);
}

function withStorage(before: Picture, storage: Fields): Picture {
	const units: Record<string, Unit> = { ...before.units };
	for (const [name, each] of Object.entries(storage)) {
		const said = record(each);
		if (said === null) continue;
		if (!Object.hasOwn(units, name) && Object.keys(units).length >= MOST_UNITS) break;
		units[name] = unitOf(said, Object.hasOwn(units, name) ? units[name] : undefined);
	}
	return { ...before, units };
}

function unitOf(said: Fields, before: Unit | undefined): Unit {
	const content = record(said.cash) ?? record(said.card);
	const status = record(content?.status);
	const word =
		wordOf(UNIT, said.status) ??
		wordOf(CONTENT, status?.replenishmentStatus) ??
		(said.status === 'ok' ? 'ok' : before?.word) ??
		'ok';
	return {
		use: useOf(said) ?? before?.use ?? 'both',
		word,
		level:
			levelOf(countOf(status), said.capacity) ?? (status === null ? before?.level : null) ?? null
	};
}

function useOf(said: Fields): Unit['use'] | undefined {
	if (record(said.card) !== null) return 'card';
	const cash = record(said.cash);
	const types =
		record(record(cash?.configuration)?.types) ?? record(record(cash?.capabilities)?.types);
	if (types === null) return undefined;
	if (types.reject === true || types.cashInRetract === true || types.cashOutRetract === true) {
		return 'reject';
	}
	const [goesOut, comesIn] = [types.cashOut === true, types.cashIn === true];
	if (goesOut === comesIn) return goesOut ? 'both' : undefined;
	return goesOut ? 'out' : 'in';
}

/** What is in a unit: it began with something, some went out and some came in. */
function countOf(status: Fields | null): number | undefined {
	if (typeof status?.count === 'number') return status.count;
	const initial = countsIn(record(status?.initial));
	if (initial === undefined) return undefined;
	const sum = (side: unknown) =>
		Object.values(record(side) ?? {}).reduce<number>(
			(all, each) => all + (countsIn(record(each)) ?? 0),
			0
		);
	return Math.max(0, initial - sum(status?.out) + sum(status?.in));
}

/** Notes by kind, each with a count of fit and unfit ones. */
function countsIn(counts: Fields | null): number | undefined {
	if (counts === null) return undefined;
	let all = 0;
	for (const each of Object.values(counts)) {
		if (typeof each === 'number') all += each;
		for (const count of Object.values(record(each) ?? {}))
			if (typeof count === 'number') all += count;
	}
	return Number.isFinite(all) ? all : undefined;
}

/** The gravest first. */
const GRAVITY = [
	'error',
	'jammed',
	'missing',
	'empty',
	'out',
	'full',
	'low',
	'high',
	'unknown',
	'ok'
];

export function worst(words: readonly (string | undefined)[]): string | undefined {
	return GRAVITY.find((each) => words.includes(each));
}

function wordOf(words: Readonly<Record<string, string>>, said: unknown): string | undefined {
	return typeof said === 'string' && Object.hasOwn(words, said) ? words[said] : undefined;
}

type Fields = Record<string, unknown>;

function record(value: unknown): Fields | null {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as Fields)
		: null;
}
