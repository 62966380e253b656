/** How often a display that waits asks where it stands, and how long it may wait for the answer. */
const EVERY_MS = 2_000;
const ANSWER_WITHIN_MS = 5_000;

type Answer =
	{ state: 'waiting'; left: number } | { state: 'approved'; screen: string } | { state: 'gone' };

/**
 * Asks until the display is approved, and then opens its screen; a code that has run out is renewed by loading
 * the page anew. A server that is away is asked again. Browser only.
 */
export class Poll {
	state: 'waiting' | 'away' | 'approved' = $state.raw('waiting');
	/** Milliseconds that the code is still good for, as last told. */
	left: number | undefined = $state.raw();

	/** Returns the undo. */
	run(): () => void {
		let undone = false;
		let timer: ReturnType<typeof setTimeout>;
		const ask = async () => {
			const answer = await state();
			if (undone) return;
			if (answer?.state === 'approved') {
				this.state = 'approved';
				return location.replace(`/${answer.screen}`);
			}
			if (answer?.state === 'gone') return location.reload();
			this.state = answer === null ? 'away' : 'waiting';
			if (answer !== null) this.left = answer.left;
			timer = setTimeout(() => void ask(), EVERY_MS);
		};
		timer = setTimeout(() => void ask(), EVERY_MS);
		return () => {
			undone = true;
			clearTimeout(timer);
		};
	}

	/** No code for now: looks again after so many seconds. Returns the undo. */
	again(seconds: number): () => void {
		const timer = setTimeout(() => location.reload(), seconds * 1000);
		return () => clearTimeout(timer);
	}
}

/** Null: no answer. */
async function state(): Promise<Answer | null> {
	try {
		const response = await fetch('/pair/state', {
			method: 'POST',
			signal: AbortSignal.timeout(ANSWER_WITHIN_MS)
		});
		return response.ok ? ((await response.json()) as Answer) : null;
	} catch {
		return null;
	}
}
