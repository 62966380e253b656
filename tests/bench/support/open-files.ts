import { readFileSync } from 'node:fs';

/** How many files and sockets a process may have open here at most; Infinity where the system does not say. */
export function openFilesAllowed(): number {
	try {
		const [, hard] =
			/^Max open files\s+\S+\s+(\S+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
		return hard === undefined || hard === 'unlimited' ? Infinity : Number(hard);
	} catch {
		return Infinity;
	}
}
