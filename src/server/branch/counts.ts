import type { Origin } from '#lib/domain/event.ts';
import type { LoggedEvent } from '../store/types.ts';

/** On disk so long after it was due, a prompt is late. Milliseconds of the branch's clock. */
const LATE_AFTER = 1_000;

type Kind = 'accepted' | 'duplicate' | 'refused';

/** What became of commands, and of prompts, since the start: of what is on disk. */
export class BranchCounts {
	readonly commands: Record<Origin, Record<Kind, number>> = {
		machine: { accepted: 0, duplicate: 0, refused: 0 },
		person: { accepted: 0, duplicate: 0, refused: 0 }
	};
	readonly prompts = { raised: 0, late: 0 };

	noteCommands(commands: readonly { origin: Origin }[], outcomes: readonly { kind: Kind }[]): void {
		for (let index = 0; index < commands.length; index += 1) {
			const command = commands[index];
			const outcome = outcomes[index];
			if (command !== undefined && outcome !== undefined) {
				this.commands[command.origin][outcome.kind] += 1;
			}
		}
	}

	noteEvent({ type, at, recordedAt }: LoggedEvent): void {
		if (type !== 'prompt.raised') return;
		this.prompts.raised += 1;
		if (recordedAt - at > LATE_AFTER) this.prompts.late += 1;
	}
}
