/** What a session runs on, as far as its browser says so: `Chrome · Windows`. Undefined: it says nothing known. */
export function deviceOf(userAgent: string | null): string | undefined {
	const browser = first(userAgent, [
		[/Edg\//, 'Edge'],
		[/Firefox\//, 'Firefox'],
		[/Chrome\//, 'Chrome'],
		[/Safari\//, 'Safari']
	]);
	const system = first(userAgent, [
		[/Windows/, 'Windows'],
		[/iPhone|iPad|iPod/, 'iOS'],
		[/Harmony/, 'HarmonyOS'],
		[/Android/, 'Android'],
		[/Macintosh/, 'macOS'],
		[/Linux|CrOS/, 'Linux']
	]);
	const known = [browser, system].filter((name) => name !== undefined);
	return known.length === 0 ? undefined : known.join(' · ');
}

function first(
	text: string | null,
	words: readonly (readonly [RegExp, string])[]
): string | undefined {
	return text === null ? undefined : words.find(([pattern]) => pattern.test(text))?.[1];
}
