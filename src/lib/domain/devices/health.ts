import type { DeviceFunctionState, DeviceService, DeviceState } from '../../protocol/index.ts';
import type { DeviceFunction, Kind } from './kinds/kind.ts';

/** What was last told of a device, as it came. Levels 0 to 1. */
export interface ToldStatus {
	state: DeviceState;
	cause: string | null;
	components: Record<string, string>;
	levels: Record<string, number>;
}

/** How a device is, as follows from what was told and from what its kind is made of. */
export interface Health {
	state: DeviceState;
	cause: string | null;
	/** What it does for people: all of it, some, nothing, or nobody knows. */
	service: DeviceService;
	/** By function; of a kind that Foyer does not know: none. */
	functions: Partial<Record<DeviceFunction, DeviceFunctionState>>;
}

/** Words of components that are fine, and those that say that they will not be for long. Every other is a fault. */
const FINE = new Set(['ok', 'good', 'healthy', 'online', 'ready', 'full', 'high', 'present', 'on']);
const UNSAID = new Set(['unknown', 'not_supported', 'notsupported', 'none']);
const SOON = new Set(['low', 'nearly_empty', 'near_empty', 'nearly_full', 'degraded', 'warning']);

const WORSE: Record<DeviceFunctionState, number> = { ok: 0, unknown: 1, degraded: 2, out: 3 };

function partState(word: string): DeviceFunctionState | null {
	const said = word.toLowerCase();
	if (FINE.has(said) || UNSAID.has(said)) return null;
	return SOON.has(said) || said.endsWith('_low') ? 'degraded' : 'out';
}

/** Devices name their parts as they like, also by a word that every object knows. */
function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
	return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** Online is not in service: a machine that is connected and gives no cash is out of service. */
export function healthOf(told: ToldStatus, kind: Kind): Health {
	const { state, cause } = told;
	if (state === 'offline' || state === 'maintenance') {
		return { state, cause, service: 'out', functions: every(kind, 'out') };
	}
	if (state === 'unknown') {
		return { state, cause, service: 'unknown', functions: every(kind, 'unknown') };
	}
	const functions: Health['functions'] = every(kind, 'ok');
	const worsen = (names: readonly DeviceFunction[], to: DeviceFunctionState) => {
		for (const name of names) {
			const now = functions[name];
			if (now !== undefined && WORSE[to] > WORSE[now]) functions[name] = to;
		}
	};
	let worst: DeviceFunctionState = state === 'degraded' ? 'degraded' : 'ok';
	let named: string | null = cause;
	for (const [name, word] of Object.entries(told.components)) {
		const part = partState(word);
		if (part === null) continue;
		if (WORSE[part] > WORSE[worst]) worst = part;
		worsen(own(kind.components, name) ?? [], part);
	}
	for (const [name, level] of Object.entries(told.levels)) {
		const supply = own(kind.levels, name);
		if (supply === undefined || level > supply.low) continue;
		const isEmpty = level <= supply.empty;
		const now = isEmpty ? 'out' : 'degraded';
		if (WORSE[now] > WORSE[worst]) worst = now;
		worsen(supply.carries, now);
		named ??= isEmpty ? supply.causes.empty : supply.causes.low;
	}
	const { essential } = kind;
	const isOut = essential.length > 0 && essential.every((name) => functions[name] === 'out');
	const limited = worst !== 'ok';
	return {
		state: limited ? 'degraded' : state,
		cause: limited ? (named ?? partCause(told, kind)) : cause,
		service: isOut ? 'out' : limited ? 'limited' : 'full',
		functions
	};
}

/** Where the source gives no cause: the part that is at fault, by its own name. */
function partCause({ components }: ToldStatus, kind: Kind): string | null {
	const faulty = Object.entries(components).filter(([, word]) => partState(word) !== null);
	const known = faulty.find(([name]) => (own(kind.components, name)?.length ?? 0) > 0) ?? faulty[0];
	return known === undefined ? null : `${known[0]}_${known[1].toLowerCase()}`;
}

function every(kind: Kind, state: DeviceFunctionState): Health['functions'] {
	return Object.fromEntries(kind.functions.map((name) => [name, state]));
}

/** Whether customers are well served there: only to such devices is anybody sent. */
export function isHealthy({ state, service }: Pick<Health, 'state' | 'service'>): boolean {
	return state === 'ok' && service === 'full';
}

/** Whether somebody must see to it: planned maintenance is nobody's surprise, and of what was never heard nobody knows. */
export function isFaulty(health: Health, everHeard: boolean): boolean {
	if (health.state === 'maintenance') return false;
	if (health.state === 'unknown') return health.cause === null ? everHeard : isWatched(health);
	return health.service !== 'full';
}

/** Nobody looks after it: that is the administrator's to mend, and says nothing about the device. */
const NOT_WATCHED = new Set(['probe_not_allowed', 'probe_unavailable']);

/** Whether anything was known of a device, be it that it had gone silent. */
export function isWatched({ state, cause }: { state: string; cause: string | null }): boolean {
	return state !== 'unknown' || cause === null || !NOT_WATCHED.has(cause);
}

/** Whether it serves nobody, or nobody knows. */
export function isDown({ service }: Pick<Health, 'service'>): boolean {
	return service === 'out' || service === 'unknown';
}
