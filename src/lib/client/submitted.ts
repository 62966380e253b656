import type { enhance } from '$app/forms';

type Submit = NonNullable<Parameters<typeof enhance>[1]>;

/**
 * A form that says while it is under way, keeps what was typed when it is refused, and goes on by loading the next
 * page as a whole: each brings its own fonts and its own session. `anew`: what the page shows is asked for again.
 */
export function submitting(underWay: (is: boolean) => void, { anew = false } = {}): Submit {
	return () => {
		underWay(true);
		return async ({ result, update }) => {
			if (result.type === 'redirect') return location.assign(result.location);
			await update({ reset: anew, invalidateAll: anew });
			underWay(false);
		};
	};
}
