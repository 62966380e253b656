/**
 * Characters that came to a screen after it was drawn, a new colleague's name for example, need their part of
 * the Chinese font: it is asked for here, and only then. Browser only.
 */
const CHINESE = /[\u3400-\u9fff\uf900-\ufaff]/gu;
const FONT = "16px 'Noto Sans SC Variable'";
const known = new Set<string>();

/** Sees to it that every character of these texts has a face. Cheap when nothing is new. */
export function coverText(text: string): Promise<void> {
	return cover(text, (missing) => `text=${encodeURIComponent(missing)}`);
}

/** The same of a text that nobody else may learn: every face is asked for, so that no address spells it out. */
export function coverSecret(text: string): Promise<void> {
	return cover(text, () => 'all');
}

async function cover(text: string, query: (missing: string) => string): Promise<void> {
	const fresh = [...new Set(text.match(CHINESE))].filter((character) => !known.has(character));
	if (fresh.length === 0) return;
	for (const character of fresh) known.add(character);
	const faces = await Promise.all(
		fresh.map((character) => document.fonts.load(FONT, character).catch(() => []))
	);
	const missing = fresh.filter((_, index) => faces[index]?.length === 0);
	if (missing.length === 0) return;
	const link = document.createElement('link');
	link.rel = 'stylesheet';
	link.href = `/fonts.css?${query(missing.join(''))}`;
	document.head.append(link);
}
