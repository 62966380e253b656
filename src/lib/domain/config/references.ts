import type { BranchFile } from '../../protocol/index.ts';
import { isTimeZone, weekdaysOf } from '../time/business-day.ts';

/** What is wrong in a branch file, and where: `path` as a JSON pointer. */
export interface FileIssue {
	path: string;
	code: 'duplicate_id' | 'dangling_reference' | 'unknown_time_zone' | 'bad_hours';
	detail: string;
}

/** Checks what a schema can't: ids that stand twice, references to nothing, zones and hours that do not exist. */
export function checkReferences(file: BranchFile): FileIssue[] {
	const issues: FileIssue[] = [];
	const ids = {
		services: collect('services', file.services, issues),
		counters: collect('counters', file.counters, issues),
		devices: collect('devices', file.devices, issues),
		products: collect('products', file.products, issues),
		staff: collect('staff', file.staff, issues),
		checklists: collect('checklists', file.checklists, issues)
	};
	const refer = (path: string, set: Set<string>, id: string, noun: string) => {
		if (set.has(id)) return;
		issues.push({
			path,
			code: 'dangling_reference',
			detail: `There is no ${noun} "${id}" in this file.`
		});
	};
	file.counters?.forEach((counter, i) =>
		counter.services.forEach((id, j) =>
			refer(`/counters/${i}/services/${j}`, ids.services, id, 'service')
		)
	);
	file.targets?.forEach((target, i) => {
		refer(`/targets/${i}/product`, ids.products, target.product, 'product');
		for (const id of Object.keys(target.staff ?? {})) {
			refer(`/targets/${i}/staff/${escaped(id)}`, ids.staff, id, 'person');
		}
	});
	file.checklists?.forEach((list, i) => {
		collect(`checklists/${i}/items`, list.items, issues);
		list.items.forEach((item, j) => {
			if (item.device === undefined) return;
			refer(`/checklists/${i}/items/${j}/device`, ids.devices, item.device, 'device');
		});
	});
	if (!isTimeZone(file.timeZone)) {
		issues.push({
			path: '/timeZone',
			code: 'unknown_time_zone',
			detail: `"${file.timeZone}" is no time zone; write one like Asia/Shanghai.`
		});
	}
	checkHours(file.hours ?? {}, issues);
	return issues;
}

function checkHours(hours: NonNullable<BranchFile['hours']>, issues: FileIssue[]): void {
	const taken = new Set<number>();
	for (const [days, [from, to]] of Object.entries(hours)) {
		const wrong = (detail: string) =>
			issues.push({ path: `/hours/${days}`, code: 'bad_hours', detail });
		if (from >= to) wrong(`${from} is not before ${to}.`);
		const own = weekdaysOf(days);
		if (own.some((day) => taken.has(day))) wrong('A day stands here twice; name each once.');
		for (const day of own) taken.add(day);
	}
}

/** A key as a part of a JSON pointer. */
function escaped(key: string): string {
	return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

function collect(
	path: string,
	items: readonly { id: string }[] | undefined,
	issues: FileIssue[]
): Set<string> {
	const seen = new Set<string>();
	items?.forEach((item, index) => {
		if (seen.has(item.id)) {
			issues.push({
				path: `/${path}/${index}/id`,
				code: 'duplicate_id',
				detail: `"${item.id}" stands twice; ids are unique within a list.`
			});
		}
		seen.add(item.id);
	});
	return seen;
}
