import { ill, well } from '../finding.ts';
import type { Finding, Patient } from '../finding.ts';

/** One is made each hour. Milliseconds. */
const OLD_AFTER = 2 * 3_600_000;

/** The backups of a running server. */
export function backupFindings({ running, config, now }: Patient): Finding[] {
	if (config.backups === null) {
		return [ill('backups', 'none are made', 'leave FOYER_BACKUPS out, or name a folder there')];
	}
	if (running === null) return [well('backups', 'made every hour while a server runs')];
	const { last, failed } = running.backups;
	if (failed !== null) {
		return [
			ill('backups', `the last one failed (${failed.why})`, 'mend that; those before are kept')
		];
	}
	if (last === null) return [well('backups', 'the first is made soon')];
	const at = new Date(last.at).toISOString();
	if (now - last.at > OLD_AFTER) {
		return [ill('backups', `the newest is of ${at}`, 'look in the log why none was made since')];
	}
	return [well('backups', `the newest is of ${at}, verified when it was made`)];
}
