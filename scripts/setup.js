// Runs before anything is installed, on whatever Node there is (20 or newer): no packages, no TypeScript.
import { createHash } from 'node:crypto';
import {
	existsSync,
	readdirSync,
	readFileSync,
	statSync,
	symlinkSync,
	writeFileSync
} from 'node:fs';
import path from 'node:path';
import { runQuietly } from './child.js';
import { withLock } from './lock.js';
import { findNode, noNode, root } from './runtime.js';

/** What a build is made of. Nothing of src/server is in it: routes import its types only. */
const buildInputs = [
	'src',
	'static',
	'svelte.config.js',
	'vite.config.ts',
	'package.json',
	'package-lock.json'
];
const notBuilt = path.join(root, 'src/server');
const buildStamp = path.join(root, 'build/.stamp');
const lockDir = path.join(root, '.setup.lock');

/** A set-up step that did not work; the message is one line that says what to do. */
export class SetupError extends Error {}

/**
 * Installs the packages of package-lock.json unless they are there already.
 *
 * @returns {Promise<string>} the Node to run the program on
 */
export async function ensureInstalled() {
	if (!isInstalled()) {
		await withLock(lockDir, async () => {
			if (!isInstalled()) await install();
		});
	}
	linkCommand();
	const node = findNode();
	if (!node) throw new SetupError(noNode);
	return node;
}

/**
 * Builds the screens unless the build is of these very sources.
 *
 * @param {string} node
 */
export async function ensureBuilt(node) {
	if (isBuilt()) return;
	await withLock(lockDir, async () => {
		if (!isBuilt()) await build(node);
	});
}

/** Whether node_modules holds what the lockfile says, by npm's own record of what it installed. */
function isInstalled() {
	const installed = readPackages('node_modules/.package-lock.json');
	const wanted = readPackages('package-lock.json');
	if (!installed || !wanted) return false;
	return Object.entries(wanted).every(([place, entry]) => {
		const there = installed[place];
		// Packages for other platforms are left out by npm.
		if (!there) return place === '' || entry.optional === true;
		return there.version === entry.version && there.integrity === entry.integrity;
	});
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, integrity?: string, optional?: boolean }> | undefined}
 */
function readPackages(file) {
	try {
		return JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages;
	} catch {
		return undefined;
	}
}

/**
 * Puts `foyer` where npx looks first: otherwise it installs this package into its own cache, asks about
 * that, and warns about the engine. On Windows it still does; a link would not run there.
 */
function linkCommand() {
	const link = path.join(root, 'node_modules/.bin/foyer');
	if (process.platform === 'win32' || existsSync(link)) return;
	try {
		symlinkSync('../../scripts/foyer.js', link);
	} catch {
		// Another set-up was quicker, or the folder is read-only: npx finds the command all the same.
	}
}

async function install() {
	say('Installing the packages of package-lock.json, Node 24 among them (about half a minute) …');
	// npm's own process runs on the Node that is here, about which it would warn once a package.
	const flags = ['--include=dev', '--include=optional', '--no-audit', '--no-fund'];
	await run('npm', ['ci', ...flags, '--loglevel=error'], {
		// The Node inside node_modules is about to be replaced: npm must not run on it.
		PATH: withoutOwnBin(process.env.PATH ?? ''),
		NODE_ENV: ''
	});
}

/** @param {string} node */
async function build(node) {
	say('Building the screens …');
	const inputs = hashOfInputs();
	await run(node, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error'], {
		NODE_ENV: ''
	});
	writeFileSync(buildStamp, inputs);
}

function isBuilt() {
	return existsSync(buildStamp) && readFileSync(buildStamp, 'utf8') === hashOfInputs();
}

function hashOfInputs() {
	const hash = createHash('sha256');
	for (const file of buildInputs.flatMap((input) => filesIn(path.join(root, input)))) {
		hash
			.update(`${path.relative(root, file)}\0`)
			.update(readFileSync(file))
			.update('\0');
	}
	return hash.digest('hex');
}

/** @param {string} place @returns {string[]} every file there, in a fixed order */
function filesIn(place) {
	if (place === notBuilt || !existsSync(place)) return [];
	if (!statSync(place).isDirectory()) return [place];
	return readdirSync(place)
		.sort()
		.flatMap((name) => filesIn(path.join(place, name)));
}

/**
 * Runs a step without its noise: what it printed is shown only when it fails.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} env
 */
async function run(command, args, env) {
	const { code, output } = await runQuietly(command, args, {
		cwd: root,
		env: { ...process.env, ...env },
		// npm is a script on Windows, which only a shell starts.
		shell: process.platform === 'win32' && command === 'npm'
	});
	if (code === 0) return;
	process.stderr.write(output);
	const step = [path.basename(command), ...args].join(' ');
	throw new SetupError(`"${step}" failed: mend what it says above, then try again.`);
}

/** @param {string} searchPath */
function withoutOwnBin(searchPath) {
	const own = path.join(root, 'node_modules');
	return searchPath
		.split(path.delimiter)
		.filter((folder) => !path.resolve(folder).startsWith(own))
		.join(path.delimiter);
}

/** @param {string} line */
function say(line) {
	process.stderr.write(`${line}\n`);
}
