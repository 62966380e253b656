import { CommandError, day, readArgs, required, text, UsageError } from './command.ts';
import type { Command } from './command.ts';
import { dataFlag, dataHelp, folderOf } from './folder.ts';
import { openOperator } from './operator.ts';

export const erase: Command = {
	name: 'erase',
	usage: '--branch ID (--day D --number N | --before D) --reason TEXT',
	about: 'erases what is known of customers',
	help: `Erases the customer's name and reference of one ticket, or of every ticket of the days before one, so that
not even their bytes are left in the data folder. The tickets with their waits and figures stay. Backups
and copies made before are not touched. What is older than the branch keeps it ("personal.keepDays" in
its file) is erased without this. Works whether or not the server runs.

  --branch ID        the branch
  --day D            the ticket's business day (YYYY-MM-DD)
  --number N         the ticket's number
  --before D         instead of both: every ticket of the days before this one
  --reason TEXT      why, 4 to 200 characters; it is kept in the audit log
${dataHelp}`,

	async run(args, io) {
		const { values } = readArgs(args, {
			...dataFlag,
			branch: { type: 'string' },
			day: { type: 'string' },
			number: { type: 'string' },
			before: { type: 'string' },
			reason: { type: 'string' }
		});
		const branch = required(values, 'branch');
		const reason = required(values, 'reason');
		const before = day(values, 'before');
		const on = day(values, 'day');
		const number = text(values, 'number');
		if (before !== undefined && (on !== undefined || number !== undefined)) {
			throw new UsageError('Write --day and --number, or --before, not both.');
		}
		const which =
			before === undefined
				? { day: on ?? required(values, 'day'), number: required(values, 'number') }
				: { before };
		const operator = openOperator(folderOf(values), io.clock);
		try {
			const done = await operator.erase({ branch, reason, ...which });
			if (!done.ok) throw new CommandError(done.detail);
			const { erased } = done.value;
			io.out(erased === 1 ? '1 customer erased' : `${erased} customers erased`);
		} finally {
			await operator.close();
		}
	}
};
