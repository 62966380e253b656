import { execFileSync } from 'node:child_process';

/** Whether a process can be told while it runs how large its files may become. */
export const canLimit = process.platform === 'linux' && hasPrlimit();

/** From now on the process writes nothing beyond so many bytes of a file, as on a disk that refuses; null: it may again. */
export function limitFiles(pid: number, bytes: number | null): void {
	const soft = bytes === null ? hardLimit(pid) : String(bytes);
	execFileSync('prlimit', [`--pid=${pid}`, `--fsize=${soft}:`]);
}

function hardLimit(pid: number): string {
	const told = execFileSync('prlimit', [
		`--pid=${pid}`,
		'--fsize',
		'--noheadings',
		'--output=HARD'
	]);
	return told.toString().trim();
}

function hasPrlimit(): boolean {
	try {
		execFileSync('prlimit', ['--version'], { stdio: 'ignore' });
		return true;
	} catch {
		return false;
	}
}
