/** Lines of a text, broken at spaces and between Chinese words. Pure. */

/** Spaces, Chinese with what closes it, or anything else up to the next of these: `16-24` is one word. */
const RUN =
	/ +|[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+|[^ \u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+/gu;
const CLOSING = /^[，。、；：！？）】》”’…]+$/u;
const OPENING = /[（【《“‘]$/u;
const words = new Intl.Segmenter('zh', { granularity: 'word' });

/** What no line end comes into; opening and closing marks stay with what they hold. */
function piecesOf(text: string): string[] {
	const pieces: string[] = [];
	for (const [run] of text.matchAll(RUN)) {
		const chinese = /^[\u2e80-\uffef]/u.test(run);
		for (const piece of chinese ? [...words.segment(run)].map(({ segment }) => segment) : [run]) {
			const stays = CLOSING.test(piece) || OPENING.test(pieces.at(-1) ?? '');
			pieces.push(stays ? (pieces.pop() ?? '') + piece : piece);
		}
	}
	return pieces;
}

/** How wide a text is, in whatever unit the limit has. */
export type Measure = (text: string) => number;

/**
 * As few lines as the limit allows, and then as equal as they get: no word alone on the last one. A word that is wider
 * than a line is broken where it must.
 */
export function wrapText(text: string, limit: number, measure: Measure): string[] {
	let best = linesOf(text, limit, measure);
	for (let share = 0.95; share > 0.5 && best.length > 1; share -= 0.05) {
		const narrower = linesOf(text, limit * share, measure);
		if (narrower.length > best.length) break;
		best = narrower;
	}
	return best;
}

function linesOf(text: string, limit: number, measure: Measure): string[] {
	const lines: string[] = [];
	let line = '';
	const close = () => {
		if (line.trim() !== '') lines.push(line.trim());
		line = '';
	};
	for (const piece of piecesOf(text)) {
		if (measure((line + piece).trim()) <= limit) {
			line += piece;
			continue;
		}
		close();
		if (piece.trim() === '') continue;
		for (const character of measure(piece) <= limit ? [piece] : piece) {
			if (line !== '' && measure(line + character) > limit) close();
			line += character;
		}
	}
	close();
	return lines;
}
