import { openStore } from '../store/index.ts';
import type { Verdict } from '../store/types.ts';
import { CommandError, readArgs, text } from './command.ts';
import type { Command } from './command.ts';
import { dataFlag, dataHelp, folderOf } from './folder.ts';

const FOUND = {
	missing: 'is missing',
	changed: 'was changed after it was written',
	misplaced: 'stands in the wrong place'
} as const;

export const verify: Command = {
	name: 'verify',
	usage: '[--branch ID] [--data DIR]',
	about: 'walks the hash chain of the event log',
	help: `Reads the whole log and checks every event against the chain of hashes. Prints each branch's number
of events and the hash of its last one: kept elsewhere, it shows later that nothing was cut off.

  --branch ID        only this branch
${dataHelp}`,

	async run(args, io) {
		const { values } = readArgs(args, { ...dataFlag, branch: { type: 'string' } });
		const store = openStore(folderOf(values), { readOnly: true });
		try {
			const only = text(values, 'branch');
			const branches = store.branches().filter((id) => only === undefined || id === only);
			if (only !== undefined && branches.length === 0) {
				throw new CommandError(`There is no branch "${only}" in ${store.folder}.`);
			}
			const broken: string[] = [];
			for (const id of branches) {
				const verdict = store.verify(id);
				if (verdict.ok) io.out(`${id}: ${verdict.head.seq} events, head ${verdict.head.hash}`);
				else broken.push(`${id}: ${sentence(verdict)}`);
			}
			if (broken.length > 0) {
				throw new CommandError('The log is not what was written; restore a backup:', broken);
			}
		} finally {
			await store.close();
		}
	}
};

function sentence({ seq, reason }: Extract<Verdict, { ok: false }>): string {
	return `event ${seq} ${FOUND[reason]}; the ${seq - 1} before it are whole`;
}
