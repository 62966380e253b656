// What tests speak with beside Foyer: a broker, an SNMP agent, a telephone, ping. Where a machine lacks one, the tests
// that need it are skipped by their names; CI on Debian installs them.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

/** Programs, and Debian's packages that have them. */
const peers = [
	{ program: 'mosquitto', from: 'mosquitto' },
	{ program: 'snmpd', from: 'snmpd' },
	{ program: 'sipp', from: 'sip-tester' },
	{ program: 'ping', from: 'iputils-ping' }
];
const folders = ['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin', '/sbin', '/bin'];
/** A mirror that does not answer holds nobody up for longer. Milliseconds. */
const longest = 180_000;

/**
 * @param {(file: string) => boolean} [exists]
 * @returns {{ program: string, from: string }[]}
 */
export function missing(exists = existsSync) {
	return peers.filter(
		({ program }) => !folders.some((folder) => exists(path.posix.join(folder, program)))
	);
}

/**
 * Whether they may be installed: asked for, on Debian, by root.
 *
 * @param {Record<string, string | undefined>} env
 * @param {number | undefined} uid
 * @param {boolean} debian
 */
export function mayInstall(env, uid, debian) {
	return debian && uid === 0 && (env.CI === 'true' || env.FOYER_INSTALL_PEERS === '1');
}

/** Installs what is missing where that is wanted, and says what is still missing. Never fails. */
export function preparePeers() {
	const debian = existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get');
	if (missing().length > 0 && mayInstall(process.env, process.getuid?.(), debian)) install();
	const absent = missing();
	if (absent.length === 0) return;
	const names = absent.map(({ program }) => program).join(', ');
	const packages = absent.map(({ from }) => from).join(' ');
	console.log(`Not here, so that their tests are skipped: ${names} (Debian: ${packages}).`);
}

/** Tests start their own at ports of their own; what a package starts by itself is of no use to them and is ended. */
function install() {
	const packages = missing().map(({ from }) => from);
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
	const get = (/** @type {string[]} */ ...args) =>
		spawnSync('apt-get', ['-q', '-y', '-o', 'DPkg::Lock::Timeout=60', ...args], {
			env,
			stdio: ['ignore', 'ignore', 'inherit'],
			timeout: longest
		}).status === 0;
	if (!get('update') || !get('install', '--no-install-recommends', ...packages)) {
		console.log(`${packages.join(', ')} could not be installed.`);
		return;
	}
	for (const service of ['mosquitto', 'snmpd'].filter((each) => packages.includes(each))) {
		spawnSync('service', [service, 'stop'], { stdio: 'ignore', timeout: 20_000 });
	}
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) preparePeers();
