/** Loading the page anew by itself: a new version, another protocol, a display that is shut out. Browser only. */
const KEPT = 'foyer.reloaded';
const FEWEST_BETWEEN = 20_000;

const TOUCHES = ['pointerdown', 'keydown', 'input'] as const;
/** Fields that nobody types into. */
const FIXED: ReadonlySet<string> = new Set([
	'hidden',
	'checkbox',
	'radio',
	'submit',
	'button',
	'range'
]);
const LOOK_EVERY = 500;
const ABANDONED_AFTER = 300_000;

/** Many screens hear the same cut: they come back spread over this time, not in one stampede. */
export const SPREAD = 5_000;

/** Reloads once the server answers, spread in time, never in a tight loop. Returns the undo. */
export function reloadSoon(spread: number = SPREAD): () => void {
	const elapsed = performance.timeOrigin + performance.now() - Number(recall() ?? 0);
	const guard = elapsed >= 0 && elapsed < FEWEST_BETWEEN ? FEWEST_BETWEEN - elapsed : 0;
	return reloadAfter(guard + Math.random() * spread);
}

/**
 * The same, once nobody is in the middle of something: what is typed is nowhere but in the page. Whoever has touched
 * nothing for a while has gone away from it. Returns the undo.
 */
export function reloadWhenIdle(spread: number = SPREAD): () => void {
	let touchedAt = performance.now();
	const touched = () => (touchedAt = performance.now());
	for (const each of TOUCHES) addEventListener(each, touched, { capture: true, passive: true });
	let undo = reloadSoon(spread);
	const looking = setInterval(look, LOOK_EVERY);
	let waits = false;
	function look(): void {
		const busy = isBusy() && performance.now() - touchedAt < ABANDONED_AFTER;
		if (busy === waits) return;
		waits = busy;
		undo();
		if (!busy) undo = reloadSoon(spread);
	}
	look();
	return () => {
		clearInterval(looking);
		for (const each of TOUCHES) removeEventListener(each, touched, { capture: true });
		undo();
	};
}

/** Something is open that a reload would close, or something is typed that it would lose. */
function isBusy(): boolean {
	if (document.querySelector('dialog[open]') !== null) return true;
	const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
		'input, textarea'
	);
	return [...fields].some(
		({ value, defaultValue, type }) => !FIXED.has(type) && value !== defaultValue
	);
}

/** Reloads as soon as the server answers: for a screen that has nothing left to show. Returns the undo. */
export function reloadNow(): () => void {
	return reloadAfter(0);
}

function reloadAfter(ms: number): () => void {
	const timer = setTimeout(() => void attempt(), ms);
	let undone = false;
	async function attempt() {
		while (!undone) {
			const answer = await fetch(location.href, { method: 'HEAD', cache: 'no-store' }).catch(
				() => null
			);
			if (undone) return;
			if (answer && answer.status < 500) {
				remember(String(performance.timeOrigin + performance.now()));
				location.reload();
				return;
			}
			await new Promise((done) => setTimeout(done, 1_000 + Math.random() * 1_000));
		}
	}
	return () => {
		undone = true;
		clearTimeout(timer);
	};
}

/** Storage may be switched off; then the guard is only as good as the spread. */
function recall(): string | null {
	try {
		return sessionStorage.getItem(KEPT);
	} catch {
		return null;
	}
}

function remember(value: string): void {
	try {
		sessionStorage.setItem(KEPT, value);
	} catch {
		// See `recall`.
	}
}
