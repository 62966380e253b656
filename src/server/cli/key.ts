import { isScope, SCOPES } from '#lib/protocol/roles.ts';
import { COMMAND_LINE } from '../access/access.ts';
import { BOTH_WORK } from '../key-desk.ts';
import { CommandError, day, number, readArgs, required, text, UsageError } from './command.ts';
import type { Command, Io } from './command.ts';
import { date } from './dates.ts';
import { atDesks } from './desks.ts';
import { dataFlag, dataHelp, folderOf } from './folder.ts';

export const key: Command = {
	name: 'key',
	usage: 'create|list|rotate|revoke …',
	about: 'makes, shows, rotates and revokes API keys',
	help: `  foyer key create --branch ID --scopes a,b [--name N] [--expires DAY]
  foyer key list
  foyer key rotate ID [--days N]
  foyer key revoke ID

rotate makes a second key for the same machine; the first works on for N days (7), so that the machine can
change over without a gap. create and rotate print the secret once, alone on the last line; only its hash is kept. Scopes:
  events:write    send events
  devices:write   send events of devices only
  read            views of every screen without personal fields, statistics
  read:personal   customers' names and references too
  export          exports
  metrics         /metrics

  --branch ID        the branch that the key is for
  --all-branches     instead of --branch: a key for all; its events name theirs
  --expires DAY      not valid from that day on (YYYY-MM-DD, UTC)
${dataHelp}`,

	async run([action, ...args], io) {
		if (action === 'create') await create(args, io);
		else if (action === 'list') await list(args, io);
		else if (action === 'rotate') await rotate(args, io);
		else if (action === 'revoke') await revoke(args, io);
		else
			throw new UsageError('Say what to do with keys: foyer key create, list, rotate or revoke.');
	}
};

async function create(args: string[], io: Io): Promise<void> {
	const { values } = readArgs(args, {
		...dataFlag,
		branch: { type: 'string' },
		'all-branches': { type: 'boolean' },
		scopes: { type: 'string' },
		name: { type: 'string' },
		expires: { type: 'string' }
	});
	const forAll = values['all-branches'] === true;
	if (forAll && values.branch !== undefined) {
		throw new UsageError(
			'A key is for one branch or for all: leave out --branch or --all-branches.'
		);
	}
	const branch = forAll ? null : required(values, 'branch');
	const scopes = required(values, 'scopes')
		.split(',')
		.map((scope) => scope.trim());
	const unknown = scopes.find((scope) => !isScope(scope));
	if (unknown !== undefined) {
		throw new UsageError(`There is no scope "${unknown}"; choose from ${SCOPES.join(', ')}.`);
	}
	const expires = day(values, 'expires');
	await atDesks(folderOf(values), io.clock, (desks) => {
		const made = desks.keys.create(COMMAND_LINE, {
			branch,
			scopes,
			name: text(values, 'name') ?? '',
			expiresAt: expires === undefined ? null : Date.parse(`${expires}T00:00:00Z`)
		});
		if (!made.ok) throw new CommandError(made.detail);
		io.out(`Key ${made.id} for ${branch ?? 'all branches'}. Its secret, shown this once:`);
		io.out(made.secret);
	});
}

async function list(args: string[], io: Io): Promise<void> {
	const { values } = readArgs(args, dataFlag);
	await atDesks(folderOf(values), io.clock, (desks) => {
		const now = io.clock.real();
		for (const each of desks.keys.list(COMMAND_LINE)) {
			const state =
				each.revokedAt !== null
					? `revoked ${date(each.revokedAt)}`
					: each.expiresAt === null
						? 'valid'
						: each.expiresAt <= now
							? `expired ${date(each.expiresAt)}`
							: `valid until ${date(each.expiresAt)}`;
			const used = each.lastUsedAt === null ? 'never used' : `used ${date(each.lastUsedAt)}`;
			io.out([each.id, each.branch ?? '*', each.scopes.join(), state, used, each.name].join('\t'));
		}
	});
}

async function rotate(args: string[], io: Io): Promise<void> {
	const { values, words } = readArgs(args, { ...dataFlag, days: { type: 'string' } }, ['ID']);
	const [id = ''] = words;
	const days = number(values, 'days', 0);
	const both = days === undefined ? BOTH_WORK : days * 86_400_000;
	await atDesks(folderOf(values), io.clock, (desks) => {
		const until = io.clock.real() + both;
		const made = desks.keys.rotate(COMMAND_LINE, id, both);
		if (!made.ok) throw new CommandError(`There is no valid key "${id}"; see foyer key list.`);
		io.out(`Key ${made.id} takes over from ${id}, which works until ${date(until)} at the latest.`);
		io.out('Its secret, shown this once:');
		io.out(made.secret);
	});
}

async function revoke(args: string[], io: Io): Promise<void> {
	const { values, words } = readArgs(args, dataFlag, ['ID']);
	const [id = ''] = words;
	await atDesks(folderOf(values), io.clock, (desks) => {
		if (!desks.keys.revoke(COMMAND_LINE, id).ok) {
			throw new CommandError(`There is no valid key "${id}"; see foyer key list.`);
		}
		io.out(`Key ${id} is revoked.`);
	});
}
