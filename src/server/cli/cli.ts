import { ConfigError } from '../config.ts';
import { StoreError } from '../store/index.ts';
import { VERSION } from '../version.ts';
import { CommandError, UsageError } from './command.ts';
import type { Command, Io } from './command.ts';
import { COMMANDS } from './commands.ts';

/** Runs one command line; the exit code: 0 done, 1 it did not work, 2 the command line is wrong. */
export async function cli(args: readonly string[], io: Io): Promise<number> {
	try {
		await dispatch([...args], io);
		return 0;
	} catch (error) {
		if (error instanceof CommandError) {
			io.err(`foyer: ${error.message}`);
			for (const line of error.lines) io.err(`  ${line}`);
			return error instanceof UsageError ? 2 : 1;
		}
		if (error instanceof ConfigError || error instanceof StoreError) {
			io.err(`foyer: ${error.message}`);
			return 1;
		}
		throw error;
	}
}

async function dispatch([word, ...args]: string[], io: Io): Promise<void> {
	if (word === undefined || word === '--help' || word === '-h' || word === 'help') {
		const [about] = args;
		if (word === 'help' && about !== undefined) io.out(helpOf(await commandNamed(about)));
		else await overview(io);
		if (word === undefined) throw new UsageError('Say what to do, for example foyer start.');
		return;
	}
	if (word === '--version' || word === '-v') {
		io.out(VERSION);
		return;
	}
	const command = await commandNamed(word);
	if (args.includes('--help') || args.includes('-h')) io.out(helpOf(command));
	else await command.run(args, io);
}

async function commandNamed(name: string): Promise<Command> {
	const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
	if (load === undefined) throw new UsageError(`There is no command "${name}"; see foyer --help.`);
	return load();
}

async function overview(io: Io): Promise<void> {
	io.out('Usage: foyer COMMAND [arguments]');
	io.out('');
	for (const load of Object.values(COMMANDS)) {
		const { name, about } = await load();
		io.out(`  ${name.padEnd(8)} ${about}`);
	}
	io.out('');
	io.out('foyer COMMAND --help says more about each.');
}

function helpOf({ name, usage, about, help }: Command): string {
	return `Usage: foyer ${name} ${usage}\n\n${about.charAt(0).toUpperCase()}${about.slice(1)}.\n\n${help}`;
}
