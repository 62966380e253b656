import { resolve } from 'node:path';
import { isLoopback } from './access/loopback.ts';

/** What the server process is told from outside. The only reader of the environment. */
export interface Config {
	/** An address of this machine only, until sign-in exists. */
	host: string;
	/** 0: any free port. */
	port: number;
	/** The data folder, absolute. */
	data: string;
	/** Further origins (`https://host:port`) that browsers may come from, beside the one they asked. */
	origins: readonly string[];
}

export type ConfigFlags = { host?: string; port?: string | number; data?: string };

/** A setting that cannot be used; the message says what to write instead. */
export class ConfigError extends Error {
	override readonly name = 'ConfigError';
}

/** Flags win over the environment, which wins over the defaults. Throws a ConfigError. */
export function readConfig(
	env: Record<string, string | undefined> = process.env,
	flags: ConfigFlags = {}
): Config {
	return {
		host: hostOf(flags.host ?? nonEmpty(env.HOST) ?? '127.0.0.1'),
		port: portOf(flags.port ?? nonEmpty(env.PORT) ?? 3000),
		data: resolve(flags.data ?? nonEmpty(env.FOYER_DATA) ?? './data'),
		origins: originsOf(nonEmpty(env.FOYER_ORIGINS))
	};
}

function nonEmpty(value: string | undefined): string | undefined {
	return value === undefined || value.trim() === '' ? undefined : value.trim();
}

function portOf(value: string | number): number {
	const port = typeof value === 'number' ? value : /^\d{1,5}$/.test(value) ? Number(value) : NaN;
	if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
	throw new ConfigError(`PORT is "${value}"; write a number from 0 to 65535 (0: any free port).`);
}

function hostOf(host: string): string {
	if (isLoopback(host)) return host;
	throw new ConfigError(
		`HOST is "${host}", but this version has no sign-in yet, so whoever could reach it could see and ` +
			'change the branch. It listens on this machine only: leave HOST out or write 127.0.0.1.'
	);
}

function originsOf(list: string | undefined): string[] {
	return (list ?? '')
		.split(',')
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '')
		.map((entry) => {
			const url = URL.parse(entry);
			if (url !== null && /^https?:$/.test(url.protocol)) return url.origin;
			throw new ConfigError(
				`FOYER_ORIGINS has "${entry}"; write origins like http://localhost:8080, separated by commas.`
			);
		});
}

/**
 * Tells the pages' adapter to read the protocol from a header that our own server sets on every request;
 * otherwise it takes every request for https, and refuses forms that came over http. Also how large a form may
 * be. To call before the pages are loaded.
 */
export function trustOurProtocolHeader(
	env: Record<string, string | undefined> = process.env
): void {
	env.PROTOCOL_HEADER = 'x-forwarded-proto';
	// A branch file of thousands of rows comes as a form; as much as `foyer apply` may send.
	env.BODY_SIZE_LIMIT = '8M';
}
