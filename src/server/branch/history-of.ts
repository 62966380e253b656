import type { Changes } from '#lib/domain/changes.ts';
import {
	checkRecord,
	engagementRecord,
	incidentRecord,
	obligationRecord,
	pitchRecord,
	promptRecord,
	referralRecord,
	reworkRecord,
	saleRecord,
	signatureRecord,
	spellRecord,
	stageRecords,
	ticketRecord
} from '#lib/domain/history.ts';
import type { Group } from '../store/types.ts';

/** The rows of history that some changes of a branch come to. */
export function historyOf(
	branch: string,
	changes: Changes
): Omit<Group, 'events' | 'customers' | 'snapshots'> {
	const tickets = [...changes.tickets];
	return {
		tickets: tickets.map((ticket) => ticketRecord(branch, ticket)),
		stages: tickets.flatMap((ticket) => stageRecords(branch, ticket)),
		prompts: [
			...[...changes.prompts].map((prompt) => promptRecord(branch, prompt)),
			...[...changes.obligations].map((each) => obligationRecord(branch, each))
		],
		reworks: [...changes.reworks].map((rework) => reworkRecord(branch, rework)),
		engagements: [...changes.engagements].map((each) => engagementRecord(branch, each)),
		pitches: [...changes.pitches].map((each) => pitchRecord(branch, each)),
		referrals: [...changes.referrals].map((each) => referralRecord(branch, each)),
		sales: [...changes.sales].map((each) => saleRecord(branch, each)),
		spells: [...changes.spells].map((each) => spellRecord(branch, each)),
		incidents: [...changes.incidents].map((each) => incidentRecord(branch, each)),
		checks: [
			...[...changes.checks].map((each) => checkRecord(branch, each)),
			...[...changes.signatures].map((each) => signatureRecord(branch, each))
		]
	};
}
