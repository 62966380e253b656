/** The colours and the type of a chart, from the tokens of the screen it stands in. */
const TOKENS = {
	ink: '--ink',
	ink2: '--ink-2',
	line: '--line',
	lineStrong: '--line-strong',
	surface: '--surface',
	surface2: '--surface-2',
	window: '--window',
	bar: '--bar',
	barTrack: '--bar-track',
	forecast: '--forecast',
	forecastBand: '--forecast-band',
	font: '--font'
};

export type ChartTheme = Record<keyof typeof TOKENS, string>;

const read = new Map<string, ChartTheme>();

/** Read once per theme, and once more for a stale one: asking the browser for computed styles costs a layout. */
export function themeOf(element: Element): ChartTheme {
	const root = element.closest<HTMLElement>('[data-theme]') ?? document.documentElement;
	const key = `${root.dataset['theme'] ?? ''} ${root.dataset['stale'] ?? 'live'}`;
	const known = read.get(key);
	if (known) return known;
	const style = getComputedStyle(root);
	const theme = Object.fromEntries(
		Object.entries(TOKENS).map(([name, token]) => [name, style.getPropertyValue(token).trim()])
	) as ChartTheme;
	read.set(key, theme);
	return theme;
}
