/**
 * Time by kind of work, from what was tapped: from opening a sheet to what came of it. Talks and whatever a prompt asked
 * for are counted by the server, from accepting to the outcome. Pure.
 */
import type { PromptRow } from '#lib/protocol/index.ts';
import type { Act } from './deeds.ts';

export type Activity = 'greeting' | 'forms' | 'devices' | 'escort' | 'opening';

/** The kinds in the order in which a plan names them; others come after. */
export const KINDS = [
	'greeting',
	'forms',
	'engagement',
	'devices',
	'escort',
	'complaints',
	'help',
	'opening'
] as const;

const KIND_OF: Record<string, Activity> = {
	'ticket.issued': 'greeting',
	'ticket.parked': 'greeting',
	'ticket.resumed': 'greeting',
	'ticket.transferred': 'greeting',
	'ticket.requeued': 'greeting',
	'ticket.abandoned': 'greeting',
	'ticket.diverted': 'devices',
	'device.status': 'devices',
	'incident.passed': 'devices',
	'incident.noted': 'devices',
	'incident.resolved': 'devices',
	'checklist.checked': 'opening',
	'checklist.signed': 'opening',
	'form.checked': 'forms',
	'referral.met': 'escort'
};

/** Whether a prompt about the same fault, device or list is taken: the server counts that time, and not twice. */
export function isCounted(
	{ type, subject, data }: Act,
	prompts: Readonly<Record<string, PromptRow>>,
	me: string
): boolean {
	const list = type === 'checklist.checked' ? String(data['list']) : subject;
	return Object.values(prompts).some((prompt) => {
		if (prompt.assignee !== me) return false;
		if (type === 'device.status') return prompt.device === subject;
		if (type.startsWith('incident.')) return prompt.incident === subject;
		if (!type.startsWith('checklist.') || prompt.item !== undefined) return false;
		return prompt.list === list || prompt.list === `${list}/${me}`;
	});
}

/** Shorter than this is a slip of the thumb. */
const SHORTEST = 1_000;

/**
 * The record of the time that an act took; null where there is nothing to tell. `from` null: nothing was opened for it,
 * so nobody knows when it began. Instants are of the branch's clock.
 */
export function recordOf(act: Act, staff: string, from: number | null, to: number): Act | null {
	const activity = KIND_OF[act.type];
	if (activity === undefined || from === null || to - from < SHORTEST) return null;
	return {
		type: 'activity.logged',
		subject: staff,
		data: { activity, from: new Date(from).toISOString(), to: new Date(to).toISOString() }
	};
}

/** One kind of work: minutes until now, and what the plan gives it of as many minutes in all. */
export interface Spent {
	kind: string;
	seconds: number;
	/** Null: the plan says nothing of it. */
	planned: number | null;
}

/** `work` in seconds, `plan` in shares. */
export function spentBy(
	work: Readonly<Record<string, number>>,
	plan: Readonly<Record<string, number>>
): { rows: Spent[]; total: number } {
	const total = Object.values(work).reduce((sum, seconds) => sum + seconds, 0);
	const known = new Set<string>(KINDS);
	const others = [...new Set([...Object.keys(plan), ...Object.keys(work)])].filter(
		(kind) => !known.has(kind)
	);
	const rows = [...KINDS, ...others]
		.filter((kind) => (plan[kind] ?? 0) > 0 || (work[kind] ?? 0) > 0)
		.map((kind): Spent => {
			const share = plan[kind];
			return {
				kind,
				seconds: work[kind] ?? 0,
				planned: share === undefined ? null : share * total
			};
		});
	return { rows, total };
}
