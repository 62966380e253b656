import { DEFAULTS } from '#lib/domain/config/config.ts';
import { nobodyTakesIt } from '#lib/domain/engagement/rules/nobody-takes-it.ts';
import { kindOf, KINDS as DEVICE_KINDS } from '#lib/domain/devices/kinds/index.ts';
import { RULES } from '#lib/domain/engagement/rules/index.ts';
import type { Row } from './rows.ts';
import type { Unit } from './units.ts';

/** Where the words of a setting come from: a list of the same file, the kinds of its devices, or known roles. */
export type Source =
	'services' | 'devices' | 'needs' | 'products' | 'staff' | 'kinds' | 'roles' | 'signals';

/** Words of the branch: it may have others than those that are known. */
export function isOpenSource(source: Source | undefined): boolean {
	return source === 'kinds' || source === 'roles' || source === 'signals';
}

/** What the schema cannot say of a setting. All of it is optional: a setting without a hint can be edited too. */
export interface Hint {
	unit?: Unit;
	source?: Source;
	/** What holds where the file says nothing. `row` is the row that the setting belongs to. */
	fallback?: (file: Row, row: Row) => unknown;
	/** Settings that a row of this list shows while it is closed. */
	summary?: string[];
	/** A name that is a whole sentence. */
	long?: boolean;
	/** Settings that name a row of this list, where it has neither a name nor an id. */
	title?: string[];
}

const longWait = (file: Row) =>
	(file.longWait as { seconds?: number } | undefined)?.seconds ?? DEFAULTS.longWait;

function planHints(): Record<string, Hint> {
	return Object.fromEntries(
		Object.entries({ ...DEFAULTS.timePlan, help: 0 }).map(([kind, share]) => [
			`lobby.timePlan.${kind}`,
			{ unit: 'percent' as const, fallback: () => share }
		])
	);
}

function ruleHints(): Record<string, Hint> {
	const hints: Record<string, Hint> = {};
	for (const { id, defaults } of [...RULES, nobodyTakesIt]) {
		for (const [key, value] of Object.entries(defaults)) {
			const unit = key === 'after' ? 'seconds' : key === 'value' ? 'fold' : 'none';
			hints[`prompts.${id}.${key}`] = { unit, fallback: () => value };
		}
	}
	return hints;
}

