import type Type from 'typebox';
import { oneOf } from '../scalars.ts';
import { BranchRow, CounterRow, ServiceRow, StaffRow } from './branch.ts';
import { CatalogueRow } from './catalogue.ts';
import { ChecklistRow } from './checklist.ts';
import { DeviceRow } from './device.ts';
import { IncidentRow } from './incident.ts';
import { KpiRow } from './kpi.ts';
import { PromptRow } from './prompt.ts';
import { ReferralRow } from './referral.ts';
import { TicketRow } from './ticket.ts';

export * from './branch.ts';
export * from './catalogue.ts';
export * from './checklist.ts';
export * from './device.ts';
export * from './incident.ts';
export * from './kpi.ts';
export * from './prompt.ts';
export * from './referral.ts';
export * from './ticket.ts';

/** The row schema of every collection that a view can hold. */
export const rowSchemas = {
	branch: BranchRow,
	services: ServiceRow,
	counters: CounterRow,
	tickets: TicketRow,
	prompts: PromptRow,
	devices: DeviceRow,
	incidents: IncidentRow,
	checklists: ChecklistRow,
	referrals: ReferralRow,
	staff: StaffRow,
	catalogue: CatalogueRow,
	kpis: KpiRow
};

export type Collection = keyof typeof rowSchemas;
export type Rows = { [C in Collection]: Type.Static<(typeof rowSchemas)[C]> };

/** `{collection: {id: row}}`; a screen's view holds only the collections that it may see. */
export type View = { [C in Collection]?: Record<string, Rows[C]> };
export type Unset = { [C in Collection]?: string[] };

/** Every screen that there is; what each may see stands in the policy. */
export const SCREENS = [
	'wall',
	'lobby',
	'counter',
	'wealth',
	'head',
	'display',
	'kiosk',
	'rating',
	'devices',
	'admin'
] as const;
export const Screen = oneOf(SCREENS);
export type Screen = Type.Static<typeof Screen>;
