import { run } from '../run.ts';
import { readArgs, text } from './command.ts';
import type { Command } from './command.ts';
import { dataFlag, dataHelp } from './folder.ts';

export const start: Command = {
	name: 'start',
	usage:
		'[--port N] [--host ADDRESS] [--data DIR] [--tls local|off] [--tls-cert FILE --tls-key FILE] [--proxy LIST]',
	about: 'runs the server',
	help: `Serves screens and takes events until it is told to stop (Ctrl-C, SIGTERM). /readyz answers 200 once
it serves.

  --port N           the port; otherwise PORT, otherwise 3000; 0: any free one
  --host ADDRESS     an address or name of this machine, 0.0.0.0 or :: for all; otherwise HOST, otherwise 127.0.0.1
${dataHelp}
  --tls local|off    local: HTTPS with a certificate of a CA that Foyer makes; off: plain HTTP; otherwise FOYER_TLS.
                     Left out: plain HTTP on a loopback address or behind a proxy, local elsewhere
  --tls-cert FILE    HTTPS with this certificate, its whole chain as PEM; otherwise FOYER_TLS_CERT
  --tls-key FILE     and its key; otherwise FOYER_TLS_KEY
  --proxy LIST       addresses of reverse proxies in front, separated by commas; otherwise FOYER_PROXY

FOYER_TLS_NAMES are further names and addresses for the local certificate. docs/https.md says more.
FOYER_VOICE is a folder of your own recordings for the call display: docs/voice.md.
FOYER_WEBHOOK_HOSTS are the hosts that webhooks may be sent to: docs/webhooks.md.
FOYER_ARCHIVE is a folder for events that leave the log: docs/retention.md.
FOYER_LOG_LEVEL is error, warn, info or debug; info where it is left out: docs/operations.md.
FOYER_BACKUPS is the folder of the hourly backups, or off; FOYER_BACKUP_KEY encrypts them: docs/backup.md.`,

	async run(args) {
		const { values } = readArgs(args, {
			...dataFlag,
			port: { type: 'string' },
			host: { type: 'string' },
			tls: { type: 'string' },
			'tls-cert': { type: 'string' },
			'tls-key': { type: 'string' },
			proxy: { type: 'string' }
		});
		const flags = {
			port: text(values, 'port'),
			host: text(values, 'host'),
			data: text(values, 'data'),
			tls: text(values, 'tls'),
			tlsCert: text(values, 'tls-cert'),
			tlsKey: text(values, 'tls-key'),
			proxy: text(values, 'proxy')
		};
		await run(Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined)));
	}
};
