import type { Display } from '../../store/types.ts';
import { ill, well } from '../finding.ts';
import type { Finding, Patient } from '../finding.ts';

/** A display that was there a moment ago, while the server ran. Milliseconds. */
const MISSED_AFTER = 10 * 60_000;
/** One that is long gone was put away. */
const PUT_AWAY_AFTER = 30 * 86_400_000;

/** Paired displays that are not there, while a server is there to be asked by them. */
export function screenFindings({ running, store, now }: Patient): Finding[] {
	if (running === null) return [well('screens', 'nobody can be connected while no server runs')];
	const missing = (store?.displays.list() ?? []).filter((display) => isMissing(display, now));
	const findings = missing.map(({ screen, name, branch, lastSeenAt }) =>
		ill(
			'screens',
			`the ${screen} "${name}" of ${branch} was last seen ${lastSeenAt === null ? 'never' : new Date(lastSeenAt).toISOString()}`,
			'switch it on, look at its network, or revoke it: foyer display'
		)
	);
	if (findings.length > 0) return findings;
	const shown = Object.entries(running.screens).map(([screen, count]) => `${count} ${screen}`);
	return [well('screens', shown.length === 0 ? 'none is open' : `open: ${shown.join(', ')}`)];
}

function isMissing({ revokedAt, lastSeenAt, createdAt }: Display, now: number): boolean {
	const silence = now - (lastSeenAt ?? createdAt);
	return revokedAt === null && silence > MISSED_AFTER && silence < PUT_AWAY_AFTER;
}
