import { nameIn, spaced } from '#lib/client/format.ts';
import type { zh } from '#lib/i18n/branch-editor.ts';
import type { Locale } from '#lib/i18n/index.ts';
import type { Name } from '#lib/protocol/index.ts';
import type { Change } from './changes.ts';
import type { Field } from './fields.ts';
import { hintFor, isOpenSource, KINDS, ROLES, SIGNALS } from './hints.ts';
import type { Source } from './hints.ts';
import { keyField, rowsOf } from './rows.ts';
import type { Row } from './rows.ts';
import { shown } from './units.ts';
import type { Unit } from './units.ts';
import { DAYS, weekOf } from './week.ts';

/** What the form's values are called in the language of the page. */
export class Words {
	readonly t: typeof zh;
	readonly locale: Locale;

	constructor(t: typeof zh, locale: Locale) {
		this.t = t;
		this.locale = locale;
	}

	/** The name of a setting; one that nobody has named yet is called as in the file. */
	label({ place, key }: Field): string {
		return this.t.labels[place] ?? this.t.labels[key] ?? key;
	}

	help({ place, key }: Field): string | undefined {
		return this.t.help[place] ?? this.t.help[key];
	}

	/** The words that a setting can be chosen from, with those it has already. */
	options(
		source: Source,
		file: Row,
		present: readonly string[]
	): { id: string; word: string; gone: boolean }[] {
		const known = this.#known(source, file);
		const open = isOpenSource(source);
		const ids = [...new Set([...known, ...present.filter((id) => id !== '')])];
		return ids.map((id) => {
			const gone = !open && !known.includes(id);
			return { id, gone, word: gone ? this.t.goneWord(id) : this.#wordOf(source, file, id) };
		});
	}

	#known(source: Source, file: Row): string[] {
		if (source === 'roles') return ROLES;
		if (source === 'signals') {
			return [...SIGNALS, ...rowsOf(file.needs).flatMap(({ signals }) => list(signals).map(text))];
		}
		if (source === 'kinds') {
			return [...KINDS, ...rowsOf(file.devices).map(({ kind }) => text(kind))].filter(Boolean);
		}
		return rowsOf(file[source])
			.map(({ id }) => text(id))
			.filter(Boolean);
	}

