/**
 * Keeps the tablet's screen on while the page is seen: an unlit tablet prompts nobody. Where the browser can't
 * (a page that is not served securely), the tablet's own setting has to. Returns the undo. Browser only.
 */
export function stayAwake(): () => void {
	let lock: WakeLockSentinel | undefined;
	let done = false;
	const ask = async () => {
		if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
		lock = await navigator.wakeLock.request('screen').catch(() => undefined);
		if (done) await lock?.release();
	};
	void ask();
	document.addEventListener('visibilitychange', ask);
	return () => {
		done = true;
		document.removeEventListener('visibilitychange', ask);
		void lock?.release();
	};
}
