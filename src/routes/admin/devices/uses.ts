/** What in a branch file refers to a device, and so keeps it. Pure. */
import type { BranchFile } from '#lib/protocol/branch-file.ts';
import type { Name } from '#lib/protocol/index.ts';

export type Use = { what: 'kiosk' } | { what: 'item'; list: Name; item: Name };

export function usesOf({ kiosk, checklists = [] }: BranchFile, device: string): Use[] {
	const printing: Use[] = kiosk?.printer === device ? [{ what: 'kiosk' }] : [];
	const items = checklists.flatMap(({ id, name = { zh: id, en: id }, items: all }) =>
		all
			.filter((item) => item.device === device)
			.map((item): Use => ({ what: 'item', list: name, item: item.name }))
	);
	return [...printing, ...items];
}
