import type { DeviceRow } from '#lib/protocol/rows/device.ts';
import { ill, well } from '../finding.ts';
import type { Finding } from '../finding.ts';

const MOST_NAMED = 5;

/** The devices of a branch as it has them; `file`: whether the branch file has any. */
export interface BranchDevices {
	branch: string;
	devices: readonly Pick<DeviceRow, 'id' | 'state' | 'lastSeenAt'>[];
}

/** Devices that say nothing, branch by branch. What they have to say about themselves is the branch's own business. */
export function deviceFindings(branches: readonly BranchDevices[]): Finding[] {
	const findings: Finding[] = [];
	let count = 0;
	for (const { branch, devices } of branches) {
		count += devices.length;
		const silent = devices.filter(
			({ state, lastSeenAt }) => state === 'unknown' && lastSeenAt !== null
		);
		const away = devices.filter(({ state }) => state === 'offline');
		if (silent.length > 0) {
			findings.push(
				ill(
					'devices',
					`${branch}: nothing is heard of ${named(silent)}`,
					'look at their power and network, or at whoever tells of them'
				)
			);
		}
		if (away.length > 0) {
			findings.push(
				ill(
					'devices',
					`${branch}: out of reach: ${named(away)}`,
					'the branch has the fault on its page of devices'
				)
			);
		}
	}
	return findings.length > 0
		? findings
		: [well('devices', `${count} of ${branches.length} branches, none silent`)];
}

function named(devices: readonly { id: string; lastSeenAt: number | null }[]): string {
	const names = devices.slice(0, MOST_NAMED).map(({ id, lastSeenAt }) => {
		return lastSeenAt === null ? id : `${id} (since ${new Date(lastSeenAt).toISOString()})`;
	});
	const more = devices.length - names.length;
	return names.join(', ') + (more > 0 ? ` and ${more} more` : '');
}
