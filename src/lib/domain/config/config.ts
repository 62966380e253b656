import type {
	BranchFile,
	DeviceConfig,
	Name,
	PromptRule,
	ServiceConfig
} from '../../protocol/index.ts';
import { catalogueOf, type Catalogue } from '../catalogue/catalogue.ts';
import { RULES } from '../engagement/rules/index.ts';
import { nobodyTakesIt } from '../engagement/rules/nobody-takes-it.ts';
import { checklistOf, type Checklist } from '../opening/checklist.ts';
import type { Numbers } from '../queue/number.ts';

/** A service with every default filled in. Durations in seconds. */
export interface Service {
	id: string;
	prefix: string;
	name: Name;
	complexity: 'simple' | 'complex';
	typicalService: number;
	targetWait: number;
	longWait: number;
	needsForm: boolean;
	selfService: string[];
}

/** Shares that a day is held against; `amountPerDay` in minor units, null where there is no such goal. */
export interface Goals {
	withinTarget: number;
	windowsUsed: number;
	pitchCoverage: number;
	conversion: number | null;
	amountPerDay: number | null;
}

/** Seconds. `every`: how often it is asked, where Foyer asks it. */
export interface DeviceSettings {
	id: string;
	kind: string;
	name: Name;
	silence: { stale?: number | undefined; offline?: number | undefined } | undefined;
	every: number | undefined;
}

/** One rule as the branch has it; `after` in milliseconds. */
export interface RuleSettings {
	on: boolean;
	after: number;
	value: number;
}

/**
 * A branch's settings, ready for the rules: every default filled in, lookups by id.
 * Made from the branch file by `configOf`; never stored itself.
 */
export interface Config {
	file: BranchFile;
	id: string;
	timeZone: string;
	clock: 'wall' | 'event';
	/** Seconds. */
	longWait: { seconds: number; escalate: number[] };
	levels: { ordinary: number; priority: number; vip: number };
	/** Milliseconds a ticket waits for one more point. */
	ageEvery: number;
	cap: number;
	consecutivePriority: number;
	recalls: number;
	/** Milliseconds. */
	noShowAfter: number;
	returns: { next: number; later: number };
	numbers: Numbers;
	/** Seconds. */
	helpEscalate: number[];
	goals: Goals;
	catalogue: Catalogue;
	rules: ReadonlyMap<PromptRule, RuleSettings>;
	/** Milliseconds after which a prompt that nobody takes goes to the next person; null: it does not. */
	passAfter: number | null;
	/** `acceptWithin` in milliseconds; `credit`: the share of a sale that counts for who referred the customer. */
	referrals: { acceptWithin: number; credit: number };
	/** Tasks that one lobby manager can have in hand. */
	capacity: number;
	services: ReadonlyMap<string, Service>;
	counters: ReadonlyMap<string, { id: string; name: Name; services: string[] }>;
	devices: ReadonlyMap<string, DeviceSettings>;
	/** `settle` in milliseconds, `escalate` in seconds. */
	faults: { settle: number; escalate: number[] };
	checklists: ReadonlyMap<string, Checklist>;
	staff: ReadonlyMap<string, { id: string; name: Name; role: string }>;
}

/** All editable in the branch file (docs/branch-file.md says what each does). Ours, but for the ten minutes. */
export const DEFAULTS = {
	/** Customers' names and references are kept for so many days before today. */
	keepDays: 30,
	/** Events are kept for so many days before today: a year, and a month to look back on it. */
	logDays: 400,
	/** What reports and exports read, for so many: three years. */
	historyDays: 1_100,
	longWait: 600,
	escalate: [1200, 1800],
	typicalService: 300,
	levels: { ordinary: 0, priority: 2, vip: 3 },
	ageEvery: 300,
	cap: 6,
	consecutivePriority: 3,
	recalls: 2,
	noShowAfter: 0,
	returnNext: 3,
	returnLater: 5,
	numbers: { from: 1, digits: 3 },
	helpEscalate: [60, 180],
	/** Tasks that one lobby manager can have in hand. */
	capacity: 4,
	/** Ours; there is no source for these shares. */
	timePlan: {
		greeting: 0.3,
		forms: 0.2,
		engagement: 0.2,
		devices: 0.15,
		escort: 0.05,
		complaints: 0.05,
		opening: 0.05
	},
	goals: { withinTarget: 0.85, windowsUsed: 0.6, pitchCoverage: 0.95 },
	/** Seconds. */
	acceptWithin: 120,
	/** Of a probe: how often it tries, and what one try may take. */
	probe: { every: 30, timeout: 5 },
	settle: 120,
	faultEscalate: [300, 900],
	credit: 0.5
} as const;

