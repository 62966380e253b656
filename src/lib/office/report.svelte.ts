import { onDestroy, untrack } from 'svelte';
import { Asking, askServer } from './asking.svelte.ts';
import type { Days } from './span.ts';

/** Real milliseconds between two looks at a report: of what is told live, and of one that could not be read. */
export const READ_AGAIN = 10_000;

/** Where a branch's report stands: `reportAddress('lakeside', 'conversion', days, { by: 'hour' })`. */
export function reportAddress(
	branch: string,
	report: string,
	{ from, to }: Days,
	query: Record<string, string> = {}
): string {
	const asked = new URLSearchParams({ from, to, ...query });
	return `/api/v1/branches/${encodeURIComponent(branch)}/${report}?${asked}`;
}

/**
 * The report at an address, read anew when the address changes or `told` does. Of one that cannot be read the old figures
 * stay, and it is tried again. Call it while a component is made; `address` null: there is nothing to ask.
 */
export function followReport<T>(address: () => string | null, told: () => unknown): Asking<T> {
	const asking = new Asking<T>(askServer, 0, READ_AGAIN);
	$effect(() => {
		const where = address();
		const key = where === null ? null : `${where} ${String(told())}`;
		untrack(() => asking.ask(where, key));
	});
	onDestroy(() => asking.stop());
	return asking;
}
