/** Loading the page anew by itself: a new version, another protocol, a display that is shut out. Browser only. */
const KEPT = 'foyer.reloaded';
const FEWEST_BETWEEN = 20_000;

/** Many screens hear the same cut: they come back spread over this time, not in one stampede. */
export const SPREAD = 5_000;

/** Reloads once the server answers, spread in time, never in a tight loop. Returns the undo. */
export function reloadSoon(spread: number = SPREAD): () => void {
	const elapsed = performance.timeOrigin + performance.now() - Number(recall() ?? 0);
	const guard = elapsed >= 0 && elapsed < FEWEST_BETWEEN ? FEWEST_BETWEEN - elapsed : 0;
	return reloadAfter(guard + Math.random() * spread);
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
