/**
 * A ticket as a picture, for printers that have no Chinese font: the kiosk's browser has one. Browser only.
 *
 * Black on white and nothing between, because a printer's dot is there or not.
 */
import { encode } from 'uqr';
import { coverText } from '../client/fonts.ts';
import { spaced } from '../client/format.ts';
import { saidIn, ticketLines, type Both, type PaperTicket } from './ticket.ts';
import { wrapText } from './wrap.ts';

/** Dots across the paper: 58 mm and 80 mm. There are eight in a millimetre. */
export type PaperWidth = 384 | 576;

/** Sizes are those of 80 mm paper; the narrow one has four fifths of them. */
const WIDE = 576;
const NARROW = 0.8;
const SMALLEST = 0.4;
const MARGIN = 16;
const GAP = 16;
/** The text of a sign in a line of its own is white on black. */
const PADDING = 20;
/** The tallest picture that the server prints. */
const MOST_HEIGHT = 3_000;
const FAMILY = "'Inter Variable', 'Noto Sans SC Variable'";
/** Lighter than half: otherwise thresholding thins strokes that are one dot wide. */
const DARK = 168;
/** About 33 mm, with the quiet zone that readers need. */
const CODE = 264;
const QUIET_ZONE = 4;

interface Type {
	size: number;
	weight: 400 | 600;
}

const type = {
	small: { size: 26, weight: 400 },
	text: { size: 30, weight: 400 },
	title: { size: 34, weight: 600 },
	large: { size: 48, weight: 600 },
	number: { size: 184, weight: 600 }
} as const satisfies Record<string, Type>;

/** A PNG of the whole ticket, for `POST` to the server. Rejects where the browser makes none. */
export async function drawTicket(ticket: PaperTicket, width: PaperWidth = WIDE): Promise<Blob> {
	await loadFonts(ticket);
	// Names of two hundred characters are set smaller until all of it fits: nothing is cut.
	for (let scale = width === WIDE ? 1 : NARROW; ; scale *= NARROW) {
		const tried = new Sheet(width, MOST_HEIGHT, scale);
		compose(ticket, tried);
		if (tried.height > MOST_HEIGHT && scale > SMALLEST) continue;
		const sheet = new Sheet(width, Math.min(MOST_HEIGHT, tried.height), scale);
		compose(ticket, sheet);
		return sheet.png();
	}
}

/** Canvas draws with the fonts that are there at that moment and never again. */
async function loadFonts(ticket: PaperTicket): Promise<void> {
	const text = JSON.stringify(ticketLines(ticket));
	await coverText(text);
	await Promise.all(
		Object.values(type).map((each) => document.fonts.load(fontOf(each), text).catch(() => []))
	);
}

function compose(ticket: PaperTicket, sheet: Sheet): void {
	const { branch, number, service, mark, ahead, wait, qr, missed, notice, issued } =
		ticketLines(ticket);
	sheet.both(branch, type.title, type.small);
	sheet.gap(2);
	sheet.fitted(number, type.number);
	sheet.gap(2);
	sheet.both(service, type.large, type.text);
	if (mark) {
		sheet.gap();
		sheet.sign(
			saidIn(mark)
				.map((each) => mark[each])
				.join('  '),
			type.title
		);
	}
	sheet.rule();
	if (ahead) sheet.both(ahead, type.text, type.small);
	if (wait) sheet.both(wait, type.large, type.text);
	if (ahead || wait) sheet.rule();
	if (qr) {
		sheet.code(qr.link);
		sheet.both(qr.caption, type.text, type.small);
		sheet.rule();
	}
	sheet.both(missed, type.text, type.small);
	if (notice) {
		sheet.gap();
		sheet.both(notice, type.text, type.small);
	}
	sheet.gap();
	sheet.line(issued, type.text);
	sheet.gap();
}

/** Paper that is written from top to bottom, everything in the middle. */
class Sheet {
	height = MARGIN;
	readonly #canvas: HTMLCanvasElement;
	readonly #pen: CanvasRenderingContext2D;
	readonly #scale: number;

