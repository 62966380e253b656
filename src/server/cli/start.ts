import { run } from '../run.ts';
import { readArgs, text } from './command.ts';
import type { Command } from './command.ts';
import { dataFlag, dataHelp } from './folder.ts';

export const start: Command = {
	name: 'start',
	usage: '[--port N] [--host ADDRESS] [--data DIR]',
	about: 'runs the server',
	help: `Serves screens and takes events until it is told to stop (Ctrl-C, SIGTERM). /readyz answers 200 once
it serves.

  --port N           the port; otherwise PORT, otherwise 3000; 0: any free one
  --host ADDRESS     an address of this machine; otherwise HOST, otherwise 127.0.0.1
${dataHelp}`,

	async run(args) {
		const { values } = readArgs(args, {
			...dataFlag,
			port: { type: 'string' },
			host: { type: 'string' }
		});
		const flags = {
			port: text(values, 'port'),
			host: text(values, 'host'),
			data: text(values, 'data')
		};
		await run(Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined)));
	}
};
