/** Real milliseconds: what counts is the person who stands there. */
const GO_BACK_AFTER = 20_000;
/** The last seconds are counted where everybody sees it. */
const COUNTED = 5;
const LOOK_EVERY = 200;

/** Nobody has touched anything for a while: the kiosk goes back to its start. Browser only. */
export class Idle {
	/** Seconds until then, once they are counted. */
	left: number | null = $state(null);
	#touchedAt = 0;

	/** `waits`: there is something to go back from, and nothing under way. Returns the undo. */
	watch(waits: () => boolean, back: () => void): () => void {
		const touch = () => {
			this.#touchedAt = performance.now();
			this.left = null;
		};
		const look = () => {
			if (!waits()) return touch();
			const left = GO_BACK_AFTER - (performance.now() - this.#touchedAt);
			if (left <= 0) {
				touch();
				back();
				return;
			}
			const seconds = Math.ceil(left / 1000);
			this.left = seconds <= COUNTED ? seconds : null;
		};
		touch();
		const timer = setInterval(look, LOOK_EVERY);
		const touches = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;
		for (const name of touches) addEventListener(name, touch, { passive: true, capture: true });
		return () => {
			clearInterval(timer);
			for (const name of touches) removeEventListener(name, touch, { capture: true });
		};
	}
}
