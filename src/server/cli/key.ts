import { openKeys } from '../store/index.ts';
import { CommandError, day, readArgs, required, text, UsageError } from './command.ts';
import type { Command, Io } from './command.ts';
import { dataFlag, dataHelp, folderOf } from './folder.ts';

/** What a key can be good for. */
const SCOPES = ['events:write', 'read', 'read:personal', 'export', 'metrics'] as const;

export const key: Command = {
	name: 'key',
	usage: 'create|list|revoke …',
	about: 'makes, shows and revokes API keys',
	help: `  foyer key create --branch ID --scopes a,b [--name N] [--expires DAY]
  foyer key list
  foyer key revoke ID

create prints the secret once, alone on the last line; only its hash is kept. Scopes:
  events:write    send events
  read            views of every screen without personal fields, statistics
  read:personal   customers' names and references too
  export          exports
  metrics         /metrics

  --branch ID        the branch that the key is for
  --all-branches     instead of --branch: a key for all; its events name theirs
  --expires DAY      not valid from that day on (YYYY-MM-DD, UTC)
${dataHelp}`,

	async run([action, ...args], io) {
		if (action === 'create') create(args, io);
		else if (action === 'list') list(args, io);
		else if (action === 'revoke') revoke(args, io);
		else throw new UsageError('Say what to do with keys: foyer key create, list or revoke.');
	}
};

function create(args: string[], io: Io): void {
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
	const unknown = scopes.find((scope) => !SCOPES.includes(scope as (typeof SCOPES)[number]));
	if (unknown !== undefined) {
		throw new UsageError(`There is no scope "${unknown}"; choose from ${SCOPES.join(', ')}.`);
	}
	const expires = day(values, 'expires');
	const keys = openKeys(folderOf(values));
	try {
		const made = keys.create(
			{
				branch,
				scopes: [...new Set(scopes)],
				name: text(values, 'name') ?? '',
				expiresAt: expires === undefined ? null : Date.parse(`${expires}T00:00:00Z`)
			},
			io.clock.real()
		);
		io.out(`Key ${made.id} for ${branch ?? 'all branches'}. Its secret, shown this once:`);
		io.out(made.secret);
	} finally {
		keys.close();
	}
}

function list(args: string[], io: Io): void {
	const { values } = readArgs(args, dataFlag);
	const keys = openKeys(folderOf(values));
	try {
		const now = io.clock.real();
		for (const each of keys.list()) {
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
	} finally {
		keys.close();
	}
}

function revoke(args: string[], io: Io): void {
	const { values, words } = readArgs(args, dataFlag, ['ID']);
	const [id = ''] = words;
	const keys = openKeys(folderOf(values));
	try {
		if (!keys.revoke(id, io.clock.real())) {
			throw new CommandError(`There is no valid key "${id}"; see foyer key list.`);
		}
		io.out(`Key ${id} is revoked.`);
	} finally {
		keys.close();
	}
}

function date(at: number): string {
	return new Date(at).toISOString().slice(0, 10);
}
