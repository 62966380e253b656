import type { Locale } from '#lib/i18n/index.ts';
import type { Caller } from '#server/access/access.ts';
import type { App as FoyerApp } from '#server/app.ts';

declare global {
	namespace App {
		interface Locals {
			/** The one running instance, made by the server's entry; undefined while the pages are built. */
			app: FoyerApp | undefined;
			/** Who asks, and from where: found out once, before anything of a route runs. */
			caller: Caller;
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
}

export {};