	#wordOf(source: Source, file: Row, id: string): string {
		if (source === 'kinds') return this.t.kinds[id] ?? id;
		if (source === 'roles') return this.t.roles[id] ?? id;
		if (source === 'signals') return this.t.signals[id] ?? id;
		const row = rowsOf(file[source]).find((each) => each.id === id);
		return this.name(row?.name) || id;
	}

	/** A name of the file, which may be one text for both languages or not yet whole. */
	name(name: unknown): string {
		if (typeof name === 'string') return name;
		const { zh: chinese = '', en: english = '' } = (name ?? {}) as Partial<Name>;
		return nameIn({ zh: text(chinese), en: text(english) }, this.locale);
	}

	/** What a row is called: its name, or what it refers to, or its id. */
	rowTitle(list: Field, row: Row, file: Row): string {
		const { title } = hintFor(list.place);
		if (title !== undefined) return this.#titleOf(list, title, row, file);
		// A list of sentences: the row itself is a name.
		if (list.fields.every(({ key }) => key === 'zh' || key === 'en')) {
			return this.name(row) || this.t.rows.unnamed;
		}
		const key = keyField(list.fields);
		const own = key === undefined ? '' : text(row[key.key]);
		const source = key && hintFor(key.place).source;
		const word = this.name(row.name) || (source && own ? this.#wordOf(source, file, own) : own);
		return word || this.t.rows.unnamed;
	}

	#titleOf(list: Field, title: readonly string[], row: Row, file: Row): string {
		return title
			.map((key) => {
				const field = list.fields.find((each) => each.key === key);
				if (field === undefined) return '';
				return this.value(field, row[key], file) || (this.t.rows.every[field.place] ?? '');
			})
			.filter(Boolean)
			.join(' · ');
	}

	/** What a number is counted in; money in the branch's own currency. */
	unit(unit: Unit, file: Row): string {
		const { currency } = file;
		const foreign = typeof currency === 'string' && currency !== '' && currency !== 'CNY';
		return unit === 'money' && foreign ? currency : this.t.units[unit];
	}

	/** A value as one reads it; empty for one that is not there. */
	value(field: Field, value: unknown, file: Row): string {
		if (value === undefined || value === '') return '';
		const { source, unit = 'none' } = hintFor(field.place);
		const measured = (each: unknown) => {
			const word = this.unit(unit, file);
			if (unit === 'percent') return `${shown(each, unit)}%`;
			return word === '' ? shown(each, unit) : spaced(`${shown(each, unit)} ${word}`);
		};
		switch (field.kind) {
			case 'name':
				return this.names(value);
			case 'yesno':
				return value === true ? this.t.yes : this.t.no;
			case 'choice':
				return this.t.choices[text(value)] ?? text(value);
			case 'number':
				return measured(value);
			case 'numbers':
				return list(value).map(measured).join(this.t.and);
			case 'text':
				return source ? this.#wordOf(source, file, text(value)) : text(value);
			case 'words':
				return list(value)
					.map((id) => (source ? this.#wordOf(source, file, text(id)) : text(id)))
					.join(this.t.and);
			case 'counts':
				return Object.entries(value as Row)
					.map(([id, count]) =>
						spaced(`${source ? this.#wordOf(source, file, id) : id} ${text(count)}`)
					)
					.join(this.t.and);
			case 'hours':
				return this.#week(value);
			case 'free':
				return Object.entries(value as Row)
					.map(([key, each]) => `${key} ${text(each)}`)
					.join(this.t.and);
			case 'list':
				return spaced(this.t.rows.items(list(value).length));
			default:
				return JSON.stringify(value);
		}
	}

	/** Both languages where they differ: a change in the other one is a change too. */
	names(name: unknown): string {
		if (typeof name === 'string') return name;
		const { zh: chinese, en: english } = (name ?? {}) as Partial<Name>;
		const [first, second] = this.locale === 'zh' ? [chinese, english] : [english, chinese];
		return [...new Set([text(first), text(second)])].filter(Boolean).join(' / ');
	}

	/** A key of the hours: `周六`, `周一–周五`. */
	#days(key: string): string | undefined {
		const days = key.split('-').map((day) => this.t.days[day]);
		return days.includes(undefined) ? undefined : days.join('–');
	}

	#week(hours: unknown): string {
		const week = weekOf(hours);
		const days = DAYS.map((day) => this.t.days[day] ?? day);
		const parts: string[] = [];
		let start = 0;
		while (start < 7) {
			let end = start;
			while (end < 6 && week[end + 1]?.join() === week[start]?.join()) end += 1;
			const span = start === end ? days[start] : `${days[start]}–${days[end]}`;
			parts.push(`${span} ${week[start]?.join('–') ?? this.t.hours.closed}`);
			start = end + 1;
		}
		return parts.join(this.t.and);
	}

	/** What a closed row says of itself beside its name and id. */
	summary(listField: Field, row: Row, file: Row): string {
		const { summary = [] } = hintFor(listField.place);
		return summary
			.map((key) => {
				const field = listField.fields.find((each) => each.key === key);
				if (field === undefined || row[key] === undefined) return '';
				if (field.kind === 'yesno') return row[key] === true ? this.label(field) : '';
				if (field.kind === 'name') return this.name(row[key]);
				if (field.kind === 'free') return text((row[key] as Row).type);
				if (field.kind === 'words') return this.#some(field, list(row[key]), file);
				return this.value(field, row[key], file);
			})
			.filter(Boolean)
			.join(' · ');
	}

	/** A closed row says a few of many. */
	#some(field: Field, ids: unknown[], file: Row): string {
		const few = this.value(field, ids.length > 5 ? ids.slice(0, 3) : ids, file);
		return ids.length > 5 ? spaced(this.t.rows.some(few, ids.length)) : few;
	}

	/** `窗口 · 3号窗口：办理的业务 现金 → 现金、转账`. */
	change(change: Change, before: Row, after: Row): string {
		const { kind, field, steps, groups } = change;
		const trail = steps.map(({ list: each, row }, index) => {
			const title = this.rowTitle(each, row, kind === 'removed' ? before : after);
			return index === 0 ? `${this.label(each)} · ${title}` : title;
		});
		if (kind === 'added') return spaced(this.t.change.added(trail.join(' · ')));
		if (kind === 'removed') return spaced(this.t.change.removed(trail.join(' · ')));
		const where = [...trail, ...(groups.length > 0 ? [this.#groupLabel(field)] : [])];
		const what = [where.join(' · '), this.label(field)].filter(Boolean).join(this.t.colon);
		if (kind === 'order') return spaced(this.t.change.order(what));
		const said = (value: unknown, file: Row) => this.value(field, value, file) || this.t.unset;
		return spaced(this.t.change.set(what, said(change.before, before), said(change.after, after)));
	}

	#groupLabel({ place }: Field): string {
		const above = place.split('.').slice(0, -1).join('.');
		return this.t.labels[above] ?? above;
	}

	/** Where a mistake is, in the words of the form: `窗口 · 3号窗口 · 办理的业务`. */
	place(fields: readonly Field[], keys: readonly string[], file: Row): string {
		const trail: string[] = [];
		let [here, level]: [unknown, readonly Field[]] = [file, fields];
		let list_: Field | undefined;
		for (const key of keys) {
			here = typeof here === 'object' && here !== null ? (here as Row)[key] : undefined;
			if (list_ !== undefined) {
				trail.push(this.rowTitle(list_, (here ?? {}) as Row, file));
				list_ = undefined;
				continue;
			}
			const field = level.find((each) => each.key === key);
			if (field === undefined) {
				// The languages of a name, the days of the hours, a place in a list of words.
				const word = (this.t.languages as Record<string, string>)[key] ?? this.#days(key);
				if (word !== undefined) trail.push(word);
				else if (!/^\d+$/.test(key)) trail.push(key);
				continue;
			}
			trail.push(this.label(field));
			level = field.fields;
			if (field.kind === 'list') list_ = field;
		}
		return trail.length === 0 ? this.t.wholeFile : spaced(trail.join(' · '));
	}
}

function text(value: unknown): string {
	if (typeof value === 'string') return value;
	return value === undefined ? '' : JSON.stringify(value);
}

function list(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}
