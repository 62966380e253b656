import type { Config } from './config.ts';
import { VERSION } from './version.ts';

/** One sentence for the log: which program on which folder, and what of it is switched on. Holds no secret and no address. */
export function whatIsOn({ data, tls, proxies, mqtt, ...config }: Config): string {
	const on = [
		tls.mode === 'local' && 'HTTPS by a local CA',
		tls.mode === 'files' && 'HTTPS by a certificate of its own',
		proxies.length > 0 && 'behind a proxy',
		config.provider !== null && "the bank's sign-in",
		mqtt.url !== null && 'an MQTT broker',
		mqtt.port !== null && 'an MQTT broker of its own',
		config.probeHosts.length > 0 && 'probes',
		config.webhookHosts.length > 0 && 'webhooks',
		config.voice !== null && 'recorded calls'
	].filter((each) => each !== false);
	const what = on.length === 0 ? 'nothing beside the screens' : on.join(', ');
	return `Foyer ${VERSION} on Node ${process.versions.node}, data in ${data}, with ${what}`;
}
