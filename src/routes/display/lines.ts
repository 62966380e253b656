/** What the display says between calls, and where: the branch's messages, and what whoever missed their call has to know. Pure. */
import type { BranchRow, Name } from '#lib/protocol/index.ts';
import { both } from './words.ts';

/** Each line stands for so long. Real milliseconds. */
export const LINE_FOR = 12_000;

/** What to do about a missed call; none where coming back gains nothing. */
export function missedCall(branch: BranchRow): Name | null {
	const numbers = branch.calling.returnNext;
	return numbers > 0 ? both((words) => words.missedCall(numbers)) : null;
}

/** What stands in the huge place while nobody is called: what to do now, then the messages in turn. */
export function hugeLines(nobody: Name, branch: BranchRow): readonly Name[] {
	return [nobody, ...branch.messages];
}

/** What stands in the bottom line before there are last calls. Messages that stand huge do not stand there too. */
export function bottomLines(branch: BranchRow, isCalling: boolean): readonly Name[] {
	const missed = missedCall(branch);
	const messages = isCalling ? branch.messages.filter(fitsLine) : [];
	return [...(missed === null ? [] : [missed]), ...messages];
}

/** The line that has its turn: each as long as the others. */
export function lineAt(lines: readonly Name[], turn: number): Name | undefined {
	return lines[turn % lines.length];
}

const HAN = /[\u2e80-\u9fff\uf900-\uffef]/u;

/** How wide a text runs: a Chinese character is as wide as two of the others. */
function widthOf(text: string): number {
	return [...text].reduce((sum, character) => sum + (HAN.test(character) ? 2 : 1), 0);
}

/** Widths up to which a text is set at the largest size, and at the next one. */
const LARGE = 44;
const MIDDLE = 110;

export function sizeOf({ zh, en }: Name): 'large' | 'middle' | 'small' {
	const width = Math.max(widthOf(zh), widthOf(en));
	return width <= LARGE ? 'large' : width <= MIDDLE ? 'middle' : 'small';
}

/** Both languages beside each other in one row of the sheet. */
const BESIDE = 104;
/** Each language in a row of its own; what is longer stands in the huge place alone. */
const ROW = 116;

export function isBeside({ zh, en }: Name): boolean {
	return widthOf(zh) + widthOf(en) <= BESIDE;
}

export function fitsLine({ zh, en }: Name): boolean {
	return Math.max(widthOf(zh), widthOf(en)) <= ROW;
}
