/** The colours of a chart, from the tokens of the screen it stands in. */
export interface ChartTheme {
	ink: string;
	ink2: string;
	line: string;
	lineStrong: string;
	opp: string;
	over: string;
	warn: string;
	bar: string;
	barTrack: string;
	bg: string;
	font: string;
}

/** Read once per theme: asking the browser for computed styles costs a layout. */
export function themeOf(element: Element): ChartTheme {
	const style = getComputedStyle(element);
	const token = (name: string) => style.getPropertyValue(name).trim();
	return {
		ink: token('--ink'),
		ink2: token('--ink-2'),
		line: token('--line'),
		lineStrong: token('--line-strong'),
		opp: token('--opp-fill'),
		over: token('--over-fill'),
		warn: token('--warn'),
		bar: token('--bar'),
		barTrack: token('--bar-track'),
		bg: token('--bg'),
		font: style.fontFamily
	};
}
