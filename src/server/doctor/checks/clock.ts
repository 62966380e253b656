import { businessDayAt } from '#lib/domain/time/business-day.ts';
import type { BranchFile } from '#lib/protocol/branch-file.ts';
import type { Store } from '../../store/types.ts';
import { ill, well } from '../finding.ts';
import type { Finding, Patient } from '../finding.ts';

/** A clock that is behind what was recorded by this much was set back. Milliseconds. */
const BEHIND = 60_000;
/** A source whose events are so far ahead, one like the other, has a clock that is. Milliseconds. */
const AHEAD = 5_000;
/** Events of a branch that are looked at, and of a source that are needed to judge it. */
const LOOKED_AT = 500;
const FEWEST = 5;
/** A step that is older than this is over. Milliseconds. */
const RECENT = 86_400_000;

/** `files`: of the branches. `synchronised`: what the system says of its time server; null: it says nothing. */
export function clockFindings(
	{ now, store, running }: Patient,
	files: readonly BranchFile[],
	synchronised: boolean | null
): Finding[] {
	const findings: Finding[] = [];
	const newest = store === null ? -Infinity : newestRecorded(store);
	if (newest - now > BEHIND) {
		const behind = Math.round((newest - now) / 1000);
		findings.push(
			ill(
				'clock',
				`it is ${behind} s behind the newest event`,
				'set it, and switch on a time server'
			)
		);
	}
	if (synchronised === false) {
		findings.push(
			ill('clock', 'no time server keeps it right', 'switch one on: timedatectl set-ntp true')
		);
	}
	const step = running?.lastClockStep ?? null;
	if (step !== null && now - step.at < RECENT) {
		const by = `${step.by > 0 ? '+' : '-'}${(Math.abs(step.by) / 1000).toFixed(1)} s`;
		findings.push(
			ill(
				'clock',
				`it was set by ${by} at once, the last time at ${new Date(step.at).toISOString()}`,
				'use a time server that leads it gently, as chrony does'
			)
		);
	}
	for (const { id, timeZone } of files.filter((file) => !isZone(file.timeZone))) {
		findings.push(
			ill(
				'clock',
				`${id} is in the time zone ${timeZone}, which this Node does not know`,
				'use a newer Node, or mend the branch file'
			)
		);
	}
	if (store !== null) findings.push(...store.branches().flatMap((id) => ofBranch(store, id)));
	if (findings.length > 0) return findings;
	const zones = `time zones of ${process.versions['tz'] ?? 'this Node'}`;
	return [
		well(
			'clock',
			`${new Date(now).toISOString()}, ${zones}${synchronised === true ? ', kept by a time server' : ''}`
		)
	];
}

function ofBranch(store: Store, id: string): Finding[] {
	const events = store.read(id, Math.max(0, store.head(id).seq - LOOKED_AT), LOOKED_AT);
	const findings: Finding[] = [];
	const bySource = Map.groupBy(
		events.filter(({ source }) => source !== null),
		({ source }) => source ?? ''
	);
	for (const [source, own] of bySource) {
		const ahead = own.map(({ at, recordedAt }) => at - recordedAt).sort((a, b) => a - b);
		// The smallest: whoever is always ahead has a clock that is.
		const least = ahead[0] ?? 0;
		if (own.length < FEWEST || least < AHEAD) continue;
		findings.push(
			ill(
				'clock',
				`the clock of "${source}" at ${id} is ${Math.round(least / 1000)} s ahead`,
				'set it: what is more than two minutes ahead is refused'
			)
		);
	}
	return findings;
}

function isZone(timeZone: string): boolean {
	try {
		businessDayAt(0, timeZone);
		return true;
	} catch {
		return false;
	}
}

function newestRecorded(store: Store): number {
	const newest = store.branches().map((id) => {
		const [last] = store.read(id, store.head(id).seq - 1, 1);
		return last?.recordedAt ?? -Infinity;
	});
	return Math.max(-Infinity, ...newest);
}
