/** What each kind of mistake in a branch file carries, so that it can be said in any language. */
export interface FaultParams {
	unknown_key: { key: string };
	missing_key: { key: string };
	not_text: object;
	not_a_number: object;
	not_a_whole_number: object;
	not_yes_or_no: object;
	not_a_list: object;
	not_an_object: object;
	invalid_choice: { allowed: string[] };
	invalid_id: object;
	invalid_text: object;
	invalid_time: object;
	invalid_code: object;
	invalid_address: object;
	invalid_host: object;
	invalid_path: object;
	too_long: { max: number };
	too_short: { min: number };
	too_many: { max: number };
	too_few: { min: number };
	/** Of a list that has just so many entries, like the two times of a day. */
	wrong_count: { count: number };
	/** `unit`: a word for what the bounds are counted in, where a form shows them otherwise than the file. */
	out_of_range: { min?: number; max?: number; unit?: string };
	duplicate_id: { id: string };
	unknown_service: { id: string };
	unknown_product: { id: string };
	unknown_person: { id: string };
	unknown_device: { id: string };
	unknown_need: { id: string };
	/** A second sentence for the same service and product; a second target for the same product. */
	pitch_twice: object;
	target_twice: { id: string };
	/** A rule that is to speak when the long-wait limit of every service has spoken already. `limit` in seconds. */
	after_long_wait: { limit: number };
	/** A device that is to print tickets, and is no printer or has no address. */
	not_a_printer: { id: string };
	unknown_time_zone: { zone: string };
	closes_before_opening: { from: string; to: string };
	day_twice: { days: string };
	/** What is in use by a day that has begun. `ticket` says by which. */
	in_use:
		| { what: 'time_zone' }
		| { what: 'clock' }
		| { what: 'service'; id: string; ticket: string }
		| { what: 'counter'; id: string; ticket: string }
		/** Somebody who has so many tasks in hand that only they can answer for. */
		| { what: 'person'; id: string; tasks: number };
	/** Somebody else changed the branch since the file was read. */
	changed_meanwhile: object;
	/** It is a branch that whoever sent the file may not change. */
	not_allowed: { id: string };
	/** A file that is to make a new branch has the id of one that exists. */
	branch_exists: { id: string };
	/** A file that is to change one branch is that of another. */
	other_branch: { id: string };
	malformed_json: { line: number | null };
	/** There are more mistakes than are named. */
	more_faults: { count: number };
}

export type FaultCode = keyof FaultParams;

/** One mistake in a branch file: where (a JSON pointer; empty: the whole file), what, and what its sentence needs. */
export type Fault<Code extends FaultCode = FaultCode> = {
	[C in Code]: { path: string; code: C; params: FaultParams[C] };
}[Code];

/** The same with its sentence in English, as the command line and HTTP answer it. */
export type FileFault = Fault & { detail: string };
