import { readArgs } from './command.ts';
import { CommandError } from './command.ts';
import type { Command } from './command.ts';
import { readJson } from './files.ts';
import { dataFlag, dataHelp, folderOf } from './folder.ts';
import { openOperator } from './operator.ts';

export const apply: Command = {
	name: 'apply',
	usage: 'FILE [--data DIR]',
	about: 'creates or updates a branch from a JSON file',
	help: `Creates the branch that the file describes, or changes it to what the file says now. Nothing is
half applied: a file with a mistake changes nothing, and each mistake is named with its place.
Applying the same file again changes nothing. Works whether or not the server runs.

${dataHelp}`,

	async run(args, io) {
		const { values, words } = readArgs(args, dataFlag, ['FILE']);
		const [path = ''] = words;
		const file = readJson(path);
		const operator = openOperator(folderOf(values), io.clock);
		try {
			const answer = await operator.apply(file);
			if (!answer.ok) {
				throw new CommandError(
					`${path} is refused and nothing was changed; mend this:`,
					answer.issues.map((issue) => `${issue.path || '/'}: ${issue.detail} (${issue.code})`)
				);
			}
			if (answer.created) io.out(`${answer.branch}: created`);
			else if (answer.changed.length === 0) io.out(`${answer.branch}: nothing changed`);
			else {
				io.out(`${answer.branch}: changed`);
				for (const place of answer.changed) io.out(`  ${place}`);
			}
		} finally {
			await operator.close();
		}
	}
};
