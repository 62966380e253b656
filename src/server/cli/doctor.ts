import { readConfig } from '../config.ts';
import { examine } from '../doctor/doctor.ts';
import type { Finding } from '../doctor/finding.ts';
import { CommandError, readArgs, text } from './command.ts';
import type { Command } from './command.ts';
import { dataFlag, dataHelp } from './folder.ts';
import { askServer, findServer } from './operator-there.ts';

export const doctor: Command = {
	name: 'doctor',
	usage: '[--data DIR] [--json]',
	about: 'says what is wrong with clock, disk, database, certificate, devices and screens',
	help: `Looks at everything around the data folder and changes nothing, whether or not a server runs on it: one line each,
and where something needs doing, what. The exit code is 1 where anything does, so that it can be run every night.
Run it as the server's user and with its settings (docs/operations.md).

  --json             an array of {about, says, todo} instead; todo null: nothing to do
${dataHelp}`,

	async run(args, io) {
		const { values } = readArgs(args, { ...dataFlag, json: { type: 'boolean' } });
		const data = text(values, 'data');
		const config = readConfig(undefined, data === undefined ? {} : { data });
		const server = findServer(config.data);
		const running = server === undefined ? null : await askServer(server);
		const findings = await examine(config, io.clock, running);
		if (values['json'] === true) io.out(JSON.stringify(findings));
		else for (const finding of findings) io.out(lineOf(finding));
		const count = findings.filter(({ todo }) => todo !== null).length;
		if (count > 0)
			throw new CommandError(
				count === 1 ? 'One thing needs doing.' : `${count} things need doing.`
			);
	}
};

function lineOf({ about, says, todo }: Finding): string {
	return `${todo === null ? 'ok  ' : 'FIX '} ${about.padEnd(12)} ${says}${todo === null ? '' : `: ${todo}`}`;
}