	constructor(width: PaperWidth, height: number, scale: number) {
		this.#canvas = document.createElement('canvas');
		this.#canvas.width = width;
		this.#canvas.height = height;
		const pen = this.#canvas.getContext('2d', { willReadFrequently: true });
		if (!pen) throw new Error('This browser draws no pictures');
		this.#pen = pen;
		this.#scale = scale;
		pen.fillStyle = 'white';
		pen.fillRect(0, 0, width, height);
		pen.fillStyle = 'black';
		pen.textAlign = 'center';
		pen.textBaseline = 'middle';
	}

	get #width(): number {
		return this.#canvas.width - 2 * MARGIN;
	}

	gap(times = 1): void {
		this.height += Math.round(times * GAP * this.#scale);
	}

	line(text: string, { size, weight }: Type): void {
		const height = Math.round(size * this.#scale * 1.3);
		this.#pen.font = fontOf({ size: size * this.#scale, weight });
		for (const line of wrapText(spaced(text), this.#width, this.#measure)) {
			this.#pen.fillText(line, this.#canvas.width / 2, this.height + height / 2);
			this.height += height;
		}
	}

	both(said: Both, chinese: Type, english: Type): void {
		for (const each of saidIn(said)) this.line(said[each], each === 'zh' ? chinese : english);
	}

	/** On one line, as large as goes. */
	fitted(text: string, { size, weight }: Type): void {
		this.#pen.font = fontOf({ size, weight });
		const fits = Math.min(size * this.#scale, (size * this.#width) / this.#measure(text));
		this.#pen.font = fontOf({ size: fits, weight });
		this.#pen.fillText(text, this.#canvas.width / 2, this.height + fits / 2);
		this.height += Math.round(fits);
	}

	sign(text: string, { size, weight }: Type): void {
		const scaled = size * this.#scale;
		this.#pen.font = fontOf({ size: scaled, weight });
		const [width, height] = [this.#measure(text) + 2 * PADDING, Math.round(scaled * 1.5)];
		const middle = this.#canvas.width / 2;
		this.#pen.fillRect(Math.round(middle - width / 2), this.height, Math.round(width), height);
		this.#pen.fillStyle = 'white';
		this.#pen.fillText(text, middle, this.height + height / 2);
		this.#pen.fillStyle = 'black';
		this.height += height;
	}

	rule(): void {
		this.gap();
		this.#pen.fillRect(MARGIN, this.height, this.#width, 2);
		this.height += 2;
		this.gap();
	}

	/** Whole dots for every module: a reader forgives much, but not modules of two widths. */
	code(link: string): void {
		const { size, data } = encode(link, { ecc: 'M', border: QUIET_ZONE });
		const module = Math.max(3, Math.floor(Math.min(CODE, this.#width) / size));
		const left = Math.floor((this.#canvas.width - size * module) / 2);
		for (const [y, row] of data.entries()) {
			for (const [x, dark] of row.entries()) {
				if (dark) this.#pen.fillRect(left + x * module, this.height + y * module, module, module);
			}
		}
		this.height += size * module;
	}

	png(): Promise<Blob> {
		const { width, height } = this.#canvas;
		const picture = this.#pen.getImageData(0, 0, width, height);
		const { data } = picture;
		for (let at = 0; at < data.length; at += 4) {
			// Text is drawn in greys, or in colours where the screen's own pixels are used for it.
			const light = ((data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0)) / 3;
			data.fill(light < DARK ? 0 : 255, at, at + 3);
		}
		this.#pen.putImageData(picture, 0, 0);
		return new Promise((resolve, reject) =>
			this.#canvas.toBlob(
				(blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be made'))),
				'image/png'
			)
		);
	}

	readonly #measure = (text: string): number => this.#pen.measureText(text).width;
}

function fontOf({ size, weight }: Type): string {
	return `${weight} ${size}px ${FAMILY}, sans-serif`;
}
