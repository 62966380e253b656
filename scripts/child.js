import { spawn } from 'node:child_process';
import os from 'node:os';

/** @type {NodeJS.Signals[]} */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program in this one's place: same terminal, signals passed on, and its code is ours.
 *
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<number>} the exit code, 128 and the signal's number when one ended it
 */
export function runInPlace(command, args) {
	return ended(spawn(command, args, { stdio: 'inherit' }));
}

/**
 * Runs a program and keeps what it prints. Signals are passed on and its end is awaited: it is never
 * left running behind our back.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<{ code: number, output: string }>}
 */
export async function runQuietly(command, args, options) {
	const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream?.setEncoding('utf8').on('data', (chunk) => (output += chunk));
	}
	return { code: await ended(child), output };
}

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<number>} */
async function ended(child) {
	/** @param {NodeJS.Signals} signal */
	const passOn = (signal) => {
		// A terminal's Ctrl-C reaches the child by itself, and a second one would mean "at once".
		if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
	};
	for (const signal of signals) process.on(signal, passOn);
	try {
		return await new Promise((resolve, reject) => {
			child.on('error', reject);
			child.on('close', (code, signal) =>
				resolve(code ?? 128 + (signal ? os.constants.signals[signal] : 0))
			);
		});
	} finally {
		for (const signal of signals) process.off(signal, passOn);
	}
}
