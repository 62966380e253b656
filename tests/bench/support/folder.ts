import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const made = new Set<string>();
process.on('exit', () => {
	for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A new folder that is gone when the process is. `FOYER_BENCH_DIR` says on which disk. */
export function temporaryFolder(): string {
	const folder = mkdtempSync(join(process.env.FOYER_BENCH_DIR ?? tmpdir(), 'foyer-bench-'));
	made.add(folder);
	return folder;
}

export function removeFolder(folder: string): void {
	rmSync(folder, { recursive: true, force: true });
	made.delete(folder);
}
