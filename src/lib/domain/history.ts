import type {
	CheckRecord,
	EngagementRecord,
	IncidentRecord,
	PitchRecord,
	PromptRecord,
	ReferralRecord,
	ReworkRecord,
	SaleRecord,
	SpellRecord,
	StageRecord,
	TicketRecord
} from '../protocol/index.ts';
import type { Spell } from './devices/device.ts';
import type { Incident } from './devices/incident.ts';
import type { Engagement } from './engagement/engagement.ts';
import type { Prompt } from './engagement/prompt.ts';
import type { Check, Signature } from './opening/check.ts';
import type { Obligation } from './obligations/obligation.ts';
import {
	currentStage,
	overPhase,
	parkedTimeOf,
	stageServiceTime,
	waitOf,
	serviceTimeOf,
	callBeforeService,
	type Ticket
} from './queue/ticket.ts';
import type { Rework } from './rework/rework.ts';
import type { Pitch } from './sales/pitch.ts';
import type { Referral } from './sales/referral.ts';
import type { Sale } from './sales/sale.ts';

/** What history keeps of a ticket, as it stands now. */
export function ticketRecord(branch: string, ticket: Ticket): TicketRecord {
	const stage = currentStage(ticket);
	return {
		branch,
		day: ticket.day,
		number: ticket.number,
		service: stage.service,
		segment: ticket.segment,
		state: ticket.phase.state,
		issuedAt: ticket.issuedAt,
		calledAt: callBeforeService(ticket),
		startedAt: stage.startedAt,
		endedAt: overPhase(ticket)?.endedAt ?? null,
		counter: stage.counter,
		staff: ticket.staff,
		wait: waitOf(ticket),
		serviceTime: serviceTimeOf(ticket),
		parkedTime: parkedTimeOf(ticket),
		requeues: ticket.requeues,
		transfers: ticket.transfers,
		tags: ticket.tags,
		promisedWait: milliseconds(ticket.promised?.wait),
		promisedLow: milliseconds(ticket.promised?.low),
		promisedHigh: milliseconds(ticket.promised?.high),
		rating: ticket.rating,
		divertedTo: ticket.divertedTo
	};
}

function milliseconds(seconds: number | undefined): number | null {
	return seconds === undefined ? null : seconds * 1000;
}

/** One record for each wait of a ticket. The call of a stage that nobody answered ends no wait. */
export function stageRecords(branch: string, ticket: Ticket): StageRecord[] {
	return ticket.stages.map((stage, index) => {
		const answered =
			stage.startedAt !== null ||
			(stage.end !== 'no_show' && stage.end !== 'abandoned' && stage.end !== 'cancelled');
		const waitEnd = answered ? (stage.calledAt ?? stage.startedAt) : stage.endedAt;
		return {
			branch,
			day: ticket.day,
			number: ticket.number,
			stage: index,
			service: stage.service,
			enteredAt: stage.enteredAt,
			calledAt: stage.calledAt,
			startedAt: stage.startedAt,
			endedAt: stage.endedAt,
			counter: stage.counter,
			end: stage.end,
			wait: waitEnd === null ? null : Math.max(0, waitEnd - stage.enteredAt),
			serviceTime: stageServiceTime(stage)
		};
	});
}

export function promptRecord(branch: string, prompt: Prompt): PromptRecord {
	const { phase } = prompt;
	const record = {
		branch,
		id: prompt.id,
		day: prompt.day,
		rule: prompt.rule,
		ticket: prompt.ticket,
		service: prompt.service,
		level: prompt.level,
		raisedAt: prompt.raisedAt
	};
	switch (phase.state) {
		case 'open':
			return { ...record, acceptedAt: null, assignee: null, closedAt: null, outcome: null };
		case 'accepted':
			return {
				...record,
				acceptedAt: phase.acceptedAt,
				assignee: phase.staff,
				closedAt: null,
				outcome: null
			};
		case 'closed':
			return {
				...record,
				acceptedAt: phase.acceptedAt,
				assignee: phase.staff,
				closedAt: phase.closedAt,
				outcome: phase.outcome
			};
	}
}

/** Kept with the prompts, of which they are the other kind: no service, and `done` where somebody saw to it. */
export function obligationRecord(branch: string, obligation: Obligation): PromptRecord {
	const { phase } = obligation;
	const closed = phase.state === 'closed';
	return {
		branch,
		id: obligation.id,
		day: obligation.day,
		rule: obligation.rule,
		ticket: obligation.ticket,
		service: null,
		level: obligation.level,
		raisedAt: obligation.raisedAt,
		acceptedAt: phase.state === 'open' ? null : phase.acceptedAt,
		assignee: phase.state === 'open' ? null : phase.staff,
		closedAt: closed ? phase.closedAt : null,
		outcome: closed ? obligationOutcome(phase) : null
	};
}

function obligationOutcome({ staff, byItself }: Closed): PromptRecord['outcome'] {
	if (staff !== null) return 'done';
	return byItself === true ? 'passed' : 'left';
}

type Closed = Extract<Obligation['phase'], { state: 'closed' }>;

export function reworkRecord(branch: string, rework: Rework): ReworkRecord {
	return { branch, ...rework };
}

export function engagementRecord(branch: string, engagement: Engagement): EngagementRecord {
	const { id, day, at, staff, number, prompt, need, product, result, outflow } = engagement;
	return {
		branch,
		id,
		day,
		at,
		staff,
		number,
		prompt,
		need,
		product,
		result,
		outflowKept: outflow === null ? null : Number(outflow.kept),
		outflowAmount: outflow?.amount ?? null,
		outflowCurrency: outflow?.currency ?? null,
		undone: Number(engagement.undone)
	};
}

export function pitchRecord(branch: string, pitch: Pitch): PitchRecord {
	const { toldWait, leaflet, undone, ...rest } = pitch;
	return {
		branch,
		...rest,
		toldWait: Number(toldWait),
		leaflet: Number(leaflet),
		undone: Number(undone)
	};
}

export function referralRecord(branch: string, referral: Referral): ReferralRecord {
	const { met: _, offer, ...rest } = referral;
	return { branch, ...rest, asked: offer.had.length };
}

export function saleRecord(branch: string, sale: Sale): SaleRecord {
	return { branch, ...sale, cancelled: Number(sale.cancelled) };
}

export function spellRecord(branch: string, spell: Spell): SpellRecord {
	const { device, from, to, state, service, cause } = spell;
	const functions = Object.entries(spell.functions).filter(([, how]) => how !== 'ok');
	return {
		branch,
		device,
		from,
		to,
		state,
		service,
		cause,
		functions: Object.fromEntries(functions)
	};
}

export function incidentRecord(branch: string, incident: Incident): IncidentRecord {
	const { missed, effect: _effect, heardAt: _h, raisedAt: _r, resting: _s, ...rest } = incident;
	return { branch, ...rest, tickets: missed.length };
}

export function checkRecord(branch: string, check: Check): CheckRecord {
	const { owner, ...rest } = check;
	return { branch, ...rest, owner: owner ?? '', ok: Number(check.ok), late: Number(check.late) };
}

/** Kept with the checks, as that of the whole list: its item is empty. */
export function signatureRecord(branch: string, signature: Signature): CheckRecord {
	const { owner, ...rest } = signature;
	const whole = { item: '', owner: owner ?? '', ok: 1, note: null, photo: null };
	return { branch, ...rest, ...whole, late: Number(signature.late) };
}
