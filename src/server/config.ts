import { isIP, isIPv4 } from 'node:net';
import { join, resolve } from 'node:path';
import { isLoopback } from './access/loopback.ts';
import { LOG_LEVELS } from './log.ts';
import type { LogLevel } from './log.ts';
import { ruleOf } from './probes/allowed.ts';
import { dnsName } from './tls/host.ts';
import { originsAllowed } from './webhooks/targets.ts';

/** What the server process is told from outside. The only reader of the environment. */
export interface Config {
	/** The address or name to listen on; `0.0.0.0` and `::` are all of this machine's. */
	host: string;
	/** 0: any free port. */
	port: number;
	/** A socket that listens already and was handed over, as systemd does; null: `host` and `port` are listened on. */
	socket: number | null;
	/** The data folder, absolute. */
	data: string;
	/** Whether browsers reach it over https, ours or the proxy's: then cookies are kept to that. */
	secure: boolean;
	/** The bank's own identity provider, where there is one. */
	provider: ProviderConfig | null;
	/** Further origins (`https://host:port`) that browsers may come from, beside the one they asked. */
	origins: readonly string[];
	tls: TlsConfig;
	/** Reverse proxies, as addresses or networks (`10.0.0.0/24`): what they say of who stands behind them is believed. */
	proxies: readonly string[];
	/** The folder of the bank's own recordings for the call display, absolute; null: ours alone. */
	voice: string | null;
	/** The folder that events go to when they leave the log, absolute; null: they are kept nowhere. */
	archive: string | null;
	/** Origins that webhooks may be sent to; none: they are off. */
	webhookHosts: readonly string[];
	/** Hosts and networks that probes may ask; none: no device is probed. */
	probeHosts: readonly string[];
	mqtt: MqttConfig;
	/** The quietest lines that are written to the log. */
	logLevel: LogLevel;
	/** null: none are made. */
	backups: BackupConfig | null;
}

/** Where verified copies of the database go. */
export interface BackupConfig {
	/** Absolute. */
	folder: string;
	/** The file that holds the key, absolute; null: they are not encrypted. */
	keyFile: string | null;
}

/** Devices that tell of themselves by MQTT. */
export interface MqttConfig {
	/** The broker that is listened at, with user and password; null: none. */
	url: string | null;
	/** Where our own broker listens, 0: any free port; null: it does not. */
	port: number | null;
}

/** OpenID Connect: what the bank's provider calls us, and where browsers reach us. */
export interface ProviderConfig {
	issuer: string;
	clientId: string;
	clientSecret: string;
	/** Without a slash at the end. */
	origin: string;
}

/**
 * off: plain HTTP. files: a brought certificate, as absolute paths of its chain and its key. local: one of our own CA,
 * for this machine's names and addresses and for `names` beside them.
 */
export type TlsConfig =
	| { mode: 'off' }
	| { mode: 'files'; cert: string; key: string }
	| { mode: 'local'; names: readonly string[] };

export interface ConfigFlags {
	host?: string;
	port?: string | number;
	data?: string;
	tls?: string;
	tlsCert?: string;
	tlsKey?: string;
	proxy?: string;
}

/** A setting that cannot be used; the message says what to write instead. */
export class ConfigError extends Error {
	override readonly name = 'ConfigError';
}

/** Flags win over the environment, which wins over the defaults. Throws a ConfigError. */
export function readConfig(
	env: Record<string, string | undefined> = process.env,
	flags: ConfigFlags = {}
): Config {
	const host = hostOf(flags.host ?? nonEmpty(env.HOST) ?? '127.0.0.1');
	const proxies = proxiesOf(flags.proxy ?? nonEmpty(env.FOYER_PROXY));
	const wish = {
		tls: flags.tls ?? nonEmpty(env.FOYER_TLS),
		cert: flags.tlsCert ?? nonEmpty(env.FOYER_TLS_CERT),
		key: flags.tlsKey ?? nonEmpty(env.FOYER_TLS_KEY),
		names: namesOf(nonEmpty(env.FOYER_TLS_NAMES))
	};
	const tls = tlsOf(host, proxies, wish);
	const voice = nonEmpty(env.FOYER_VOICE);
	const archive = nonEmpty(env.FOYER_ARCHIVE);
	const data = resolve(flags.data ?? nonEmpty(env.FOYER_DATA) ?? './data');
	return {
		host,
		port: portOf(flags.port ?? nonEmpty(env.PORT) ?? 3000),
		socket: socketOf(env),
		data,
		provider: providerOf(env),
		origins: originsOf(nonEmpty(env.FOYER_ORIGINS)),
		tls,
		proxies,
		voice: voice === undefined ? null : resolve(voice),
		archive: archive === undefined ? null : resolve(archive),
		webhookHosts: webhookHostsOf(nonEmpty(env.FOYER_WEBHOOK_HOSTS)),
		probeHosts: probeHostsOf(nonEmpty(env.FOYER_PROBE_HOSTS)),
		mqtt: mqttOf(nonEmpty(env.FOYER_MQTT), nonEmpty(env.FOYER_MQTT_PORT)),
		logLevel: logLevelOf(nonEmpty(env.FOYER_LOG_LEVEL) ?? 'info'),
		backups: backupsOf(data, nonEmpty(env.FOYER_BACKUPS), nonEmpty(env.FOYER_BACKUP_KEY)),
		secure: tls.mode !== 'off' || proxies.length > 0
	};
}

