import type { Locale } from '#lib/i18n/index.ts';
import type { Name, Screen, View } from '#lib/protocol/index.ts';

declare global {
	namespace App {
		interface Locals {
			/** The one running instance, made by the server's entry; undefined while the pages are built. */
			app: RunningApp | undefined;
			locale: Locale;
		}
		interface PageData {
			locale: Locale;
		}
		interface Error {
			message: string;
			/** A stable word that the error page turns into a sentence. */
			code?: string;
		}
	}

	/** What pages need of the server's composition root. */
	interface RunningApp {
		branches: {
			get(id: string): RunningBranch | undefined;
			list(): { id: string; name: Name }[];
		};
		/** How the server is reached, and the local CA where it has one; see `TlsStatus` of the server. */
		readonly tls: {
			mode: 'off' | 'files' | 'local';
			secure: boolean;
			urls: readonly string[];
			authority: { pem: string; fingerprint: string } | undefined;
		};
	}
	interface RunningBranch {
		readonly id: string;
		view(screen: Screen): { seq: number; now: number; rate: number; view: View };
	}
}

export {};
