import { SHORTAGES } from '../../shedding.ts';
import { VERSION } from '../../version.ts';
import { ill, well } from '../finding.ts';
import type { Finding, Patient } from '../finding.ts';

const OLDEST_NODE = [24, 7] as const;

/** The Node that runs this. `version`: as Node tells it. */
export function nodeFindings(version: string = process.versions.node): Finding[] {
	const [major = 0, minor = 0] = version.split('.').map(Number);
	const [least, leastMinor] = OLDEST_NODE;
	const isNew = major > least || (major === least && minor >= leastMinor);
	return isNew
		? [well('node', `Node ${version}`)]
		: [ill('node', `this is Node ${version}`, 'run it with Node 24.7 or newer, as npx foyer does')];
}

/** Whether a server runs, of which version, and whether it is well by itself. */
export function serverFindings({ running, config }: Patient): Finding[] {
	if (running === null) return [well('server', `no server runs on ${config.data}`)];
	const { version, state, shortness } = running;
	const findings: Finding[] = [];
	if (version !== VERSION) {
		findings.push(
			ill(
				'server',
				`it runs version ${version}, and this is ${VERSION}`,
				'start it again to take the new one'
			)
		);
	}
	if (state === 'halted') {
		findings.push(
			ill(
				'server',
				'it takes no events, since the disk refuses them',
				'see the lines about the disk, and the log'
			)
		);
	}
	for (const what of SHORTAGES.filter((each) => shortness[each] !== 'none')) {
		findings.push(
			ill(
				'server',
				`it is short of ${what} and asks some to come again`,
				'docs/metrics.md says what eases it'
			)
		);
	}
	if (findings.length > 0) return findings;
	return [well('server', `version ${version} serves at ${running.urls.join(', ')}`)];
}
