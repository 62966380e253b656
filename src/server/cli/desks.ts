import type { Clock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { openDesks } from '../desks.ts';
import type { Desks } from '../desks.ts';
import { Limits } from '../limits/limits.ts';
import { openAccess } from '../store/index.ts';
import type { AccessStore } from '../store/index.ts';

/** Does something at the desks of a data folder, for a command: the same rules and the same audit as on the screens. */
export async function atDesks<T>(
	folder: string,
	clock: Clock,
	work: (desks: Desks) => T | Promise<T>,
	webhookHosts: readonly string[] = []
): Promise<T> {
	const { backups } = readConfig(undefined, { data: folder });
	const store = openAccess(folder, { backups: backups && { ...backups, at: clock.real() } });
	try {
		return await work(desksOf(store, clock, webhookHosts));
	} finally {
		store.close();
	}
}

function desksOf(store: AccessStore, clock: Clock, webhookHosts: readonly string[]): Desks {
	return openDesks({
		...{ store, clock, limits: new Limits(), secure: false, provider: null, webhookHosts },
		// What people do at the counters is in the log, which no command opens here.
		log: { toldBy: () => [] },
		// A person may be made before their branch is; days are asked for on the screens.
		branches: { list: () => [], get: () => undefined, has: () => true, hasStaff: () => true }
	});
}
