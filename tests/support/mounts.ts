import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Whether this machine lets us mount: a container often does not, even root. */
export const canMount = process.platform === 'linux' && process.getuid?.() === 0 && mounts();

/** A file system of its own, gone when the test is; `options` as of `mount -o`: `size=8m`. */
export function mountedFolder(options: string): string {
	const folder = mkdtempSync(join(tmpdir(), 'foyer-mounted-'));
	execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
	onTestFinished(() => {
		execFileSync('umount', ['-l', folder]);
		rmSync(folder, { recursive: true, force: true });
	});
	return folder;
}

/** Changes how it is mounted: `ro`, `size=32m`. */
export function remount(folder: string, options: string): void {
	execFileSync('mount', ['-o', `remount,${options}`, folder]);
}

function mounts(): boolean {
	const at = mkdtempSync(join(tmpdir(), 'foyer-mount-'));
	try {
		execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', at], { stdio: 'ignore' });
		execFileSync('umount', [at]);
		return true;
	} catch {
		return false;
	} finally {
		rmSync(at, { recursive: true, force: true });
	}
}
