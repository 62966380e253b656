import { existsSync } from 'node:fs';
import { breakInWords, openStore } from '../store/index.ts';
import type { Compacted } from '../store/types.ts';
import { CommandError, readArgs, text } from './command.ts';
import type { Command } from './command.ts';
import { dataFlag, dataHelp, folderOf } from './folder.ts';

export const verify: Command = {
	name: 'verify',
	usage: '[--branch ID] [--archive DIR] [--data DIR]',
	about: 'walks the hash chains of the event log and of the audit',
	help: `Reads the whole log and the whole audit and checks every row against the chain of hashes. Prints each
branch's number of events, the audit's number of rows, and the hash of the last of each: kept elsewhere, it shows
later that nothing was cut off. Of a branch whose old days were compacted it says too how many events are still there
and how many went by which rule, with the seal over the records of that: kept elsewhere, it shows that nothing was
passed off as compacted. The data folder keeps the ends beside the database by itself, and what is missing since is
counted. Where a chain is broken the first bad row is named. Either way the exit code is 1.

  --branch ID        only the events of this branch, without the audit
  --archive DIR      with the events that left the log (FOYER_ARCHIVE) in their places: each chain from its beginning
${dataHelp}`,

	async run(args, io) {
		const { values } = readArgs(args, {
			...dataFlag,
			...{ branch: { type: 'string' }, archive: { type: 'string' } }
		});
		const store = openStore(folderOf(values), { readOnly: true });
		try {
			const only = text(values, 'branch');
			const archive = text(values, 'archive');
			if (archive !== undefined && !existsSync(archive)) {
				throw new CommandError(`There is no folder ${archive}; write that of FOYER_ARCHIVE.`);
			}
			const branches = store.branches().filter((id) => only === undefined || id === only);
			if (only !== undefined && branches.length === 0) {
				throw new CommandError(`There is no branch "${only}" in ${store.folder}.`);
			}
			const broken: string[] = [];
			for (const id of branches) {
				const verdict =
					archive === undefined ? store.verify(id) : await store.verifyArchived(id, archive);
				if (verdict.ok) {
					io.out(`${id}: ${verdict.head.seq} events, head ${verdict.head.hash}`);
					if (verdict.compacted !== undefined) io.out(`${id}: ${inWords(verdict.compacted)}`);
				} else broken.push(`${id}: ${breakInWords(verdict)}`);
			}
			if (only === undefined) {
				const verdict = store.audit.verify();
				if (verdict.ok) io.out(`audit: ${verdict.head.seq} rows, head ${verdict.head.hash}`);
				else broken.push(`audit: ${breakInWords(verdict, 'row')}`);
				broken.push(...store.lost());
			}
			if (broken.length > 0) {
				throw new CommandError('This is not what was written; restore a backup:', broken);
			}
		} finally {
			await store.close();
		}
	}
};

function inWords({ whole, events, history, seal, archived }: Compacted): string {
	const gone = [
		`${events.heartbeats} heartbeats`,
		`${events.log} by the age of the log`,
		`${history} rows of history`
	];
	const proof =
		archived === undefined
			? ''
			: `; ${archived.proven} of them proven by the archive, ${archived.lost} not in it`;
	return `${whole} events whole; compacted ${gone.join(', ')}${proof}; ${seal.nr} records, seal ${seal.hash}`;
}
