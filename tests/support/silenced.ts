import { onTestFinished, vi } from 'vitest';

/** What the test makes the server complain about is kept off the terminal, and returned line by line. */
export function silenced(): string[] {
	const lines: string[] = [];
	const spy = vi.spyOn(console, 'error').mockImplementation((line: unknown) => {
		lines.push(String(line));
	});
	onTestFinished(() => spy.mockRestore());
	return lines;
}
