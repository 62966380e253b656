import { resolve } from 'node:path';
import { restore as restoreTo } from '../backups/restore.ts';
import type { Restored, RestoredBranch } from '../backups/restore.ts';
import { readConfig } from '../config.ts';
import { backupsIn } from '../store/index.ts';
import { CommandError, readArgs, text, UsageError } from './command.ts';
import type { Command, Io } from './command.ts';
import { dataFlag, dataHelp } from './folder.ts';
import { counted } from './words.ts';

export const restore: Command = {
	name: 'restore',
	usage: '[FILE] [--to MOMENT] [--data DIR]',
	about: 'puts a backup in the place of the database',
	help: `Verifies the backup, puts it in the place of the database, and keeps what was there as replaced-TIME in the
data folder. The server must be stopped. Cut off at any instant, the folder has the old one or the new one.
Without FILE it takes the newest backup. FILE may also be a foyer.db of ours, the damaged folder's own too: what
it holds counts then.

  --to MOMENT        with what the replaced log still proves up to a moment: 2026-11-25T10:31 (of this machine's
                     time zone), 2026-11-25T02:31:00Z, or now for all of it. Backups from after it are passed over
${dataHelp}

FOYER_BACKUP_KEY is the file with the passphrase of an encrypted backup. docs/backup.md says more.`,

	async run(args, io) {
		const flags = ['--data', '--to'];
		const hasFile = args.some(
			(arg, i) => !arg.startsWith('-') && !flags.includes(args[i - 1] ?? '')
		);
		const { values, words } = readArgs(
			args,
			{ ...dataFlag, to: { type: 'string' } },
			hasFile ? ['FILE'] : []
		);
		const [file] = words;
		const data = text(values, 'data');
		const config = readConfig(undefined, data === undefined ? {} : { data });
		const at = io.clock.real();
		const to = momentOf(text(values, 'to'), at);
		const from = file === undefined ? candidates(config.backups?.folder, to) : [resolve(file)];
		const order = { folder: config.data, from, keyFile: config.backups?.keyFile ?? null, to, at };
		tell(await restoreTo(order), io);
	}
};

function momentOf(given: string | undefined, now: number): number | null {
	if (given === undefined) return null;
	if (given === 'now') return now;
	const at = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(given) ? Date.parse(given) : NaN;
	if (!Number.isNaN(at)) return at;
	throw new UsageError(`--to "${given}" is not a moment like 2026-11-25T10:31; see --help.`);
}

/** Newest first, none from after the moment. */
function candidates(folder: string | undefined, to: number | null): string[] {
	if (folder === undefined) throw new CommandError('FOYER_BACKUPS is "off": name the FILE.');
	const all = backupsIn(folder);
	if (all.length === 0) throw new CommandError(`There are no backups in ${folder}: name the FILE.`);
	return all.flatMap(({ path, at }) => (to === null || at <= to ? path : []));
}

function tell({ from, replaced, caughtUp, branches }: Restored, io: Io): void {
	io.out(`${from} is in place and verified.`);
	if (caughtUp > 0)
		io.out(`Taken over from the replaced log: ${counted(caughtUp, 'later event')}.`);
	for (const branch of branches) io.out(sentence(branch));
	if (replaced !== null) io.out(`What was there is kept in ${replaced}.`);
}

function sentence({ branch, seq, at, lost }: RestoredBranch): string {
	const from = at === null ? 'the beginning' : new Date(at).toISOString();
	if (lost === null)
		return `${branch}: ${counted(seq, 'event')}, the last of ${from}; nothing is missing`;
	const until = new Date(lost.until).toISOString();
	const missing = counted(lost.count, 'event');
	return `${branch}: ${counted(seq, 'event')}; from ${from} to ${until} nothing is known, ${missing}`;
}
