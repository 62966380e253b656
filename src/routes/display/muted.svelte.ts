/** Whether somebody has turned the sound of this display off: remembered by its browser. */
export class Muted {
	on: boolean = $state.raw(false);

	/** Browser only. */
	recall(): void {
		this.on = storage()?.getItem(KEY) === 'yes';
	}

	toggle(): void {
		this.on = !this.on;
		storage()?.setItem(KEY, this.on ? 'yes' : 'no');
	}
}

const KEY = 'foyer-display-muted';

/** A browser that keeps nothing refuses even to be asked. */
function storage(): Storage | undefined {
	try {
		return localStorage;
	} catch {
		return undefined;
	}
}
