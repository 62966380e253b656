import type { DeviceStatus } from '../status.ts';
import { worst } from './picture.ts';
import type { Picture, Unit } from './picture.ts';
import { DEVICE } from './words.ts';
import type { Judged } from './words.ts';

/** What follows from a part that is not as it should be, the gravest first. */
const FAULTS: readonly { part: string; words: readonly string[]; judged: Judged }[] = [
	{ part: 'dispenser', words: ['jammed'], judged: { state: 'degraded', cause: 'note_jam' } },
	{ part: 'acceptor', words: ['jammed'], judged: { state: 'degraded', cause: 'note_jam' } },
	{ part: 'card_reader', words: ['jammed'], judged: { state: 'degraded', cause: 'card_jam' } },
	{ part: 'cash', words: ['empty'], judged: { state: 'degraded', cause: 'out_of_cash' } },
	{ part: 'dispenser', words: ['error'], judged: { state: 'degraded', cause: 'hardware' } },
	{ part: 'acceptor', words: ['error'], judged: { state: 'degraded', cause: 'hardware' } },
	{ part: 'card_reader', words: ['error'], judged: { state: 'degraded', cause: 'hardware' } },
	{ part: 'pin_pad', words: ['error'], judged: { state: 'degraded', cause: 'hardware' } },
	{ part: 'cash', words: ['missing', 'error'], judged: { state: 'degraded', cause: 'hardware' } },
	{ part: 'reject', words: ['full'], judged: { state: 'degraded', cause: 'reject_full' } },
	{ part: 'deposit', words: ['full'], judged: { state: 'degraded', cause: 'reject_full' } },
	{ part: 'receipt_printer', words: ['jammed'], judged: { state: 'degraded', cause: 'paper_jam' } },
	{ part: 'receipt_printer', words: ['out'], judged: { state: 'degraded', cause: 'out_of_paper' } },
	{ part: 'toner', words: ['out'], judged: { state: 'degraded', cause: 'out_of_toner' } },
	{ part: 'cash', words: ['low'], judged: { state: 'degraded', cause: 'cash_low' } },
	{ part: 'receipt_printer', words: ['low'], judged: { state: 'degraded', cause: 'paper_low' } },
	{ part: 'toner', words: ['low'], judged: { state: 'degraded', cause: 'toner_low' } }
];

/**
 * A picture as what we tell of the device: always a status by the schema. The device's own word comes first, and where
 * that is good the gravest fault of its parts; null: nothing was said yet.
 */
export function statusOf({ device, parts, units }: Picture): DeviceStatus | null {
	const own = device !== null && Object.hasOwn(DEVICE, device) ? DEVICE[device] : undefined;
	const components = { ...parts, ...unitParts(Object.values(units)) };
	if (own === undefined && Object.keys(components).length === 0) return null;
	const fault = FAULTS.find(({ part, words }) => words.includes(components[part] ?? ''))?.judged;
	const judged = own?.state === 'offline' || own?.cause !== undefined ? own : (fault ?? own);
	const levels = levelsOf(Object.values(units));
	return {
		state: judged?.state ?? 'ok',
		...(judged?.cause !== undefined && { cause: judged.cause }),
		...(Object.keys(components).length > 0 && { components }),
		...(Object.keys(levels).length > 0 && { levels })
	};
}

const givesOut = ({ use }: Unit) => use === 'out' || use === 'both';
const takesIn = ({ use }: Unit) => use === 'in' || use === 'both';

/** Cash is out when no unit has any; one empty unit of several is only low. */
function unitParts(units: readonly Unit[]): Record<string, string> {
	const parts: Record<string, string> = {};
	const out = units.filter(givesOut).map(({ word }) => word);
	if (out.length > 0) {
		const has = out.some((word) => word === 'ok' || word === 'high' || word === 'full');
		const low = out.includes('low');
		const gone = out.includes('empty');
		const broken = worst(out.filter((word) => word === 'missing' || word === 'error'));
		if (has) parts.cash = gone || low || broken !== undefined ? 'low' : 'ok';
		else parts.cash = low ? 'low' : gone ? 'empty' : (broken ?? 'unknown');
	}
	const into = units.filter(({ use }) => use === 'in').map(({ word }) => word);
	if (into.length > 0) {
		parts.deposit = into.every((word) => word === 'full')
			? 'full'
			: (worst(into.filter(isNoLack)) ?? 'ok');
	}
	const reject = units.filter(({ use }) => use === 'reject').map(({ word }) => word);
	if (reject.length > 0) parts.reject = worst(reject.filter(isNoLack)) ?? 'ok';
	const cards = units.filter(({ use }) => use === 'card').map(({ word }) => word);
	if (cards.length > 0) parts.cards = worst(cards) ?? 'ok';
	return parts;
}

/** That nothing was put in is as it should be. */
function isNoLack(word: string): boolean {
	return word !== 'empty' && word !== 'low';
}

function levelsOf(units: readonly Unit[]): Record<string, number> {
	const levels: Record<string, number> = {};
	const mean = (of: Unit[]) => {
		const known = of.flatMap(({ level }) => level ?? []);
		if (known.length === 0) return undefined;
		return Math.round((known.reduce((a, b) => a + b, 0) / known.length) * 100) / 100;
	};
	const cash = mean(units.filter(givesOut));
	const deposit = mean(units.filter((unit) => takesIn(unit) && !givesOut(unit)));
	const reject = mean(units.filter(({ use }) => use === 'reject'));
	if (cash !== undefined) levels.cash = cash;
	if (deposit !== undefined) levels.deposit = deposit;
	if (reject !== undefined) levels.reject = reject;
	return levels;
}
