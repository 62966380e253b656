import { isWebhookKind, WEBHOOK_KINDS } from '#lib/protocol/webhooks.ts';
import { COMMAND_LINE } from '../access/access.ts';
import { readConfig } from '../config.ts';
import type { Desks } from '../desks.ts';
import type { ReplayRequest, WebhookSummary } from '../webhooks/desk.ts';
import { CommandError, number, readArgs, required, text, UsageError } from './command.ts';
import type { Command, Io, Values } from './command.ts';
import { date } from './dates.ts';
import { atDesks } from './desks.ts';
import { dataFlag, dataHelp, folderOf } from './folder.ts';

export const webhook: Command = {
	name: 'webhook',
	usage: 'add|list|remove|replay …',
	about: 'says where prompts, referrals and sales are told to, and tells them again',
	help: `  foyer webhook add --branch ID --url URL [--kinds a,b]
  foyer webhook list
  foyer webhook remove ID
  foyer webhook replay ID --dead | --event SEQ | --from SEQ | --since INSTANT

add prints the secret once, alone on the last line. Only hosts of FOYER_WEBHOOK_HOSTS are sent to, by the server as by this
command. replay sends again, each event under the webhook-id that it had. docs/webhooks.md says more.

  --branch ID        the branch whose events it is
  --url URL          where they are posted to
  --kinds a,b        what it is told of: ${WEBHOOK_KINDS.join(', ')}; otherwise all of them
  --dead             whatever was given up
  --event SEQ        one event, by its number
  --from SEQ         everything from an event on
  --since INSTANT    everything since then, like 2026-11-25T10:24:00+08:00
${dataHelp}`,

	async run([action, ...args], io) {
		if (action === 'add') await add(args, io);
		else if (action === 'list') await list(args, io);
		else if (action === 'remove') await remove(args, io);
		else if (action === 'replay') await replay(args, io);
		else {
			throw new UsageError(
				'Say what to do with webhooks: foyer webhook add, list, remove or replay.'
			);
		}
	}
};

async function add(args: string[], io: Io): Promise<void> {
	const { values } = readArgs(args, {
		...dataFlag,
		branch: { type: 'string' },
		url: { type: 'string' },
		kinds: { type: 'string' }
	});
	const branch = required(values, 'branch');
	const url = required(values, 'url');
	const kinds = text(values, 'kinds')
		?.split(',')
		.map((kind) => kind.trim()) ?? [...WEBHOOK_KINDS];
	const unknown = kinds.find((kind) => !isWebhookKind(kind));
	if (unknown !== undefined) {
		throw new UsageError(`There is no kind "${unknown}"; choose from ${WEBHOOK_KINDS.join(', ')}.`);
	}
	await at(values, io, (desk) => {
		const made = desk.create(COMMAND_LINE, { branch, url, kinds });
		if (!made.ok) throw new CommandError(made.detail);
		io.out(`Webhook ${made.id} of ${branch}. Its secret, shown this once:`);
		io.out(made.secret);
	});
}

async function list(args: string[], io: Io): Promise<void> {
	const { values } = readArgs(args, dataFlag);
	await at(values, io, (desk) => {
		for (const each of desk.list(COMMAND_LINE)) {
			const { id, branch, kinds, waiting, dead, url } = each;
			const left = `${waiting} waiting, ${dead} dead`;
			io.out([id, branch, kinds.join(), stateOf(each), left, url].join('\t'));
		}
	});
}

async function remove(args: string[], io: Io): Promise<void> {
	const { values, words } = readArgs(args, dataFlag, ['ID']);
	const [id = ''] = words;
	await at(values, io, (desk) => {
		if (!desk.remove(COMMAND_LINE, id).ok) throw unknownId(id);
		io.out(`Webhook ${id} is removed.`);
	});
}

async function replay(args: string[], io: Io): Promise<void> {
	const { values, words } = readArgs(
		args,
		{
			...dataFlag,
			dead: { type: 'boolean' },
			event: { type: 'string' },
			from: { type: 'string' },
			since: { type: 'string' }
		},
		['ID']
	);
	const [id = ''] = words;
	const what = requestOf(values);
	await at(values, io, (desk) => {
		const done = desk.replay(COMMAND_LINE, id, what);
		if (done.ok) io.out(replayed(what, done.count));
		else throw done.code === 'unknown_webhook' ? unknownId(id) : new CommandError(done.detail);
	});
}

function requestOf(values: Values): ReplayRequest {
	const event = number(values, 'event', 1);
	const from = number(values, 'from', 1);
	const since = text(values, 'since');
	const at = since === undefined ? undefined : Date.parse(since);
	if (Number.isNaN(at)) {
		throw new UsageError(
			`--since "${since}" is not an instant like 2026-11-25T10:24:00+08:00; see --help.`
		);
	}
	const given: ReplayRequest[] = [
		...(values.dead === true ? [{ dead: true as const }] : []),
		...(event === undefined ? [] : [{ seq: event }]),
		...(from === undefined ? [] : [{ from }]),
		...(at === undefined ? [] : [{ since: at }])
	];
	const [what, more] = given;
	if (what !== undefined && more === undefined) return what;
	throw new UsageError('Say what to tell again: one of --dead, --event, --from and --since.');
}

function replayed(what: ReplayRequest, count: number): string {
	return 'dead' in what || 'seq' in what
		? `${count} deliveries are due again.`
		: `${count} events are looked through again.`;
}

function stateOf({ stopped, stoppedAt, failingSince, allowed }: WebhookSummary): string {
	if (stopped !== null) return `${stopped} since ${date(stoppedAt ?? 0)}`;
	if (!allowed) return 'host not allowed';
	return failingSince === null ? 'on' : `failing since ${date(failingSince)}`;
}

function unknownId(id: string): CommandError {
	return new CommandError(`There is no webhook "${id}"; see foyer webhook list.`);
}

function at(values: Values, io: Io, work: (desk: Desks['webhooks']) => void): Promise<void> {
	const { webhookHosts } = readConfig();
	return atDesks(folderOf(values), io.clock, ({ webhooks }) => work(webhooks), webhookHosts);
}
