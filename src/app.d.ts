import type { Locale } from '#lib/i18n/index.ts';
import type { BranchFile, FileFault, Name, Screen, View } from '#lib/protocol/index.ts';

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
		branchFile(id: string): { file: BranchFile; tag: string } | undefined;
		apply(
			file: unknown,
			options?: { basedOn?: string | null }
		): Promise<{ ok: true; branch: string } | { ok: false; issues: FileFault[] }>;
		setup: {
			templates: readonly TemplateSummary[];
			limits: TemplateLimits;
			branchFromTemplate(options: {
				template: string;
				id: string;
				name: Name;
				timeZone: string;
				counters?: number;
				devices?: Record<string, number>;
			}): BranchFile;
		};
	}
	interface TemplateSummary {
		id: string;
		name: Name;
		about: Name;
		counters: number;
		devices: Partial<Record<string, number>>;
	}
	interface TemplateLimits {
		counters: number;
		devicesOfAKind: number;
		kinds: readonly string[];
	}
	interface RunningBranch {
		readonly id: string;
		view(screen: Screen): { seq: number; now: number; rate: number; view: View };
	}
}

export {};