const hints: Record<string, Hint> = {
	clock: { fallback: () => 'wall' },
	'personal.keepDays': { unit: 'days', fallback: () => DEFAULTS.keepDays },
	'keep.logDays': { unit: 'days', fallback: () => DEFAULTS.logDays },
	'keep.historyDays': { unit: 'days', fallback: () => DEFAULTS.historyDays },
	'longWait.seconds': { unit: 'minutes', fallback: () => DEFAULTS.longWait },
	'longWait.escalate': { unit: 'minutes', fallback: () => [...DEFAULTS.escalate] },
	'calling.levels.priority': { unit: 'points', fallback: () => DEFAULTS.levels.priority },
	'calling.levels.vip': { unit: 'points', fallback: () => DEFAULTS.levels.vip },
	'calling.ageEvery': { unit: 'minutes', fallback: () => DEFAULTS.ageEvery },
	'calling.cap': { unit: 'points', fallback: () => DEFAULTS.cap },
	'calling.consecutivePriority': { unit: 'times', fallback: () => DEFAULTS.consecutivePriority },
	'calling.recalls': { unit: 'times', fallback: () => DEFAULTS.recalls },
	'calling.noShowAfter': { unit: 'seconds', fallback: () => DEFAULTS.noShowAfter },
	'calling.returnNext': { unit: 'times', fallback: () => DEFAULTS.returnNext },
	'calling.returnLater': { unit: 'times', fallback: () => DEFAULTS.returnLater },
	'numbers.from': { fallback: () => DEFAULTS.numbers.from },
	'numbers.digits': { fallback: () => DEFAULTS.numbers.digits },
	'kiosk.printer': { source: 'devices' },
	'lobby.capacity': { unit: 'tasks', fallback: () => DEFAULTS.capacity },
	...planHints(),
	'lobby.helpEscalate': { unit: 'seconds', fallback: () => [...DEFAULTS.helpEscalate] },
	profiles: { summary: ['services'] },
	'profiles.*.services': { source: 'services' },
	'goals.withinTarget': { unit: 'percent', fallback: () => DEFAULTS.goals.withinTarget },
	'goals.windowsUsed': { unit: 'percent', fallback: () => DEFAULTS.goals.windowsUsed },
	'goals.pitchCoverage': { unit: 'percent', fallback: () => DEFAULTS.goals.pitchCoverage },
	'goals.conversion': { unit: 'percent' },
	'goals.amountPerDay': { unit: 'money' },
	...ruleHints(),
	'referrals.acceptWithin': { unit: 'seconds', fallback: () => DEFAULTS.acceptWithin },
	'referrals.credit': { unit: 'percent', fallback: () => DEFAULTS.credit },
	needs: { summary: ['signals'] },
	'needs.*.signals': { source: 'signals' },
	pitches: { title: ['service', 'product'], summary: ['sentence'] },
	'pitches.*.service': { source: 'services' },
	'pitches.*.product': { source: 'products' },
	'pitches.*.sentence': { long: true },
	services: { summary: ['prefix', 'complexity', 'typicalService'] },
	'services.*.typicalService': { unit: 'minutes', fallback: () => DEFAULTS.typicalService },
	'services.*.targetWait': {
		unit: 'minutes',
		fallback: (file, row) => row.longWait ?? longWait(file)
	},
	'services.*.longWait': { unit: 'minutes', fallback: longWait },
	'services.*.selfService': { source: 'kinds' },
	counters: { summary: ['services'] },
	'counters.*.services': { source: 'services' },
	devices: { summary: ['kind', 'probe'] },
	'devices.*.kind': { source: 'kinds' },
	'devices.*.silence.stale': {
		unit: 'seconds',
		fallback: (_file, row) => kindOf(String(row.kind ?? '')).silence.stale
	},
	'devices.*.silence.offline': {
		unit: 'seconds',
		fallback: (_file, row) => kindOf(String(row.kind ?? '')).silence.offline
	},
	'faults.settle': { unit: 'seconds', fallback: () => DEFAULTS.settle },
	'faults.escalate': { unit: 'minutes', fallback: () => [...DEFAULTS.faultEscalate] },
	'devices.*.probe.every': { unit: 'seconds', fallback: () => DEFAULTS.probe.every },
	'devices.*.probe.timeout': { unit: 'seconds', fallback: () => DEFAULTS.probe.timeout },
	products: { summary: ['withdrawn', 'key', 'risk', 'tenorDays', 'needs'] },
	'products.*.needs': { source: 'needs' },
	'products.*.recording': { fallback: (_file, row) => row.risk !== undefined },
	'products.*.tenorDays': { unit: 'days' },
	'products.*.minimum': { unit: 'money' },
	staff: { summary: ['role'] },
	'staff.*.role': { source: 'roles' },
	targets: { summary: ['perDay', 'staff'] },
	'targets.*.product': { source: 'products' },
	'targets.*.perDay': { unit: 'sales' },
	'targets.*.staff': { source: 'staff' },
	checklists: { summary: ['role', 'dueBeforeOpening', 'items'] },
	'checklists.*.role': { source: 'roles' },
	'checklists.*.dueBeforeOpening': { unit: 'minutes' },
	'checklists.*.dueAfterClosing': { unit: 'minutes' },
	'checklists.*.each': { fallback: (_file, row) => row.role === 'teller' },
	'checklists.*.items': { summary: ['device', 'points'] },
	'checklists.*.items.*.device': { source: 'devices' },
	'checklists.*.items.*.points': { unit: 'points', fallback: () => 1 }
};

export function hintFor(place: string): Hint {
	return hints[place] ?? {};
}

/** Kinds of devices that Foyer has words for; a branch may have others. */
export const KINDS = DEVICE_KINDS.map(({ id }) => id);

/** Tags of a ticket that Foyer's own stations give; queue machines may send others. */
export const SIGNALS = ['outflow', 'large_amount', 'maturing', 'small_cash'];

export const ROLES = [
	'lobby_manager',
	'teller',
	'wealth_manager',
	'operations_supervisor',
	'branch_head',
	'administrator'
];
