import { spawn } from 'node:child_process';
import os from 'node:os';

/**
 * Runs a program in this one's place: same terminal, signals passed on, and its code is ours.
 *
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<number>} the exit code, 128 and the signal's number when one ended it
 */
export function runInPlace(command, args) {
	const child = spawn(command, args, { stdio: 'inherit' });
	/** @type {NodeJS.Signals[]} */
	const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
	for (const signal of signals) {
		process.on(signal, () => {
			// A terminal's Ctrl-C reaches the child by itself, and a second one would mean "at once".
			if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
		});
	}
	return new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('exit', (code, signal) =>
			resolve(code ?? 128 + (signal ? os.constants.signals[signal] : 0))
		);
	});
}