function nonEmpty(value: string | undefined): string | undefined {
	return value === undefined || value.trim() === '' ? undefined : value.trim();
}

/** The first descriptor that systemd hands over. */
const HANDED_OVER = 3;

/** Descriptors are inherited by whoever is started next: only whom `LISTEN_PID` names was meant. */
function socketOf(env: Record<string, string | undefined>): number | null {
	const count = Number(nonEmpty(env.LISTEN_FDS) ?? 0);
	if (count === 0 || Number(env.LISTEN_PID) !== process.pid) return null;
	if (count === 1) return HANDED_OVER;
	throw new ConfigError(
		`${count} sockets are handed over, and Foyer listens on one; leave one ListenStream in foyer.socket.`
	);
}

function logLevelOf(value: string): LogLevel {
	const level = LOG_LEVELS.find((each) => each === value.toLowerCase());
	if (level !== undefined) return level;
	throw new ConfigError(`FOYER_LOG_LEVEL is "${value}"; write one of ${LOG_LEVELS.join(', ')}.`);
}

function portOf(value: string | number): number {
	const port = typeof value === 'number' ? value : /^\d{1,5}$/.test(value) ? Number(value) : NaN;
	if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
	throw new ConfigError(`PORT is "${value}"; write a number from 0 to 65535 (0: any free port).`);
}

function hostOf(host: string): string {
	const bare = host.replace(/^\[(.*)\]$/, '$1');
	if (isIP(bare) !== 0) return bare;
	const name = dnsName(bare);
	if (name !== undefined) return name;
	throw new ConfigError(
		`HOST is "${host}"; write an address of this machine, 0.0.0.0 or :: for all of them, or its name.`
	);
}

function listOf(list: string | undefined): string[] {
	return (list ?? '')
		.split(',')
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
}

interface TlsWish {
	tls: string | undefined;
	cert: string | undefined;
	key: string | undefined;
	names: string[];
}

/** Whoever listens for other machines speaks HTTPS, or lets a named proxy do that. */
function tlsOf(host: string, proxies: readonly string[], wish: TlsWish): TlsConfig {
	const { tls, cert, key } = wish;
	if (tls !== undefined && tls !== 'off' && tls !== 'local') {
		throw new ConfigError(
			`FOYER_TLS is "${tls}"; write local for a certificate that Foyer makes, off for plain HTTP, or leave it out.`
		);
	}
	if ((cert === undefined) !== (key === undefined)) {
		const [given, missing] =
			key === undefined ? ['FOYER_TLS_CERT', 'FOYER_TLS_KEY'] : ['FOYER_TLS_KEY', 'FOYER_TLS_CERT'];
		throw new ConfigError(`${given} is given without ${missing}; a certificate needs both.`);
	}
	if (cert !== undefined && key !== undefined) {
		if (tls === undefined) return { mode: 'files', cert: resolve(cert), key: resolve(key) };
		throw new ConfigError(
			`FOYER_TLS is "${tls}", but FOYER_TLS_CERT brings a certificate; leave one of the two out.`
		);
	}
	const local = { mode: 'local' as const, names: [...wish.names, ...nameToHold(host)] };
	if (tls === 'local') return local;
	if (isLoopback(host) || proxies.length > 0) return { mode: 'off' };
	if (tls === undefined) return local;
	throw new ConfigError(
		`FOYER_TLS is "off", but HOST is "${host}", where other machines reach it, and they would send passwords in ` +
			'the clear: leave FOYER_TLS out, or name the proxy that speaks HTTPS in front of it in FOYER_PROXY.'
	);
}

/** What people type to reach it, where HOST says that. */
function nameToHold(host: string): string[] {
	return isLoopback(host) || host === '0.0.0.0' || /^[0:]+$/.test(host) ? [] : [host];
}

function namesOf(list: string | undefined): string[] {
	return listOf(list).map((entry) => {
		const bare = entry.replace(/^\[(.*)\]$/, '$1');
		const name = isIP(bare) === 0 ? dnsName(bare) : bare;
		if (name !== undefined) return name;
		throw new ConfigError(
			`FOYER_TLS_NAMES has "${entry}"; write names and addresses like foyer.lan, 10.1.2.3, separated by commas.`
		);
	});
}

