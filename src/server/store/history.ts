import type Database from 'better-sqlite3';
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
} from '#lib/protocol/history.ts';
import type {
	checks,
	engagements,
	incidents,
	pitches,
	prompts,
	referrals,
	reworks,
	sales,
	spells,
	stages,
	tickets
} from './schema/index.ts';
import { diversionsOf } from './diversions.ts';
import { salesWorkOf } from './sales-work.ts';
import { selection } from './statements.ts';
import type { History } from './types.ts';

type TicketRow = typeof tickets.$inferSelect;
type StageRow = typeof stages.$inferSelect;
type PromptRow = typeof prompts.$inferSelect;
type ReworkRow = typeof reworks.$inferSelect;
type EngagementRow = typeof engagements.$inferSelect;
type PitchRow = typeof pitches.$inferSelect;
type ReferralRow = typeof referrals.$inferSelect;
type SaleRow = typeof sales.$inferSelect;
type CheckRow = typeof checks.$inferSelect;
type IncidentRow = typeof incidents.$inferSelect;
type SpellRow = typeof spells.$inferSelect;

/** Queries over the history tables, prepared once. `ordinal` gives the number of a branch in them. */
export function historyOf(
	db: Database.Database,
	ordinal: (branch: string) => number | undefined
): History {
	/** Rows of a branch, oldest first; the index holds branch and day, the sort is over few days. */
	function range<Row>(table: string, oldestFirst: string) {
		const query = db.prepare(
			`select ${selection(db, table)} from ${table}
			 where branch = ? and day between ? and ? order by ${oldestFirst}`
		);
		return (branch: string, fromDay: string, toDay: string) =>
			query.all(ordinal(branch) ?? null, fromDay, toDay) as Row[];
	}
	const ticketRows = range<TicketRow>('tickets', 'issued_at, number');
	const stageRows = range<StageRow>('stages', 'entered_at, number, stage');
	const promptRows = range<PromptRow>('prompts', 'raised_at, id');
	const reworkRows = range<ReworkRow>('reworks', 'at, number, stage');
	const engagementRows = range<EngagementRow>('engagements', 'at, id');
	const pitchRows = range<PitchRow>('pitches', 'at, id');
	const referralRows = range<ReferralRow>('referrals', 'made_at, id');
	const saleRows = range<SaleRow>('sales', 'at, id');
	const checkRows = range<CheckRow>('checks', 'at, list, item, owner');
	const incidentRows = range<IncidentRow>('incidents', 'opened_at, id');
	const spells = `select ${selection(db, 'spells')} from spells`;
	const inSpan = '("to" is null or "to" > ?) and "from" < ? order by device, "from"';
	const spellRows = db.prepare(`${spells} where branch = ? and ${inSpan}`);
	const deviceSpellRows = db.prepare(`${spells} where branch = ? and device = ? and ${inSpan}`);
	const toSpells = (branch: string, rows: unknown[]) =>
		(rows as SpellRow[]).map((row): SpellRecord => ({
			...row,
			branch,
			functions: JSON.parse(row.functions) as SpellRecord['functions']
		}));

	return {
		...salesWorkOf(db, ordinal),
		...diversionsOf(db, ordinal),
		tickets: (branch, from, to) =>
			ticketRows(branch, from, to).map((row): TicketRecord => ({
				...row,
				branch,
				tags: tagsOf(row)
			})),
		stages: (branch, from, to) =>
			stageRows(branch, from, to).map((row): StageRecord => ({ ...row, branch })),
		prompts: (branch, from, to) =>
			promptRows(branch, from, to).map((row): PromptRecord => ({ ...row, branch })),
		engagements: (branch, from, to) =>
			engagementRows(branch, from, to).map((row): EngagementRecord => ({ ...row, branch })),
		pitches: (branch, from, to) =>
			pitchRows(branch, from, to).map((row): PitchRecord => ({ ...row, branch })),
		referrals: (branch, from, to) =>
			referralRows(branch, from, to).map((row): ReferralRecord => ({ ...row, branch })),
		sales: (branch, from, to) =>
			saleRows(branch, from, to).map((row): SaleRecord => ({ ...row, branch })),
		checks: (branch, from, to) =>
			checkRows(branch, from, to).map((row): CheckRecord => ({ ...row, branch })),
		incidents: (branch, from, to) =>
			incidentRows(branch, from, to).map((row): IncidentRecord => ({
				...row,
				branch,
				notes: JSON.parse(row.notes) as IncidentRecord['notes']
			})),
		spells: (branch, from, to) =>
			toSpells(branch, spellRows.all(ordinal(branch) ?? null, from, to)),
		deviceSpells: (branch, device, from, to) =>
			toSpells(branch, deviceSpellRows.all(ordinal(branch) ?? null, device, from, to)),
		reworks: (branch, from, to) =>
			reworkRows(branch, from, to).map((row): ReworkRecord => ({
				...row,
				branch,
				faults: JSON.parse(row.faults) as string[],
				doing: JSON.parse(row.doing) as ReworkRecord['doing']
			}))
	};
}

function tagsOf({ tags }: TicketRow): string[] {
	return tags === '[]' ? [] : (JSON.parse(tags) as string[]);
}
