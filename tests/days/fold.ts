import { decide, evolve } from '#lib/domain/branch.ts';
import { Changes } from '#lib/domain/changes.ts';
import { configOf } from '#lib/domain/config/config.ts';
import { incidentRecord, promptRecord, stageRecords, ticketRecord } from '#lib/domain/history.ts';
import { newState } from '#lib/domain/state.ts';
import type { BranchState } from '#lib/domain/state.ts';
import { takeDue } from '#lib/domain/time/passing.ts';
import type {
	BranchFile,
	IncidentRecord,
	IncomingEvent,
	PromptRecord,
	StageRecord,
	TicketRecord
} from '#lib/protocol/index.ts';

/** What a branch's rules made of some events. */
export interface Folded {
	state: BranchState;
	tickets: TicketRecord[];
	stages: StageRecord[];
	prompts: PromptRecord[];
	/** In the order in which they began. */
	incidents: IncidentRecord[];
	refused: { event: IncomingEvent; code: string; detail: string }[];
}

/** Puts events through the rules as a server would on an event clock, without any server. */
export function fold(file: BranchFile, events: Iterable<IncomingEvent>): Folded {
	const config = configOf({ ...file, clock: 'event' });
	const state = newState(config);
	const tickets = new Map<string, TicketRecord>();
	const stages = new Map<string, StageRecord>();
	const prompts = new Map<string, PromptRecord>();
	const incidents = new Map<string, IncidentRecord>();
	const refused: Folded['refused'] = [];
	const keep = (changes: Changes) => {
		for (const ticket of changes.tickets) {
			tickets.set(`${ticket.day} ${ticket.number}`, ticketRecord(file.id, ticket));
			for (const record of stageRecords(file.id, ticket)) {
				stages.set(`${record.day} ${record.number} ${record.stage}`, record);
			}
		}
		for (const each of changes.incidents) incidents.set(each.id, incidentRecord(file.id, each));
		for (const prompt of changes.prompts) prompts.set(prompt.id, promptRecord(file.id, prompt));
	};
	const pass = (until: number) => {
		for (;;) {
			const changes = new Changes();
			const due = takeDue(state, until, until, changes);
			if (due !== undefined) evolve(state, due, changes);
			keep(changes);
			if (due === undefined) return;
		}
	};
	for (const event of events) {
		const now = Math.max(state.clock, event.at);
		pass(now);
		const decided = decide(state, { origin: 'machine', event }, now);
		if ('refusal' in decided) {
			refused.push({ event, ...decided.refusal });
			continue;
		}
		const changes = new Changes();
		evolve(state, { ...decided.event, recordedAt: now }, changes);
		keep(changes);
	}
	return {
		state,
		tickets: [...tickets.values()],
		stages: [...stages.values()],
		prompts: [...prompts.values()],
		incidents: [...incidents.values()],
		refused
	};
}
