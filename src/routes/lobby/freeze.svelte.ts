/** How long after the last finger was lifted cards still keep their places; real milliseconds. */
export const HOLD_AFTER = 2_000;

/**
 * Whether cards must keep their places: while a finger is down and a moment after. Touches are counted by
 * touch events, because a finger that begins to scroll is cancelled as a pointer and still down.
 */
export class Freeze {
	frozen: boolean = $state(false);

	#down = false;
	#thaw: ReturnType<typeof setTimeout> | undefined;

	/** Fingers, or a mouse button, on the glass. */
	fingers(count: number): void {
		if (count > 0) {
			clearTimeout(this.#thaw);
			this.#down = true;
			this.frozen = true;
		} else if (this.#down) {
			this.#down = false;
			this.#thaw = setTimeout(() => (this.frozen = false), HOLD_AFTER);
		}
	}

	/** Listens to the whole page; returns the undo. Browser only. */
	watch(): () => void {
		const touch = (event: TouchEvent) => this.fingers(event.touches.length);
		const mouse = (event: PointerEvent) => {
			if (event.pointerType !== 'touch') this.fingers(event.type === 'pointerdown' ? 1 : 0);
		};
		const touches = ['touchstart', 'touchend', 'touchcancel'] as const;
		const pointers = ['pointerdown', 'pointerup', 'pointercancel'] as const;
		for (const type of touches) addEventListener(type, touch, { passive: true });
		for (const type of pointers) addEventListener(type, mouse);
		return () => {
			clearTimeout(this.#thaw);
			for (const type of touches) removeEventListener(type, touch);
			for (const type of pointers) removeEventListener(type, mouse);
		};
	}
}
