/** Light or dark as the device has it. The server does not know, and draws the light one. */
export function preferred(): { readonly current: 'light' | 'dark' } {
	let isDark = $state(false);
	$effect(() => {
		const query = matchMedia('(prefers-color-scheme: dark)');
		const follow = () => (isDark = query.matches);
		follow();
		query.addEventListener('change', follow);
		return () => query.removeEventListener('change', follow);
	});
	return {
		get current() {
			return isDark ? 'dark' : 'light';
		}
	};
}