function serviceOf(config: ServiceConfig, longWait: number): Service {
	return {
		id: config.id,
		prefix: config.prefix ?? '',
		name: config.name,
		complexity: config.complexity,
		typicalService: config.typicalService ?? DEFAULTS.typicalService,
		targetWait: config.targetWait ?? config.longWait ?? longWait,
		longWait: config.longWait ?? longWait,
		needsForm: config.needsForm ?? false,
		selfService: config.selfService ?? []
	};
}

function ruleSettings(file: BranchFile, id: PromptRule, defaults: RuleSettings): RuleSettings {
	const own: Partial<RuleSettings> = file.prompts?.[id] ?? {};
	return {
		on: own.on ?? defaults.on,
		after: (own.after ?? defaults.after) * 1000,
		value: own.value ?? defaults.value
	};
}

function passAfterOf({ prompts }: BranchFile): number | null {
	const { on, after } = { ...nobodyTakesIt.defaults, ...prompts?.nobody_takes_it };
	return on ? after * 1000 : null;
}

function deviceOf({ id, kind, name, silence, probe }: DeviceConfig): DeviceSettings {
	return { id, kind, name, silence, every: probe && (probe.every ?? DEFAULTS.probe.every) };
}

function bothNames(name: string | Name): Name {
	return typeof name === 'string' ? { zh: name, en: name } : name;
}

function byId<T extends { id: string }>(items: readonly T[] | undefined): Map<string, T> {
	return new Map((items ?? []).map((item) => [item.id, item]));
}

/** Fills in the defaults. The file must have passed its schema and `checkReferences`. */
export function configOf(file: BranchFile): Config {
	const seconds = file.longWait?.seconds ?? DEFAULTS.longWait;
	const services = file.services.map((service) => serviceOf(service, seconds));
	return {
		file,
		id: file.id,
		timeZone: file.timeZone,
		clock: file.clock ?? 'wall',
		longWait: {
			seconds,
			escalate: [...(file.longWait?.escalate ?? DEFAULTS.escalate)].sort((a, b) => a - b)
		},
		levels: {
			ordinary: 0,
			priority: file.calling?.levels?.priority ?? DEFAULTS.levels.priority,
			vip: file.calling?.levels?.vip ?? DEFAULTS.levels.vip
		},
		ageEvery: (file.calling?.ageEvery ?? DEFAULTS.ageEvery) * 1000,
		cap: file.calling?.cap ?? DEFAULTS.cap,
		consecutivePriority: file.calling?.consecutivePriority ?? DEFAULTS.consecutivePriority,
		recalls: file.calling?.recalls ?? DEFAULTS.recalls,
		noShowAfter: (file.calling?.noShowAfter ?? DEFAULTS.noShowAfter) * 1000,
		returns: {
			next: file.calling?.returnNext ?? DEFAULTS.returnNext,
			later: file.calling?.returnLater ?? DEFAULTS.returnLater
		},
		numbers: { ...DEFAULTS.numbers, ...file.numbers },
		helpEscalate: [...(file.lobby?.helpEscalate ?? DEFAULTS.helpEscalate)].sort((a, b) => a - b),
		goals: {
			withinTarget: file.goals?.withinTarget ?? DEFAULTS.goals.withinTarget,
			windowsUsed: file.goals?.windowsUsed ?? DEFAULTS.goals.windowsUsed,
			pitchCoverage: file.goals?.pitchCoverage ?? DEFAULTS.goals.pitchCoverage,
			conversion: file.goals?.conversion ?? null,
			amountPerDay: file.goals?.amountPerDay ?? null
		},
		catalogue: catalogueOf(file),
		rules: new Map(RULES.map(({ id, defaults }) => [id, ruleSettings(file, id, defaults)])),
		passAfter: passAfterOf(file),
		referrals: {
			acceptWithin: (file.referrals?.acceptWithin ?? DEFAULTS.acceptWithin) * 1000,
			credit: file.referrals?.credit ?? DEFAULTS.credit
		},
		capacity: file.lobby?.capacity ?? DEFAULTS.capacity,
		services: byId(services),
		counters: byId(file.counters),
		devices: byId(file.devices?.map(deviceOf)),
		faults: {
			settle: (file.faults?.settle ?? DEFAULTS.settle) * 1000,
			escalate: [...(file.faults?.escalate ?? DEFAULTS.faultEscalate)].sort((a, b) => a - b)
		},
		checklists: byId(file.checklists?.map(checklistOf)),
		staff: byId(file.staff?.map((person) => ({ ...person, name: bothNames(person.name) })))
	};
}
