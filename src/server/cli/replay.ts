import { closeSync, writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import type { BranchFile } from '#lib/protocol/index.ts';
import { feed } from '../replay/feed.ts';
import { formatNamed, LOG_FORMATS } from '../replay/formats.ts';
import { layOver, managerIds, withStaff } from '../replay/lobby-managers.ts';
import type { LobbyManagers } from '../replay/lobby-managers.ts';
import { LogError } from '../replay/log.ts';
import type { Log, LogFormat } from '../replay/log.ts';
import { predictionsCsv } from '../replay/predictions.ts';
import { contactReportOf } from '../replay/contact-report.ts';
import { outageReportOf } from '../replay/outage-report.ts';
import { replayedTickets, reportOf } from '../replay/report.ts';
import { CommandError, day, number, readArgs, required, text, UsageError } from './command.ts';
import type { Command, Values } from './command.ts';
import { openForWriting, readText } from './files.ts';
import { dataFlag, dataHelp, folderOf } from './folder.ts';
import { openOperator } from './operator.ts';
import type { Operator } from './operator.ts';
import { tellContacts, tellOutages, tellTickets } from './replay-report.ts';

const formats = LOG_FORMATS.map(({ name, about }) => `  ${name.padEnd(18)} ${about}`).join('\n');

export const replay: Command = {
	name: 'replay',
	usage:
		'--format FORMAT --file FILE [--day D] [--branch ID] [--speed max|N] [--report json] [--predictions OUT.csv] [--lobby-managers N --seed S]',
	about: 'feeds a log through the same write path as every other source',
	help: `Formats:
${formats}

The branch's clock has to be "event": then it is the latest event time seen, and waits and prompts are
exact at any speed. A branch that does not exist is made from what the log shows. What a format leaves
out is counted by reason; lines that can't be read are named on stderr by number, and the rest replays.
The same log again changes nothing. Works whether or not the server runs.

  --day D            only tickets issued, or outages that began, on this day (YYYY-MM-DD)
  --branch ID        the branch; otherwise one named like the format
  --speed max|N      as fast as the disk takes it (max), or N times as fast as it happened
  --report json      one JSON object with the figures, instead of a few lines
  --predictions OUT  writes the estimates as they were shown at issue, one row a ticket, as CSV
  --lobby-managers N simulates so many lobby managers over a log of tickets: they accept prompts, talk and
                     refer. Waits stay the log's own; the report says what came of the prompts, by rule
  --seed S           other talks (1); the same seed is the same talks
${dataHelp}`,

	async run(args, io) {
		const { values } = readArgs(args, {
			...dataFlag,
			format: { type: 'string' },
			file: { type: 'string' },
			day: { type: 'string' },
			branch: { type: 'string' },
			speed: { type: 'string' },
			report: { type: 'string' },
			predictions: { type: 'string' },
			'lobby-managers': { type: 'string' },
			seed: { type: 'string' }
		});
		const format = formatOf(required(values, 'format'));
		const path = required(values, 'file');
		const speed = speedOf(values);
		const only = day(values, 'day');
		if (values.report !== undefined && values.report !== 'json') {
			throw new UsageError(
				`--report "${values.report as string}" is not known; write --report json.`
			);
		}
		const out = text(values, 'predictions');
		if (out !== undefined && format.of !== 'tickets') {
			throw new UsageError(`Nobody waits in ${format.name}: leave --predictions out.`);
		}
		const managers = managersOf(values, format);
		growSlowly();
		const content = readText(path);
		const predictions = out === undefined ? null : openForWriting(out);
		const operator = openOperator(folderOf(values), io.clock);
		try {
			const id = text(values, 'branch');
			const known = id === undefined ? undefined : operator.branch(id);
			const read = readLog(format, path, content, only, known);
			for (const { line, why } of read.broken) io.err(`${path}, line ${line}: ${why}`);
			const staffed = managers === undefined ? read : withManagers(read, managers);
			const branch = await branchFor(operator, staffed, id);
			const log =
				managers === undefined ? read : laidOver(staffed, operator.branch(branch), managers);
			const { clock } = io;
			growNoMore();
			const fed = await feed(log.events, {
				send: (events) => operator.send(branch, events),
				speed,
				clock
			});
			for (const [code, refused] of fed.refused) {
				io.err(`${refused.count} events refused, ${code}: ${refused.detail}`);
			}
			if (predictions !== null) {
				const tickets = replayedTickets(log, operator.history, branch);
				const zone = operator.branch(branch)?.timeZone ?? 'UTC';
				writeFileSync(predictions, predictionsCsv(tickets, zone));
			}
			const { history } = operator;
			const asJson = values.report === 'json';
			if (format.of === 'contacts') {
				const report = contactReportOf(log, fed, history, branch);
				if (asJson) io.out(JSON.stringify(report));
				else tellContacts(io, branch, report);
			} else if (format.of === 'outages') {
				const report = outageReportOf(log, fed, history, operator.branch(branch)!);
				if (asJson) io.out(JSON.stringify(report));
				else tellOutages(io, branch, report);
			} else {
				const report = reportOf(format, log, fed, history, branch, managers);
				if (asJson) io.out(JSON.stringify(report));
				else tellTickets(io, branch, report);
			}
		} finally {
			await operator.close();
			if (predictions !== null) closeSync(predictions);
		}
	}
};

/** No lobby has more. */
const MOST_MANAGERS = 20;

/** Heaps grow little beyond what is used: reading makes much garbage and keeps little. */
function growSlowly(): void {
	setFlagsFromString('--heap-growing-percent=20');
}

/** Sending makes nothing that lasts, so that the young generation needs no more room than reading took. */
function growNoMore(): void {
	setFlagsFromString('--semi-space-growth-factor=1');
}

function formatOf(name: string): LogFormat {
	const format = formatNamed(name);
	if (format !== undefined) return format;
	const names = LOG_FORMATS.map((each) => each.name).join(', ');
	throw new UsageError(`There is no format "${name}"; choose from ${names}.`);
}

function managersOf(values: Values, format: LogFormat): LobbyManagers | undefined {
	const count = number(values, 'lobby-managers', 1);
	const seed = number(values, 'seed', 0);
	if (count === undefined) {
		if (seed === undefined) return undefined;
		throw new UsageError('--seed is for simulated people: say how many with --lobby-managers.');
	}
	if (format.of !== 'tickets') {
		throw new UsageError(`Nobody waits in ${format.name}: leave --lobby-managers out.`);
	}
	if (!Number.isInteger(count) || count > MOST_MANAGERS || !Number.isInteger(seed ?? 1)) {
		throw new UsageError(`Write whole numbers: --lobby-managers 1 to ${MOST_MANAGERS}, --seed.`);
	}
	return { count, seed: seed ?? 1 };
}

function withManagers(log: Log, { count }: LobbyManagers): Log {
	return { ...log, branch: log.branch === null ? null : withStaff(log.branch, count) };
}

function laidOver(log: Log, file: BranchFile | undefined, managers: LobbyManagers): Log {
	const known = new Set(file?.staff?.map(({ id }) => id));
	if (file === undefined || managerIds(managers.count).some((id) => !known.has(id))) {
		throw new CommandError(
			'That branch has no simulated lobby managers; replay into one that is not there yet, with --branch.'
		);
	}
	return layOver(log, file, managers);
}

/** Undefined: as fast as it goes. */
function speedOf(values: Values): number | undefined {
	if (values.speed === undefined || values.speed === 'max') return undefined;
	const speed = number(values, 'speed', 0);
	if (speed === 0)
		throw new UsageError('--speed 0 would never end; write max or a number above 0.');
	return speed;
}

function readLog(
	format: LogFormat,
	path: string,
	content: string,
	only: string | undefined,
	known: BranchFile | undefined
): Log {
	try {
		return format.read(content, {
			...(only === undefined ? {} : { day: only }),
			...(known === undefined ? {} : { timeZone: known.timeZone })
		});
	} catch (error) {
		if (!(error instanceof LogError)) throw error;
		throw new CommandError(`${path} is no ${format.name} log. ${error.message}`);
	}
}

/** The branch to replay into, made from the log if need be. */
async function branchFor(operator: Operator, log: Log, named: string | undefined): Promise<string> {
	const id = named ?? log.branch?.id;
	if (id === undefined) {
		throw new UsageError('This format shows no branch: name an existing one with --branch.');
	}
	const known = operator.branch(id);
	if (known !== undefined) {
		if (known.clock === 'event') return id;
		throw new CommandError(
			`Branch "${id}" lives by the clock on the wall; replay into one whose "clock" is "event".`
		);
	}
	if (log.branch === null) {
		throw new CommandError(`There is no branch "${id}"; make it with foyer apply first.`);
	}
	const answer = await operator.apply({ ...log.branch, id });
	if (answer.ok) return id;
	const [issue] = answer.issues;
	throw new CommandError(`No branch can be made from this log: ${issue?.path} ${issue?.detail}`);
}
