/** What a thumb can do about a prompt, as the acts that the server knows. Pure. */
import type { ActRequest, EngagementResult } from '#lib/protocol/index.ts';
import type { Task } from './tasks.ts';

export type Deed = 'accept' | 'hand_back' | 'not_reached' | 'done' | EngagementResult;

export type Act = Pick<ActRequest, 'type' | 'subject' | 'data'>;

const PROMPT_ACTS = {
	accept: 'prompt.accepted',
	hand_back: 'prompt.handed_back',
	not_reached: 'prompt.not_reached',
	done: 'prompt.done'
} as const;

function isStep(deed: Deed): deed is keyof typeof PROMPT_ACTS {
	return deed in PROMPT_ACTS;
}

const RECORDED = 'engagement.recorded';

/** What else is told of a talk: what it was about, and of money that was to leave whether it stays, in minor units. */
export interface Told {
	need?: string;
	product?: string;
	outflow?: { kept: boolean; amount: number; currency: string };
}

export function actOf(
	deed: Deed,
	task: Pick<Task, 'id' | 'number'>,
	staff: string,
	told: Told = {}
): Act {
	if (isStep(deed)) return { type: PROMPT_ACTS[deed], subject: task.id, data: { staff } };
	const data = { staff, prompt: task.id, result: deed, ...told };
	return { type: RECORDED, subject: task.number, data };
}

/** Which prompt an act is about and what it does; null when it is no deed of this screen. */
export function deedOf(act: Act): { prompt: string; deed: Deed } | null {
	if (act.type === RECORDED) {
		const { prompt, result } = act.data as { prompt?: string; result: EngagementResult };
		return prompt === undefined ? null : { prompt, deed: result };
	}
	const entry = Object.entries(PROMPT_ACTS).find(([, type]) => type === act.type);
	if (!entry || act.subject === undefined) return null;
	return { prompt: act.subject, deed: entry[0] as Deed };
}
