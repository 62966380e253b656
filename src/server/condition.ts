import type { App } from './app.ts';
import type { BackupsStatus } from './backups/backups.ts';
import type { Shortness } from './shedding.ts';
import type { ClockStep } from './steady-clock.ts';
import { VERSION } from './version.ts';

/** How a running server is, as it tells the command line. Instants: epoch milliseconds of real time. */
export interface Condition {
	version: string;
	node: string;
	state: 'serving' | 'halted' | 'closing';
	urls: readonly string[];
	/** Until when its certificate counts; null: it shows none. */
	certificateUntil: number | null;
	/** Names and addresses of this machine that its certificate cannot hold. */
	notHeld: readonly string[];
	clockSteps: number;
	lastClockStep: ClockStep | null;
	shortness: Shortness;
	backups: BackupsStatus;
	/** Connected screens by what they show. */
	screens: Record<string, number>;
	/** null: no broker of the bank's is set. */
	brokerReached: boolean | null;
}

export function conditionOf(app: App): Condition {
	const { tls, clock, mqtt, gateway, load } = app;
	return {
		version: VERSION,
		node: process.versions.node,
		state: app.state,
		urls: tls.urls,
		certificateUntil: tls.expiresAt ?? null,
		notHeld: tls.left,
		clockSteps: clock.steps,
		lastClockStep: clock.last,
		shortness: load.shortness,
		backups: app.backups.status(),
		screens: Object.fromEntries(gateway.screens()),
		brokerReached: mqtt.listens ? mqtt.listening : null
	};
}