function proxiesOf(list: string | undefined): string[] {
	return listOf(list).map((entry) => {
		const [address = '', length, more] = entry.split('/');
		const most = isIPv4(address) ? 32 : 128;
		const fits = length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= most);
		if (isIP(address) !== 0 && fits && more === undefined && Number(length ?? most) > 0)
			return entry;
		throw new ConfigError(
			`FOYER_PROXY has "${entry}"; write the proxies' addresses like 10.0.0.2 or 10.0.0.0/24, separated by commas.`
		);
	});
}

function originsOf(list: string | undefined): string[] {
	return listOf(list).map((entry) => {
		const url = URL.parse(entry);
		if (url !== null && /^https?:$/.test(url.protocol)) return url.origin;
		throw new ConfigError(
			`FOYER_ORIGINS has "${entry}"; write origins like http://localhost:8080, separated by commas.`
		);
	});
}

function webhookHostsOf(list: string | undefined): string[] {
	return listOf(list).flatMap((entry) => {
		const origins = originsAllowed(entry);
		if (origins !== undefined) return origins;
		throw new ConfigError(
			`FOYER_WEBHOOK_HOSTS has "${entry}"; write hosts like hooks.bank.lan, 10.1.2.3:8443 or http://relay.lan:8080, ` +
				'separated by commas.'
		);
	});
}

function probeHostsOf(list: string | undefined): string[] {
	return listOf(list).map((entry) => {
		if (ruleOf(entry) !== undefined) return entry;
		throw new ConfigError(
			`FOYER_PROBE_HOSTS has "${entry}"; write hosts and networks like atm-1.bank.lan, 10.1.2.3:9100 or 10.8.0.0/16, ` +
				'separated by commas.'
		);
	});
}

function mqttOf(url: string | undefined, port: string | undefined): MqttConfig {
	const parsed = url === undefined ? null : URL.parse(url);
	const fits = parsed !== null && /^mqtts?:$/.test(parsed.protocol) && parsed.hostname !== '';
	if (url !== undefined && !fits) {
		// What was written may hold a password.
		throw new ConfigError(
			'FOYER_MQTT has to be the address of a broker, like mqtt://user:password@mqtt.bank.lan:1883.'
		);
	}
	if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) <= 65_535)) {
		throw new ConfigError(
			`FOYER_MQTT_PORT is "${port}"; write a number from 0 to 65535 (0: any free port), usually 1883.`
		);
	}
	return { url: url ?? null, port: port === undefined ? null : Number(port) };
}

function backupsOf(
	data: string,
	folder: string | undefined,
	keyFile: string | undefined
): BackupConfig | null {
	if (folder === 'off') return null;
	return {
		folder: folder === undefined ? join(data, 'backups') : resolve(folder),
		keyFile: keyFile === undefined ? null : resolve(keyFile)
	};
}

const OIDC = ['FOYER_OIDC_ISSUER', 'FOYER_OIDC_CLIENT_ID', 'FOYER_OIDC_CLIENT_SECRET', 'FOYER_URL'];

/** All four settings together, or none of them. */
function providerOf(env: Record<string, string | undefined>): ProviderConfig | null {
	const [issuer, clientId, clientSecret, url] = OIDC.map((name) => nonEmpty(env[name]));
	if (issuer === undefined && clientId === undefined && clientSecret === undefined) return null;
	const missing = OIDC.filter((name) => nonEmpty(env[name]) === undefined);
	if (missing.length > 0) {
		throw new ConfigError(
			`The bank's sign-in needs ${missing.join(', ')} too, or none of ${OIDC.join(', ')}.`
		);
	}
	const [at] = originsOf(url);
	if (!/^https?:\/\//.test(issuer as string) || at === undefined) {
		throw new ConfigError(
			'FOYER_OIDC_ISSUER and FOYER_URL have to be whole addresses, beginning with https.'
		);
	}
	return {
		issuer: issuer as string,
		clientId: clientId as string,
		clientSecret: clientSecret as string,
		origin: at
	};
}

/**
 * Tells the pages' adapter to read the protocol and the sender's address from headers that our own server sets on
 * every request (see peer.ts); otherwise it takes every request for https, and refuses forms that came over http.
 * Also how large a form may be. To call before the pages are loaded.
 */
export function trustOurHeaders(env: Record<string, string | undefined> = process.env): void {
	env.PROTOCOL_HEADER = 'x-forwarded-proto';
	env.ADDRESS_HEADER = 'x-foyer-address';
	// A branch file of thousands of rows comes as a form; as much as `foyer apply` may send.
	env.BODY_SIZE_LIMIT = '8M';
}
