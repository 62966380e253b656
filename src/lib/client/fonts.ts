/**
 * Characters that came to a screen after it was drawn, a new colleague's name for example, need their part of
 * the Chinese font: it is asked for here, and only then. Browser only.
 */
const CHINESE = /[\u2e80-\u2fdf\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]/gu;
const FONT = "16px 'Noto Sans SC Variable'";
const known = new Set<string>();
/** What was asked for and may still be on its way: a picture is drawn once, and waits for that. */
let arriving: Promise<unknown> = Promise.resolve();

/** Sees to it that every character of these texts has a face. Cheap when nothing is new. Resolves when their faces are known. */
export function coverText(text: string): Promise<void> {
	return cover(text, (missing) => `text=${encodeURIComponent(missing)}`);
}

/** The same of a text that nobody else may learn: every face is asked for, so that no address spells it out. */
export function coverSecret(text: string): Promise<void> {
	return cover(text, () => 'all');
}

async function cover(text: string, query: (missing: string) => string): Promise<void> {
	const fresh = [...new Set(text.match(CHINESE))].filter((character) => !known.has(character));
	for (const character of fresh) known.add(character);
	if (fresh.length > 0) arriving = Promise.all([arriving, fetchFaces(fresh, query)]);
	await arriving;
}

async function fetchFaces(fresh: string[], query: (missing: string) => string): Promise<void> {
	const faces = await Promise.all(
		fresh.map((character) => document.fonts.load(FONT, character).catch(() => []))
	);
	const missing = fresh.filter((_, index) => faces[index]?.length === 0);
	if (missing.length === 0) return;
	const link = document.createElement('link');
	link.rel = 'stylesheet';
	link.href = `/fonts.css?${query(missing.join(''))}`;
	await new Promise((resolve) => {
		link.onload = resolve;
		link.onerror = resolve;
		document.head.append(link);
	});
}
