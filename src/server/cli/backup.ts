import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { COMMAND_LINE, actorOf } from '../access/access.ts';
import { readConfig } from '../config.ts';
import {
	backupsIn,
	fileAt,
	hasDatabase,
	makeBackup,
	openAccess,
	StoreError
} from '../store/index.ts';
import { CommandError, readArgs, text } from './command.ts';
import type { Command, Io, Values } from './command.ts';
import { dataFlag, dataHelp } from './folder.ts';
import { counted, inBytes } from './words.ts';

export const backup: Command = {
	name: 'backup',
	usage: '[FILE | --list] [--data DIR]',
	about: 'makes a verified copy of the database, or lists those there are',
	help: `Copies the database as it is at one instant, whether or not a server runs on it, opens the copy, walks its
chains, counts its rows, and only then gives it its name. Without FILE it goes to FOYER_BACKUPS (by default
"backups" in the data folder) beside those that the server makes every hour. A FILE that is there is not replaced.

  --list             the backups that there are, newest first: time, size, file
${dataHelp}

FOYER_BACKUP_KEY is a file with a passphrase: the copy is encrypted with it. docs/backup.md says more.`,

	async run(args, io) {
		const words = args.some((arg, index) => !arg.startsWith('-') && args[index - 1] !== '--data');
		const { values, words: [file] = [] } = readArgs(
			args,
			{ ...dataFlag, list: { type: 'boolean' } },
			words ? ['FILE'] : []
		);
		if (values['list'] === true) list(values, io);
		else make(values, file, io);
	}
};

function list(values: Values, io: Io): void {
	const { backups } = configOf(values);
	if (backups === null)
		throw new CommandError('FOYER_BACKUPS is "off": there is no folder of them.');
	const files = backupsIn(backups.folder);
	if (files.length === 0) io.out(`There are no backups in ${backups.folder}.`);
	for (const { at, bytes, path } of files) {
		io.out(`${new Date(at).toISOString()}  ${inBytes(bytes).padStart(10)}  ${path}`);
	}
}

function make(values: Values, file: string | undefined, io: Io): void {
	const { data, backups } = configOf(values);
	if (file === undefined && backups === null) {
		throw new CommandError('FOYER_BACKUPS is "off": name a FILE.');
	}
	if (file !== undefined && existsSync(file)) {
		throw new CommandError(`${file} is there already; name a new file.`);
	}
	if (!hasDatabase(data)) {
		throw new CommandError(`There is no database in ${data}; name the data folder with --data.`);
	}
	const { keyFile = null } = backups ?? {};
	const at = io.clock.real();
	const path =
		file === undefined
			? fileAt({ ...(backups as NonNullable<typeof backups>), at })
			: resolve(file);
	const made = attempt(() => makeBackup({ folder: data, file: path, keyFile }));
	note(data, at, path, made);
	if (made instanceof StoreError) throw made;
	const { events, branches, bytes } = made;
	const what = `${counted(events, 'event')} of ${branches} ${branches === 1 ? 'branch' : 'branches'}`;
	io.out(`${path}: ${what}, ${inBytes(bytes)}, verified`);
}

function configOf(values: Values) {
	const data = text(values, 'data');
	return readConfig(undefined, data === undefined ? {} : { data });
}

function attempt<T>(run: () => T): T | StoreError {
	try {
		return run();
	} catch (error) {
		if (error instanceof StoreError) return error;
		throw error;
	}
}

/** A database that takes no note was copied all the same. */
function note(
	data: string,
	at: number,
	file: string,
	made: ReturnType<typeof makeBackup> | StoreError
): void {
	const failed = made instanceof StoreError;
	const detail = failed ? { why: made.message.slice(0, 500) } : { file, events: made.events };
	attempt(() => {
		const store = openAccess(data);
		const entry = {
			actor: actorOf(COMMAND_LINE.principal),
			target: '',
			branch: null,
			address: null
		};
		store.audit.append({ ...entry, action: failed ? 'backup.failed' : 'backup.made', detail }, at);
		store.close();
	});
}
