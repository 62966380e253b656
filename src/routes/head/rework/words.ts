/** Returns in words. Pure. */
import { nameIn, nameOf, spaced } from '#lib/client/format.ts';
import { reasonWords } from '#lib/i18n/act-reasons.ts';
import type * as actReasons from '#lib/i18n/act-reasons.ts';
import type { Locale } from '#lib/i18n/index.ts';
import type * as rework from '#lib/i18n/rework.ts';
import type { BranchRow, CounterRow, ReworkRow, StaffRow } from '#lib/protocol/index.ts';
import type { Person } from './ledger.ts';

type Words = typeof rework.zh;

interface Named {
	branch: Pick<BranchRow, 'forms'>;
	counters: Readonly<Record<string, CounterRow>>;
	staff: Readonly<Record<string, StaffRow>>;
}

/** `填单有误：签名，大写金额`: faults by the names that the branch gave them, or as somebody wrote them. */
export function whyText(
	{ reason, faults, service }: Pick<ReworkRow, 'reason' | 'faults' | 'service'>,
	{ branch }: Pick<Named, 'branch'>,
	t: { and: string; why: typeof actReasons.zh },
	locale: Locale
): string {
	const checks = branch.forms[service] ?? [];
	const found = faults.map((fault) => {
		const check = checks.find(({ id }) => id === fault);
		return check === undefined ? reasonWords(fault, t.why) : nameIn(check.name, locale);
	});
	const word = reasonWords(reason, t.why);
	// Another reason is told by what was written of it.
	if (found.length === 0) return word;
	const told = reason === 'other' ? found : [word, ...found];
	return spaced(told.join(t.and));
}

/** `王敏在和 A053 谈`, one sentence a person. */
export function doingText(
	{ staff, does }: Person,
	{ counters, staff: people }: Pick<Named, 'counters' | 'staff'>,
	t: Words,
	locale: Locale
): string {
	const said = does.map(({ doing, counter, ticket }): string => {
		const place =
			counter === null || counter === 'kiosk' ? t.kiosk : nameOf(counters, counter, locale);
		switch (doing) {
			case 'serving':
			case 'calling':
				return t.does[doing](place, ticket ?? '');
			case 'idle':
			case 'paused':
			case 'help':
				return t.does[doing](place);
			case 'engagement':
			case 'complaint':
				return t.does[doing](ticket ?? '');
			case 'device':
			case 'checklist':
				return t.does[doing];
			default:
				return t.does.free;
		}
	});
	return spaced(t.joined(nameOf(people, staff, locale), said.join(t.and)));
}

/** Whether the form had been looked at; nothing where there was none. */
export function formText({ form, hasForm }: Pick<ReworkRow, 'form' | 'hasForm'>, t: Words): string {
	if (!hasForm) return '';
	return form === null ? t.formWords.unchecked : t.formWords[form as 'ok' | 'faults'];
}
