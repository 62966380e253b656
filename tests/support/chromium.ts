import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import type { Browser, LaunchOptions } from '@playwright/test';

/** A Chromium that starts on this machine, or why there is none. */
export type FoundChromium =
	| { executablePath: string; env: Record<string, string>; reason?: undefined }
	| { executablePath?: undefined; reason: string };

/** Flags under which it also runs as root in a container, and calls nobody by itself. */
export const flags = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync'
];

const nodeModules = fileURLToPath(new URL('../../node_modules', import.meta.url));
const unpacked = path.join(nodeModules, '.cache/chromium');

let found: FoundChromium | undefined;

/** Looks for a browser: `CHROMIUM_PATH`, the system's, then the one inside the npm package. */
export function findChromium(): FoundChromium {
	return (found ??= look());
}

/** Starts the browser that `findChromium` finds; throws its reason when there is none. */
export async function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
	const browser = findChromium();
	if (browser.executablePath === undefined) throw new Error(browser.reason);
	return chromium.launch({
		...options,
		executablePath: browser.executablePath,
		args: [...flags, ...(options.args ?? [])],
		env: { ...ownEnvironment(), ...browser.env, ...options.env }
	});
}

function look(): FoundChromium {
	const given = process.env.CHROMIUM_PATH;
	if (given) return starting(given, {}) ?? { reason: `CHROMIUM_PATH does not start: ${given}` };
	return starting('/usr/bin/chromium', {}) ?? fromPackage();
}

function fromPackage(): FoundChromium {
	if (process.platform !== 'linux' || process.arch !== 'x64') {
		return { reason: 'no Chromium was found: set CHROMIUM_PATH to one' };
	}
	try {
		unpack();
	} catch (error) {
		return { reason: `the packaged Chromium could not be unpacked: ${String(error)}` };
	}
	const executable = path.join(unpacked, 'chromium');
	const fonts: Record<string, string> = existsSync('/etc/fonts/fonts.conf')
		? {}
		: { FONTCONFIG_FILE: ownFonts() };
	const libraries = { LD_LIBRARY_PATH: path.join(unpacked, 'al2023/lib') };
	return (
		starting(executable, fonts) ??
		// A bare machine has no libnss3 and libnspr4; the package carries them for another system.
		starting(executable, { ...fonts, ...libraries }) ?? {
			reason: 'the packaged Chromium does not start here: install libnss3 and libnspr4'
		}
	);
}

function starting(executablePath: string, env: Record<string, string>): FoundChromium | undefined {
	if (!existsSync(executablePath)) return undefined;
	const { status } = spawnSync(executablePath, ['--no-sandbox', '--version'], {
		env: { ...ownEnvironment(), ...env }
	});
	return status === 0 ? { executablePath, env } : undefined;
}

/** Unpacks aside and moves into place, so that nobody ever starts half a browser. */
function unpack(): void {
	if (existsSync(path.join(unpacked, 'chromium'))) return;
	mkdirSync(path.dirname(unpacked), { recursive: true });
	const aside = mkdtempSync(`${unpacked}-`);
	const script = `
		import chromium, { inflate } from '@sparticuz/chromium';
		await chromium.executablePath();
		await inflate(process.argv[1]);
	`;
	const libraries = path.join(nodeModules, '@sparticuz/chromium/bin/al2023.tar.br');
	execFileSync(process.execPath, ['--input-type=module', '--eval', script, libraries], {
		cwd: path.dirname(nodeModules),
		// The package unpacks into the temporary folder, wherever that is.
		env: { ...ownEnvironment(), TMPDIR: aside }
	});
	try {
		renameSync(aside, unpacked);
	} catch {
		// Another run was quicker; its browser is the same.
		rmSync(aside, { recursive: true, force: true });
	}
}

/** A font configuration for machines without any: the package's one family and no other. */
function ownFonts(): string {
	const file = path.join(unpacked, 'fonts.conf');
	writeFileSync(
		file,
		`<?xml version="1.0"?>
<fontconfig>
	<dir>${unpacked}/fonts</dir>
	<cachedir>${unpacked}/fonts-cache</cachedir>
</fontconfig>
`
	);
	return file;
}

function ownEnvironment(): Record<string, string> {
	return Object.fromEntries(
		Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
	);
}
