import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { broughtCertificate, stampOf } from './files.ts';
import { thisHost } from './host.ts';
import type { Host } from './host.ts';
import { localCertificate } from './local.ts';
import type { Served } from './served.ts';

/** So often the brought files are looked at, or this machine's addresses. Real milliseconds. */
const LOOK_MS = 60_000;

/** The server's certificate, kept good for as long as the server runs. */
export interface Certificates {
	readonly served: Served;
	/** Told of each certificate that takes the place of another. */
	onChange(run: (served: Served) => void): void;
	dispose(): void;
}

export interface CertificatesOptions {
	config: Config;
	clock: Clock;
	/** Told in a sentence why a new certificate was not taken. */
	log: (sentence: string) => void;
	/** What the machine is called and where it is reached, asked anew at each look. */
	host?: () => Host;
}

/**
 * Reads or makes the certificate that the settings ask for, and looks every minute whether another one is due. One
 * that is no good never takes the place of one that is. Undefined: the server speaks plain HTTP. Throws a ConfigError.
 */
export async function openCertificates(
	options: CertificatesOptions
): Promise<Certificates | undefined> {
	const { clock, log } = options;
	const next = sourceOf(options);
	if (next === undefined) return undefined;
	let served = (await next()) as Served;
	let changed: ((served: Served) => void) | undefined;
	let looking = false;
	let disposed = false;
	let said: string | undefined;
	const look = async () => {
		if (looking) return;
		looking = true;
		try {
			const found = await next();
			if (disposed || found === undefined || found.pair.cert === served.pair.cert) return;
			served = found;
			said = undefined;
			changed?.(found);
		} catch (error) {
			const { message } = error as Error;
			// The same trouble is met every minute, and told once.
			if (!disposed && message !== said) log(`${message} Until then the certificate in use stays.`);
			said = message;
		} finally {
			looking = false;
		}
	};
	const cancel = clock.every(LOOK_MS, () => void look());
	return {
		get served() {
			return served;
		},
		onChange: (run) => {
			changed = run;
		},
		dispose: () => {
			disposed = true;
			cancel();
		}
	};
}

/** Gives the certificate to show from now on; undefined: nothing has changed since it was asked last. */
type Source = () => Promise<Served | undefined>;

function sourceOf({
	config,
	clock,
	log,
	host = thisHost
}: CertificatesOptions): Source | undefined {
	const { tls } = config;
	switch (tls.mode) {
		case 'off':
			return undefined;
		case 'local': {
			const folder = join(config.data, 'tls');
			return () =>
				localCertificate({ folder, host: host(), further: tls.names, now: clock.real(), log });
		}
		case 'files': {
			let stamp: string | undefined;
			return async () => {
				const now = stampOf(tls);
				if (now === stamp) return undefined;
				stamp = now;
				return broughtCertificate(tls, clock.real());
			};
		}
	}
}
