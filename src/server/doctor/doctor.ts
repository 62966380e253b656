import { existsSync } from 'node:fs';
import { Branch } from '../branch.ts';
import type { Clock } from '../clock.ts';
import type { Condition } from '../condition.ts';
import type { Config } from '../config.ts';
import { openStore, StoreError } from '../store/index.ts';
import type { Store } from '../store/types.ts';
import { Writer } from '../writer.ts';
import { backupFindings } from './checks/backups.ts';
import { certificateFindings } from './checks/certificate.ts';
import { clockFindings } from './checks/clock.ts';
import { databaseFindings } from './checks/database.ts';
import { deviceFindings } from './checks/devices.ts';
import { diskFindings, measureDisk } from './checks/disk.ts';
import { brokerFindings, webhookFindings } from './checks/outside.ts';
import { portFindings } from './checks/port.ts';
import { screenFindings } from './checks/screens.ts';
import { nodeFindings, serverFindings } from './checks/server.ts';
import { settingFindings } from './checks/settings.ts';
import { ill } from './finding.ts';
import type { Finding, Patient } from './finding.ts';

/**
 * Looks at everything around a data folder, whether or not a server runs on it, and changes nothing. `running`: of the
 * server that answers; null: none does.
 */
export async function examine(
	config: Config,
	clock: Clock,
	running: Condition | null
): Promise<Finding[]> {
	if (!existsSync(config.data)) {
		const todo = 'name the right one with --data or FOYER_DATA, or start the server once';
		return [...nodeFindings(), ill('disk', `there is no folder ${config.data}`, todo)];
	}
	const { store, closed } = open(config.data);
	try {
		const patient: Patient = { config, now: clock.real(), store, closed, running };
		const { branches, unreadable } = store === null ? NONE : loaded(store, clock);
		const files = branches.map(({ file }) => file);
		return [
			...nodeFindings(),
			...serverFindings(patient),
			...settingFindings(patient, files),
			...diskFindings(measureDisk(config.data, () => clock.monotonic())),
			...databaseFindings(patient),
			...unreadable,
			...backupFindings(patient),
			...clockFindings(patient, files, isSynchronised()),
			...certificateFindings(patient),
			...(await portFindings(patient)),
			...deviceFindings(branches.map(devicesOf)),
			...screenFindings(patient),
			...webhookFindings(patient),
			...brokerFindings(patient)
		];
	} finally {
		await store?.close();
	}
}

function open(folder: string): { store: Store | null; closed: string | null } {
	if (!existsSync(`${folder}/foyer.db`)) return { store: null, closed: null };
	try {
		return { store: openStore(folder, { readOnly: true }), closed: null };
	} catch (error) {
		if (!(error instanceof StoreError)) throw error;
		return { store: null, closed: error.message };
	}
}

const NONE = { branches: [], unreadable: [] };

/** Every branch that can be made of its log, and a line for each that cannot. */
function loaded(store: Store, clock: Clock): { branches: Branch[]; unreadable: Finding[] } {
	const nobody = new Writer(store, () => undefined);
	const branches: Branch[] = [];
	const unreadable: Finding[] = [];
	for (const id of store.branches()) {
		try {
			branches.push(Branch.load(id, store, nobody, clock));
		} catch (error) {
			const why = error instanceof Error ? error.message : String(error);
			const todo = 'run foyer verify, then restore a backup';
			unreadable.push(ill('database', `${id} cannot be made of its log (${why})`, todo));
		}
	}
	return { branches, unreadable };
}

function devicesOf(branch: Branch) {
	return { branch: branch.id, devices: Object.values(branch.view('devices').view.devices ?? {}) };
}

/** What says that a time server is followed: systemd's own mark, and the folders of those that leave none. */
const SYNCHRONISED = ['/run/systemd/timesync/synchronized', '/run/chrony', '/run/ntpd.pid'];
const TIME_SERVICE = '/run/systemd/timesync';

/** Whether the system's clock follows a time server; null: nothing here says so. */
function isSynchronised(): boolean | null {
	if (SYNCHRONISED.some((path) => existsSync(path))) return true;
	return existsSync(TIME_SERVICE) ? false : null;
}
