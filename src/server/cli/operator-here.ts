import { COMMAND_LINE } from '../access/access.ts';
import { App } from '../app.ts';
import type { AuditLog } from '../audit.ts';
import type { Branch, Command } from '../branch.ts';
import type { Clock } from '../clock.ts';
import { readConfig } from '../config.ts';
import type { LogEvent } from '../replay/event-list.ts';
import { CommandError } from './command.ts';
import type { Operator, Tally } from './operator.ts';

/** No server runs on the folder: this process is one for a moment, without a port. Throws a StoreError. */
export function openHere(folder: string, clock: Clock, audit?: AuditLog): Operator {
	const app = new App(readConfig(undefined, { data: folder }), clock, { audit });
	return {
		apply: (file) => app.apply(file),
		branch: (id) => app.branches.get(id)?.file,
		send: (id, events) => {
			const branch = app.branches.get(id);
			if (branch === undefined) throw new CommandError(`There is no branch "${id}".`);
			return send(branch, events);
		},
		erase: (request) => app.personal.erase(COMMAND_LINE, request),
		history: app.store.history,
		close: () => app.dispose()
	};
}

async function send(branch: Branch, events: readonly LogEvent[]): Promise<Tally> {
	const commands: Command[] = events.map((event) => ({ origin: 'machine', ...event }));
	const tally: Tally = { accepted: 0, duplicates: 0, refused: [] };
	const outcomes = await branch.accept(commands);
	outcomes.forEach((outcome, index) => {
		if (outcome.kind === 'accepted') tally.accepted += 1;
		else if (outcome.kind === 'duplicate') tally.duplicates += 1;
		else if (outcome.kind === 'refused') {
			const { code, detail } = outcome;
			tally.refused.push({ id: commands[index]?.id ?? '', code, detail });
		}
	});
	return tally;
}
