import type { IgnoredFields, IngestAnswer, Rejection } from '#lib/protocol/envelope.ts';

type Outcome =
	| { kind: 'accepted' | 'duplicate'; seq: number }
	| { kind: 'refused'; code: string; detail: string };

/** So many events with unknown fields are named; the others have the same. */
const MOST_IGNORED = 100;

/** The answer to a batch while its events are judged, one by one. */
export class BatchAnswer {
	#accepted = 0;
	#duplicates = 0;
	readonly #rejected: Rejection[] = [];
	readonly #ignored: IgnoredFields[] = [];

	reject(index: number, id: string | null, code: string, detail: string): void {
		this.#rejected.push({ index, id, code, detail });
	}

	ignore(index: number, id: string, fields: readonly string[]): void {
		if (fields.length === 0 || this.#ignored.length >= MOST_IGNORED) return;
		this.#ignored.push({ index, id, fields: [...fields] });
	}

	count(index: number, id: string, outcome: Outcome | undefined): void {
		switch (outcome?.kind) {
			case 'accepted':
				this.#accepted += 1;
				return;
			case 'duplicate':
				this.#duplicates += 1;
				return;
			case 'refused':
				this.reject(index, id, outcome.code, outcome.detail);
				return;
			case undefined:
				throw new Error('The branch gave no outcome for a command.');
		}
	}

	text(seq: number): string {
		const answer: IngestAnswer = {
			accepted: this.#accepted,
			duplicates: this.#duplicates,
			rejected: this.#rejected.sort((a, b) => a.index - b.index),
			seq
		};
		if (this.#ignored.length > 0) answer.ignored = this.#ignored;
		return JSON.stringify(answer);
	}
}
