/** Why customers were sent back from a counter: the day's ledger says it, no row does. */
import { nameIn } from '#lib/client/format.ts';
import type { Locale } from '#lib/i18n/index.ts';
import type * as lobby from '#lib/i18n/lobby.ts';
import type { BranchRow } from '#lib/protocol/index.ts';

/** The last time that a number was sent back. */
export interface Return {
	number: string;
	service: string;
	reason: string;
	faults: string[];
	at: number;
}

/** By number; null: nobody could be asked just now. Browser only. */
export async function whyReturned(branch: string): Promise<Record<string, Return> | null> {
	try {
		const response = await fetch(`/api/v1/branches/${encodeURIComponent(branch)}/rework`, {
			cache: 'no-store'
		});
		if (!response.ok) return null;
		const { rows } = (await response.json()) as { rows: Return[] };
		return latestOf(rows);
	} catch {
		return null;
	}
}

export function latestOf(rows: readonly Return[]): Record<string, Return> {
	const latest: Record<string, Return> = {};
	for (const row of rows) {
		const known = latest[row.number];
		if (known === undefined || known.at <= row.at) latest[row.number] = row;
	}
	return latest;
}

/** `单子填错：大写金额、签名`; a fault that the branch does not list is shown as it came. */
export function reasonOf(
	{ service, reason, faults }: Return,
	forms: BranchRow['forms'],
	t: typeof lobby.zh,
	locale: Locale
): string {
	const why = t.duties.returnedFor[reason] ?? reason;
	if (faults.length === 0) return why;
	const items = forms[service] ?? [];
	const named = faults.map((fault) => {
		const item = items.find(({ id }) => id === fault);
		return item ? nameIn(item.name, locale) : fault;
	});
	return `${why}${t.colon}${named.join(locale === 'zh' ? '、' : ', ')}`;
}
