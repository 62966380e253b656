import { appendFileSync, closeSync, openSync } from 'node:fs';
import { COMMAND_LINE } from '../access/access.ts';
import type { AuditRow } from '../store/types.ts';
import { CommandError, number, readArgs, text } from './command.ts';
import type { Command, Io } from './command.ts';
import { atDesks } from './desks.ts';
import { dataFlag, dataHelp, folderOf } from './folder.ts';

const SHOWN = 50;
const MOST_SHOWN = 10_000;

const filters = {
	text: { type: 'string' },
	action: { type: 'string' },
	branch: { type: 'string' }
} as const;

export const audit: Command = {
	name: 'audit',
	usage: '[export FILE] [--text T] [--action A] …',
	about: 'shows or exports who did what: sign-ins, people, keys, settings, exports',
	help: `  foyer audit [--text T] [--action A] [--branch ID] [--limit N]
  foyer audit export FILE [--text T] [--action A] [--branch ID]

Newest first, one row a line, tab separated: number, time, who, what, to whom, branch, address, details as JSON.
export writes every row to a new CSV file for spreadsheets, in which no cell is run as a formula, and is itself
written down.

  --text T           only rows with T in who, to whom, address or details
  --action A         only rows of one action (key.created), of one kind (key) or of one group of the screen (sign_in)
  --branch ID        only rows about one branch
  --limit N          at most N rows (${SHOWN})
${dataHelp}`,

	async run([action, ...args], io) {
		if (action === 'export') await exportTo(args, io);
		else await show(action === undefined ? [] : [action, ...args], io);
	}
};

async function show(args: string[], io: Io): Promise<void> {
	const { values } = readArgs(args, { ...dataFlag, ...filters, limit: { type: 'string' } });
	const limit = Math.min(MOST_SHOWN, Math.floor(number(values, 'limit', 1) ?? SHOWN));
	await atDesks(folderOf(values), io.clock, async (desks) => {
		const found = await desks.auditDesk.search(COMMAND_LINE, questionOf(values), limit);
		if (!found.ok) throw new CommandError(found.detail);
		for (const row of found.rows) io.out(line(row));
	});
}

async function exportTo(args: string[], io: Io): Promise<void> {
	const { values, words } = readArgs(args, { ...dataFlag, ...filters }, ['FILE']);
	const [path = ''] = words;
	await atDesks(folderOf(values), io.clock, async (desks) => {
		const file = newFile(path);
		try {
			const exported = desks.auditDesk.export(COMMAND_LINE, questionOf(values));
			if (!exported.ok) throw new CommandError(exported.detail);
			for await (const part of exported.file) appendFileSync(file, part);
		} finally {
			closeSync(file);
		}
		io.out(`The audit is in ${path}.`);
	});
}

/** Readable by its owner alone, and never in the place of a file that is there. */
function newFile(path: string): number {
	try {
		return openSync(path, 'wx', 0o600);
	} catch (error) {
		const { code, message } = error as NodeJS.ErrnoException;
		throw new CommandError(
			code === 'EEXIST'
				? `${path} is there already; name a new file.`
				: `${path} can't be written: ${message}`
		);
	}
}

function questionOf(values: Parameters<typeof text>[0]) {
	return {
		text: text(values, 'text'),
		kind: text(values, 'action'),
		branch: text(values, 'branch')
	};
}

function line(row: AuditRow): string {
	const { seq, at, actor, action, target, branch, address, detail } = row;
	const rest = [branch ?? '*', address ?? '', JSON.stringify(detail)];
	const cells = [String(seq), new Date(at).toISOString(), actor, action, target, ...rest];
	// What strangers typed may hold anything, also what a terminal obeys.
	return cells.map((cell) => cell.replace(/\p{Cc}/gu, '\ufffd')).join('\t');
}
