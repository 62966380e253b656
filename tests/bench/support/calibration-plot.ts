import type { Measured } from './measured-waits.ts';
import { mean, quantile } from './numbers.ts';

/** The light theme's colours and type: nothing is coloured, because nothing here calls for anybody. */
const INK = '#12171b';
const INK_2 = '#525d66';
const LINE = '#dadfe3';
const LINE_STRONG = '#a3adb5';
const SURFACE = '#ffffff';
const BAND = '#e9ecee';
const BAR = '#9aa5ae';
const FONT =
	"'Inter Variable', 'Noto Sans SC Variable', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif";

const WIDTH = 800;
const HEIGHT = 456;
const TOP = 104;
const BOTTOM = 348;

/** Where a panel's plot lies. */
interface Panel {
	left: number;
	right: number;
}
const BY_WAIT: Panel = { left: 68, right: 396 };
const BY_PLACE: Panel = { left: 480, right: 776 };

/** Places in line as the forecast groups its errors. */
const PLACES: readonly (readonly [label: string, from: number, to: number])[] = [
	['1', 1, 1],
	['2', 2, 2],
	['3', 3, 3],
	['4–5', 4, 5],
	['6–8', 6, 8],
	['9 +', 9, Infinity]
];

/** Two pictures of how far the estimates can be believed, as an SVG. */
export function calibrationPlot(waits: readonly Measured[]): string {
	const count = waits.length.toLocaleString('en');
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-labelledby="title about" font-family="${FONT}" font-size="12" fill="${INK_2}">
<title id="title">Expected and actual waits</title>
<desc id="about">${inWords(waits)}</desc>
<rect width="${WIDTH}" height="${HEIGHT}" rx="8" fill="${SURFACE}" stroke="${LINE}"/>
${text(24, 32, 'What was expected at issue, and what came of it', { size: 16, weight: 600, fill: INK })}
${waitsPanel(waits)}
${rangePanel(waits)}
${text(24, HEIGHT - 20, `${count} waits of a bank’s call centre, 8 to 28 February 1999 (Technion SEELab). Callers who waited and were served.`)}
</svg>
`;
}

interface Tenth {
	expected: number;
	actual: number;
	low: number;
	high: number;
}

function tenthsOf(waits: readonly Measured[]): Tenth[] {
	const sorted = waits.toSorted((a, b) => a.wait - b.wait);
	return Array.from({ length: 10 }, (_, tenth) => {
		const from = Math.round((tenth * sorted.length) / 10);
		const group = sorted.slice(from, Math.round(((tenth + 1) * sorted.length) / 10));
		const actual = group.map((each) => each.actual);
		return {
			expected: mean(group.map(({ wait }) => wait)),
			actual: mean(actual),
			low: quantile(actual, 0.1),
			high: quantile(actual, 0.9)
		};
	});
}

/** By tenth of the expected wait: the mean actual one on the diagonal, if all is well. */
function waitsPanel(waits: readonly Measured[]): string {
	const tenths = tenthsOf(waits);
	const { left, right } = BY_WAIT;
	const highest = Math.max(...tenths.map(({ high }) => high)) / 60;
	const most = Math.ceil(highest * 2) / 2;
	const widest = Math.ceil((Math.max(...tenths.map(({ expected }) => expected)) / 60) * 2) / 2;
	const x = (seconds: number) => left + ((right - left) * seconds) / 60 / widest;
	const y = (seconds: number) => BOTTOM - ((BOTTOM - TOP) * seconds) / 60 / most;
	// Between the last two bars there is room.
	const aside = mean(tenths.slice(-2).map(({ expected }) => expected));
	const marks = (until: number) => Array.from({ length: Math.floor(until) + 1 }, (_, each) => each);
	return [
		text(24, 64, 'Actual wait by tenth of the expected wait', { size: 14, weight: 600, fill: INK }),
		text(24, 84, 'Minutes. Dot: mean. Bar: 10th to 90th percentile.'),
		...marks(most).flatMap((minute) => [
			line(left, y(minute * 60), right, y(minute * 60), LINE),
			text(left - 8, y(minute * 60) + 4, `${minute}`, { anchor: 'end' })
		]),
		...marks(widest).flatMap((minute) => [
			line(x(minute * 60), BOTTOM, x(minute * 60), BOTTOM + 4, LINE_STRONG),
			text(x(minute * 60), BOTTOM + 20, `${minute}`, { anchor: 'middle' })
		]),
		line(left, BOTTOM, right, BOTTOM, LINE_STRONG),
		line(x(0), y(0), x(widest * 60), y(widest * 60), LINE_STRONG, '4 4'),
		...tenths.flatMap(({ expected, actual, low, high }) => [
			`<line x1="${at(x(expected))}" y1="${at(y(low))}" x2="${at(x(expected))}" y2="${at(y(high))}" stroke="${BAR}" stroke-width="6"/>`,
			`<circle cx="${at(x(expected))}" cy="${at(y(actual))}" r="4.5" fill="${INK}" stroke="${SURFACE}" stroke-width="1.5"/>`
		]),
		text(x(aside), y(aside) + 28, 'as expected', { anchor: 'middle', clear: true }),
		text((left + right) / 2, BOTTOM + 42, 'Expected wait', { anchor: 'middle' }),
		`<text transform="translate(32 ${(TOP + BOTTOM) / 2}) rotate(-90)" text-anchor="middle">Actual wait</text>`
	].join('\n');
}

interface Shares {
	label: string;
	count: number;
	below: number;
	above: number;
}

function sharesByPlace(waits: readonly Measured[]): Shares[] {
	return PLACES.map(([label, from, to]) => {
		const group = waits.filter(({ place }) => place >= from && place <= to);
		const share = (is: (each: Measured) => boolean) =>
			group.length === 0 ? 0 : group.filter((each) => is(each)).length / group.length;
		return {
			label,
			count: group.length,
			below: share(({ actual, low }) => actual < low),
			above: share(({ actual, high }) => actual > high)
		};
	});
}

/** By place in line: how many waits fell below, into and above the range that was told. */
function rangePanel(waits: readonly Measured[]): string {
	const { left, right } = BY_PLACE;
	const y = (share: number) => BOTTOM - (BOTTOM - TOP) * share;
	const shares = sharesByPlace(waits);
	const step = (right - left) / shares.length;
	const percent = (share: number) => `${Math.round(100 * share)}`;
	const bars = shares.flatMap(({ label, count, below, above }, index) => {
		const from = left + index * step + 4;
		const box = (low: number, high: number, fill: string) =>
			`<rect x="${at(from)}" y="${at(y(high))}" width="${at(step - 8)}" height="${at(y(low) - y(high))}" fill="${fill}"/>`;
		const middle = from + (step - 8) / 2;
		const said = (share: number, height: number, fill: string) =>
			text(middle, y(height) + 4, percent(share), { anchor: 'middle', weight: 600, fill });
		return [
			box(0, below, BAR),
			box(below, 1 - above, BAND),
			box(1 - above, 1, INK_2),
			said(above, 1 - above / 2, SURFACE),
			said(1 - above - below, 0.5, INK),
			said(below, below / 2, INK),
			text(middle, BOTTOM + 20, label, { anchor: 'middle' }),
			text(middle, BOTTOM + 36, count.toLocaleString('en'), { anchor: 'middle', size: 11 })
		];
	});
	return [
		text(436, 64, 'Waits below, in and above their range', { size: 14, weight: 600, fill: INK }),
		text(436, 84, 'Percent. Dashed: the 10, 80 and 10 promised.'),
		...bars,
		...[0.1, 0.9].map((share) => line(left - 4, y(share), right + 4, y(share), INK, '4 4')),
		text(left - 10, y(0.95) + 4, 'above', { anchor: 'end' }),
		text(left - 10, y(0.5) + 4, 'inside', { anchor: 'end' }),
		text(left - 10, y(0.05) + 4, 'below', { anchor: 'end' }),
		text(left - 10, BOTTOM + 20, 'place', { anchor: 'end' }),
		text(left - 10, BOTTOM + 36, 'waits', { anchor: 'end', size: 11 }),
		text((left + right) / 2, BOTTOM + 56, 'Place in line at issue', { anchor: 'middle' })
	].join('\n');
}

/** For whoever does not see the picture. */
function inWords(waits: readonly Measured[]): string {
	const tenths = tenthsOf(waits).map(
		({ expected, actual }) => `${Math.round(expected)} s expected, ${Math.round(actual)} s waited`
	);
	const places = sharesByPlace(waits).map(
		({ label, below, above }) =>
			`place ${label}: ${Math.round(100 * below)} % below, ${Math.round(100 * above)} % above`
	);
	return `By tenth of the expected wait: ${tenths.join('; ')}. Waits outside their range, by place in line: ${places.join('; ')}.`;
}

interface TextStyle {
	size?: number;
	weight?: number;
	fill?: string;
	anchor?: 'middle' | 'end';
	/** Lines behind it keep their distance. */
	clear?: boolean;
}

function text(x: number, y: number, words: string, style: TextStyle = {}): string {
	const attributes = [
		style.size === undefined ? '' : ` font-size="${style.size}"`,
		style.weight === undefined ? '' : ` font-weight="${style.weight}"`,
		style.fill === undefined ? '' : ` fill="${style.fill}"`,
		style.anchor === undefined ? '' : ` text-anchor="${style.anchor}"`,
		style.clear ? ` stroke="${SURFACE}" stroke-width="6" paint-order="stroke"` : ''
	];
	return `<text x="${at(x)}" y="${at(y)}"${attributes.join('')}>${words}</text>`;
}

function line(x1: number, y1: number, x2: number, y2: number, stroke: string, dash?: string) {
	const dashes = dash === undefined ? '' : ` stroke-dasharray="${dash}"`;
	return `<line x1="${at(x1)}" y1="${at(y1)}" x2="${at(x2)}" y2="${at(y2)}" stroke="${stroke}"${dashes}/>`;
}

function at(value: number): string {
	return String(Math.round(value * 10) / 10);
}
