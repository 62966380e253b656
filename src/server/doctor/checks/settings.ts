import type { BranchFile } from '#lib/protocol/branch-file.ts';
import { ill, well } from '../finding.ts';
import type { Finding, Patient } from '../finding.ts';

/** Settings that are each allowed and do not fit together. */
export function settingFindings(
	{ config, store }: Patient,
	files: readonly BranchFile[]
): Finding[] {
	const findings: Finding[] = [];
	const probed = files.find(({ devices }) => devices?.some(({ probe }) => probe !== undefined));
	if (probed !== undefined && config.probeHosts.length === 0) {
		findings.push(
			ill(
				'settings',
				`${probed.id} has devices to probe, and FOYER_PROBE_HOSTS allows nobody`,
				'name the hosts and networks that may be asked'
			)
		);
	}
	for (const origin of config.origins) {
		if (config.secure && origin.startsWith('http:')) {
			findings.push(
				ill(
					'settings',
					`FOYER_ORIGINS has ${origin}, but cookies are kept to HTTPS`,
					'write it with https, or leave it out'
				)
			);
		}
	}
	const { provider } = config;
	if (provider !== null && config.secure && provider.origin.startsWith('http:')) {
		findings.push(
			ill(
				'settings',
				'FOYER_URL begins with http, and the server speaks HTTPS',
				'write it with https'
			)
		);
	}
	if (
		store !== null &&
		!store.people
			.list()
			.some(({ role, disabledAt }) => role === 'administrator' && disabledAt === null)
	) {
		findings.push(
			ill(
				'settings',
				'nobody administers this server',
				'open the link that the start prints, or foyer user create --role administrator'
			)
		);
	}
	if (files.length === 0 && store !== null) {
		findings.push(
			ill('settings', 'there is no branch', 'foyer apply FILE, or the set-up in the browser')
		);
	}
	return findings.length > 0 ? findings : [well('settings', 'fit together')];
}
