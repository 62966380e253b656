import { isRole, ROLES } from '#lib/protocol/roles.ts';
import { COMMAND_LINE } from '../access/access.ts';
import type { Person } from '../store/types.ts';
import { CommandError, readArgs, required, text, UsageError } from './command.ts';
import type { Command, Io } from './command.ts';
import { atDesks } from './desks.ts';
import type { Desks } from '../desks.ts';
import { dataFlag, dataHelp, folderOf } from './folder.ts';

export const user: Command = {
	name: 'user',
	usage: 'create|list|reset|disable|enable …',
	about: 'makes people who sign in, gives them new passwords, shuts them out',
	help: `  foyer user create --username U --role R --branch ID [--name N] [--staff ID]
  foyer user list
  foyer user reset USERNAME
  foyer user disable USERNAME
  foyer user enable USERNAME

create and reset print a one-time password, alone on the last line. Whoever signs in with it chooses their own at
once. reset and disable end every session of theirs. Open screens follow within two seconds. Roles:
  ${ROLES.join(', ')}

  --branch ID        the branch that they work in; only an administrator may do without, and has all of them
  --name N           as colleagues call them; otherwise the username
  --staff ID         who they are in the branch file's staff
${dataHelp}`,

	async run([action, ...args], io) {
		if (action === 'create') await create(args, io);
		else if (action === 'list') await list(args, io);
		else if (action === 'reset') await reset(args, io);
		else if (action === 'disable') await setDisabled(args, io, true);
		else if (action === 'enable') await setDisabled(args, io, false);
		else {
			throw new UsageError(
				'Say what to do with people: foyer user create, list, reset, disable or enable.'
			);
		}
	}
};

async function create(args: string[], io: Io): Promise<void> {
	const { values } = readArgs(args, {
		...dataFlag,
		username: { type: 'string' },
		role: { type: 'string' },
		branch: { type: 'string' },
		name: { type: 'string' },
		staff: { type: 'string' }
	});
	const username = required(values, 'username');
	const role = required(values, 'role');
	if (!isRole(role)) {
		throw new UsageError(`There is no role "${role}"; choose from ${ROLES.join(', ')}.`);
	}
	const branch = role === 'administrator' ? text(values, 'branch') : required(values, 'branch');
	await atDesks(folderOf(values), io.clock, async (desks) => {
		const made = await desks.accounts.create(COMMAND_LINE, {
			username,
			name: text(values, 'name') ?? '',
			role,
			branch: branch ?? null,
			staff: text(values, 'staff') ?? null
		});
		if (!made.ok) throw new CommandError(made.detail);
		io.out(`${made.person.username}, ${role} of ${branch ?? 'all branches'}.`);
		tellPassword(io, made.password ?? '');
	});
}

async function list(args: string[], io: Io): Promise<void> {
	const { values } = readArgs(args, dataFlag);
	await atDesks(folderOf(values), io.clock, (desks) => {
		for (const each of desks.accounts.list(COMMAND_LINE)) {
			const last = desks.accounts.lastSignIn(COMMAND_LINE, each.id);
			const state = each.disabledAt === null ? 'enabled' : 'disabled';
			const factor = each.twoFactor ? 'second factor' : 'password only';
			const seen = last === null ? 'never signed in' : `signed in ${instant(last)}`;
			const who = [each.username ?? each.id, each.role, each.branch ?? '*', each.staff ?? ''];
			io.out([...who, state, factor, seen, each.name].join('\t'));
		}
	});
}

async function reset(args: string[], io: Io): Promise<void> {
	const { values, words } = readArgs(args, dataFlag, ['USERNAME']);
	await atDesks(folderOf(values), io.clock, async (desks) => {
		const person = named(desks, words[0] ?? '');
		const done = await desks.accounts.resetPassword(COMMAND_LINE, person.id);
		if (!done.ok) throw new CommandError(done.detail);
		io.out(`${person.username} has a new password and is signed out everywhere.`);
		tellPassword(io, done.password);
	});
}

async function setDisabled(args: string[], io: Io, disabled: boolean): Promise<void> {
	const { values, words } = readArgs(args, dataFlag, ['USERNAME']);
	await atDesks(folderOf(values), io.clock, (desks) => {
		const person = named(desks, words[0] ?? '');
		const disabledAt = disabled ? (person.disabledAt ?? io.clock.real()) : null;
		const done = desks.accounts.change(COMMAND_LINE, person.id, { disabledAt });
		if (!done.ok) throw new CommandError(done.detail);
		io.out(`${person.username} ${disabled ? 'can no longer sign in.' : 'can sign in.'}`);
	});
}

function named(desks: Desks, username: string): Person {
	const wanted = username.toLowerCase().normalize('NFC');
	const found = desks.accounts.list(COMMAND_LINE).find((each) => each.username === wanted);
	if (found === undefined) {
		throw new CommandError(`There is nobody called "${username}"; see foyer user list.`);
	}
	return found;
}

function tellPassword(io: Io, password: string): void {
	io.out('One-time password, shown this once; it has to be changed at the first sign-in:');
	io.out(password);
}

function instant(at: number): string {
	return new Date(at).toISOString().slice(0, 16).concat('Z');
}
