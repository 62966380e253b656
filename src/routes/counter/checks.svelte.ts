import type { LiveView } from '#lib/client/live-view.svelte.ts';
import type { ChecklistRow } from '#lib/protocol/index.ts';
import { openOf, ownLists, toGoOf } from './checks.ts';

/** What was not taken: of an item, or with `item` null of the signature. */
export interface RefusedCheck {
	list: string;
	item: string | null;
	code: string;
}

/** A teller's own checks: what is to be done, and what came of the last tap. */
export class OwnChecks {
	readonly staff: string | null;
	refused: RefusedCheck | null = $state.raw(null);
	readonly lists: ChecklistRow[] = $derived.by(() =>
		ownLists(this.#live, this.staff, this.#live.clock.now)
	);
	/** Items that nobody has looked at, of what is to be done before opening. */
	readonly toGo: number = $derived.by(() => toGoOf(this.lists));

	readonly #live: LiveView;

	constructor(live: LiveView, staff: string | null) {
		this.#live = live;
		this.staff = staff;
	}

	/** Some of what was tapped waits here for a connection. */
	get kept(): boolean {
		return this.#live.pending.some(
			({ type, waiting, attempts }) => type.startsWith('checklist.') && (waiting || attempts > 1)
		);
	}

	/** `note`: what is wrong, where something is. Whether it was taken. */
	check({ list }: ChecklistRow, item: string, ok: boolean, note = ''): Promise<boolean> {
		const words = note.trim();
		if (!ok && words === '') return this.#refuse({ list, item, code: 'note_missing' });
		const said = { list, ok, staff: this.staff, ...(words !== '' && { note: words }) };
		return this.#tell('checklist.checked', item, said, { list, item });
	}

	sign(row: ChecklistRow): Promise<boolean> {
		const { list } = row;
		if (openOf(row) > 0) return this.#refuse({ list, item: null, code: 'checklist_open' });
		return this.#tell('checklist.signed', list, { staff: this.staff }, { list, item: null });
	}

	async #tell(
		type: string,
		subject: string,
		data: Record<string, unknown>,
		about: Omit<RefusedCheck, 'code'>
	): Promise<boolean> {
		this.refused = null;
		const answer = await this.#live.act(type, subject, data);
		if (!answer.ok) this.refused = { ...about, code: answer.code };
		return answer.ok;
	}

	#refuse(refused: RefusedCheck): Promise<boolean> {
		this.refused = refused;
		return Promise.resolve(false);
	}
}
