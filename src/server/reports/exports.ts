import { dayPlus } from '#lib/domain/time/calendar-day.ts';
import { actorOf, type Access, type Caller } from '../access/access.ts';
import type { AuditLog } from '../audit.ts';
import type { Branch } from '../branch.ts';
import { Busy, type Analysts } from '../forecast/analysts.ts';
import { wrongDays, type ReadFault } from '../reading.ts';
import { EXPORTS, type ExportTable } from './export-tables.ts';
import type { ExportSpan } from './export-file.ts';

export interface ExportsParts {
	branches: { get(id: string): Branch | undefined };
	access: Access;
	audit: AuditLog;
	analysts: Pick<Analysts, 'ask'>;
	/** Why a new export has to wait; undefined: it does not. One that is under way goes on. */
	turnsAway: (what: 'reports') => unknown;
	fault: (where: string, error: unknown) => void;
}

export interface ExportedFile {
	ok: true;
	name: string;
	type: string;
	/** A day of it at a time, as it is fetched. */
	parts: AsyncGenerator<Uint8Array, void>;
}

const TYPES = {
	csv: 'text/csv; charset=utf-8',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
} as const;
type Format = keyof typeof TYPES;

/** A workbook is made in memory: a month of a busy branch is some 30,000 rows. */
const MOST_WORKBOOK_DAYS = 31;

/** Hands out history as files, to those who may take it away; who did and what is in the audit before the first byte. */
export class Exports {
	readonly #parts: ExportsParts;

	constructor(parts: ExportsParts) {
		this.#parts = parts;
	}

	/** `file`: `sales.csv`; days as they were written, null: today. Throws a StoreError where the audit cannot be written. */
	async open(
		{ principal, address }: Caller,
		id: string,
		file: string,
		query: { from: string | null; to: string | null }
	): Promise<ExportedFile | ReadFault> {
		const { access, branches, audit } = this.#parts;
		const denied = access.denies(principal, 'export', id);
		if (denied !== undefined) return { ok: false, ...denied };
		const branch = branches.get(id);
		if (branch === undefined) return refused('unknown_branch', `There is no branch "${id}".`);
		const [table = '', format = ''] = file.split('.');
		if (!isTable(table) || !isFormat(format) || file !== `${table}.${format}`) {
			const names = EXPORTS.join('|');
			const detail = `There is no export "${file}"; ask for ${names}, as .csv or .xlsx.`;
			return refused('unknown_export', detail);
		}
		const today = branch.today();
		const { from, to } = { from: query.from ?? today, to: query.to ?? today };
		const wrong = wrongDays(branch, from, to);
		if (wrong !== undefined) return wrong;
		if (format === 'xlsx' && to > dayPlus(from, MOST_WORKBOOK_DAYS - 1)) {
			const detail = `A workbook holds at most ${MOST_WORKBOOK_DAYS} days; ask for fewer, or for .csv.`;
			return refused('invalid_query', detail);
		}
		if (this.#parts.turnsAway('reports') !== undefined) return BUSY;
		// Which people it was is for the branch head, as it is everywhere.
		const names = access.denies(principal, 'read_staff_stats', id) === undefined;
		const span: ExportSpan = { file: branch.file, table, from, to, names };
		let first: Uint8Array;
		try {
			first = await this.#first(span, format);
		} catch (error) {
			if (error instanceof Busy) return BUSY;
			this.#parts.fault('exporting', error);
			return refused('unavailable', 'It could not be exported; try again.');
		}
		audit.append({
			actor: actorOf(principal),
			action: 'history.exported',
			target: file,
			branch: id,
			address,
			detail: { from, to, names }
		});
		const parts = format === 'xlsx' ? only(first) : this.#days(span, first);
		return { ok: true, name: `${id}-${table}-${from}-${to}.${format}`, type: TYPES[format], parts };
	}

	#first(span: ExportSpan, format: Format): Promise<Uint8Array> {
		const { analysts } = this.#parts;
		if (format === 'xlsx') return analysts.ask({ kind: 'workbook', span });
		return analysts.ask({ kind: 'csv_day', span, day: span.from });
	}

	async *#days(span: ExportSpan, first: Uint8Array): AsyncGenerator<Uint8Array, void> {
		yield first;
		for (let day = dayPlus(span.from, 1); day <= span.to; day = dayPlus(day, 1)) {
			yield await this.#parts.analysts.ask({ kind: 'csv_day', span, day });
		}
	}
}

const BUSY = refused('busy', 'Too many ask at once; ask again in a moment.');

async function* only(part: Uint8Array): AsyncGenerator<Uint8Array, void> {
	yield part;
}

function refused(code: ReadFault['code'], detail: string): ReadFault {
	return { ok: false, code, detail };
}

function isTable(word: string): word is ExportTable {
	return (EXPORTS as readonly string[]).includes(word);
}

function isFormat(word: string): word is Format {
	return Object.hasOwn(TYPES, word);
}
