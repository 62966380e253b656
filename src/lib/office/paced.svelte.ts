import { onDestroy, untrack } from 'svelte';

/**
 * What a value has come to, but never more often than each `pause` real milliseconds: the first change is seen at once, the
 * last one too. Call it while a component is made.
 */
export function paced<T>(latest: () => T, pause: number): { readonly value: T } {
	let shown = $state.raw(untrack(latest));
	let timer: ReturnType<typeof setTimeout> | undefined;
	const settle = () => {
		timer = undefined;
		const next = untrack(latest);
		if (next === shown) return;
		shown = next;
		timer = setTimeout(settle, pause);
	};
	$effect(() => {
		latest();
		if (timer === undefined) untrack(settle);
	});
	onDestroy(() => clearTimeout(timer));
	return {
		get value() {
			return shown;
		}
	};
}
