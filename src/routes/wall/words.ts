/** Names that the wall gives to checks. Pure. */
import { nameIn } from '#lib/client/format.ts';
import type { Locale } from '#lib/i18n/index.ts';
import * as names from '#lib/i18n/names.ts';
import type * as wall from '#lib/i18n/wall.ts';
import type { Block } from './readiness.ts';

/**
 * What a list is called. Lists that the branch gave no name of their own are all called by their part of the day; among
 * several blocks it is whose they are that tells them apart.
 */
export function listName(
	{ rows: [row] }: Pick<Block, 'rows'>,
	t: typeof wall.zh,
	locale: Locale,
	among: readonly Pick<Block, 'rows'>[] = []
): string {
	if (row === undefined) return '';
	const name = nameIn(row.name, locale);
	const alike = among.filter(({ rows: [other] }) => other?.name[locale] === row.name[locale]);
	if (alike.length < 2) return name || t.checks.titles[row.phase];
	return (names[locale].roles as Record<string, string>)[row.role] ?? name;
}
