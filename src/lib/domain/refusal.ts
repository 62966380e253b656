/** Why a command was refused: data, not an exception. The code is the same word on every way out. */
export interface Refusal {
	code: RefusalCode;
	/** One sentence that says what to mend. */
	detail: string;
}

export type RefusalCode =
	| 'clock_ahead'
	| 'clock_unset'
	| 'too_late'
	| 'invalid_period'
	| 'unknown_ticket'
	| 'unknown_service'
	| 'unknown_counter'
	| 'unknown_device'
	| 'unknown_incident'
	| 'unknown_checklist'
	| 'unknown_item'
	| 'unknown_prompt'
	| 'unknown_referral'
	| 'unknown_person'
	| 'unknown_product'
	| 'unknown_need'
	| 'unknown_sale'
	| 'nothing_to_undo'
	| 'undo_too_late'
	| 'ticket_exists'
	| 'ticket_over'
	| 'ticket_already_called'
	| 'ticket_being_served'
	| 'ticket_not_called'
	| 'ticket_already_parked'
	| 'ticket_not_parked'
	| 'ticket_not_waiting'
	| 'nobody_waiting'
	| 'recall_limit'
	| 'no_show_too_early'
	| 'not_finished'
	| 'already_rated'
	| 'returned_too_late'
	| 'counter_busy'
	| 'prompt_taken'
	| 'prompt_not_taken'
	| 'prompt_closed'
	| 'wrong_prompt'
	| 'help_called'
	| 'incident_over'
	| 'incident_taken'
	| 'too_many_notes'
	| 'wrong_role'
	| 'checklist_signed'
	| 'checklist_open'
	| 'note_missing'
	| 'referral_exists'
	| 'referral_closed'
	| 'referral_taken'
	| 'not_yours'
	| 'sale_cancelled'
	| 'sale_exists';

export function refuse(code: RefusalCode, detail: string): Refusal {
	return { code, detail };
}
