import { COMMAND_LINE } from '../access/access.ts';
import { CommandError, readArgs, UsageError } from './command.ts';
import type { Command, Io } from './command.ts';
import { date } from './dates.ts';
import { atDesks } from './desks.ts';
import { dataFlag, dataHelp, folderOf } from './folder.ts';

export const display: Command = {
	name: 'display',
	usage: 'list|revoke …',
	about: 'shows and revokes the displays that were paired',
	help: `  foyer display list
  foyer display revoke ID

A revoked display shows a pairing code again within two seconds, and nothing of the branch. Displays are paired on
the screen: open /wall, /display, /kiosk or /rating there, and approve the code that it shows at /pair/approve.

${dataHelp}`,

	async run([action, ...args], io) {
		if (action === 'list') await list(args, io);
		else if (action === 'revoke') await revoke(args, io);
		else throw new UsageError('Say what to do with displays: foyer display list or revoke.');
	}
};

async function list(args: string[], io: Io): Promise<void> {
	const { values } = readArgs(args, dataFlag);
	await atDesks(folderOf(values), io.clock, (desks) => {
		for (const each of desks.displays.list(COMMAND_LINE)) {
			const state =
				each.revokedAt === null
					? `paired ${date(each.createdAt)}`
					: `revoked ${date(each.revokedAt)}`;
			const seen = each.lastSeenAt === null ? 'never seen' : `seen ${date(each.lastSeenAt)}`;
			io.out(
				[each.id, each.branch, each.screen, state, seen, each.approvedBy, each.name].join('\t')
			);
		}
	});
}

async function revoke(args: string[], io: Io): Promise<void> {
	const { values, words } = readArgs(args, dataFlag, ['ID']);
	const [id = ''] = words;
	await atDesks(folderOf(values), io.clock, (desks) => {
		if (!desks.displays.revoke(COMMAND_LINE, id).ok) {
			throw new CommandError(`There is no paired display "${id}"; see foyer display list.`);
		}
		io.out(`Display ${id} is revoked.`);
	});
}
