import type { Fault, FaultCode } from '../../protocol/file-fault.ts';
import { isTimeZone, weekdaysOf } from '../time/business-day.ts';
import { promptFaults } from './prompt-faults.ts';
import { each, entryOf, escaped, list, type Entry } from './reading.ts';
import { saidTwice } from './said-twice.ts';

/**
 * Checks what a schema can't: ids that stand twice, references to nothing, zones and hours that do not exist. The file
 * may be wrong in other ways: only what is well-formed is judged, and of references to a list in which an id cannot
 * be read nothing is said.
 */
export function checkReferences(file: unknown): Fault[] {
	const faults: Fault[] = [];
	const root = entryOf(file) ?? {};
	const services = collect('/services', root.services, faults);
	const devices = collect('/devices', root.devices, faults);
	const products = collect('/products', root.products, faults);
	// A branch that writes no needs down may still name them, for a program that knows them.
	const needs = root.needs === undefined ? null : collect('/needs', root.needs, faults);
	const people = collect('/staff', root.staff, faults);
	collect('/counters', root.counters, faults);
	collect('/profiles', root.profiles, faults);
	collect('/checklists', root.checklists, faults);
	const refer = (path: string, ids: Set<string> | null, id: unknown, code: ReferenceCode) => {
		if (ids === null || typeof id !== 'string' || ids.has(id)) return;
		faults.push({ path, code, params: { id } });
	};
	each(root.counters, '/counters', (counter, at) =>
		list(counter.services).forEach((id, index) =>
			refer(`${at}/services/${index}`, services, id, 'unknown_service')
		)
	);
	each(root.profiles, '/profiles', (profile, at) =>
		list(profile.services).forEach((id, index) =>
			refer(`${at}/services/${index}`, services, id, 'unknown_service')
		)
	);
	each(root.services, '/services', (service, at) => {
		collect(`${at}/formChecks`, service.formChecks, faults);
	});
	const printer = entryOf(root.kiosk)?.printer;
	refer('/kiosk/printer', devices, printer, 'unknown_device');
	each(root.devices, '', (device) => {
		if (device.id !== printer || typeof printer !== 'string' || printsTickets(device)) return;
		faults.push({ path: '/kiosk/printer', code: 'not_a_printer', params: { id: printer } });
	});
	each(root.products, '/products', (product, at) =>
		list(product.needs).forEach((id, index) =>
			refer(`${at}/needs/${index}`, needs, id, 'unknown_need')
		)
	);
	each(root.pitches, '/pitches', ({ service, product }, at) => {
		refer(`${at}/service`, services, service, 'unknown_service');
		refer(`${at}/product`, products, product, 'unknown_product');
	});
	each(root.targets, '/targets', (target, at) => {
		refer(`${at}/product`, products, target.product, 'unknown_product');
		for (const id of Object.keys(entryOf(target.staff) ?? {})) {
			refer(`${at}/staff/${escaped(id)}`, people, id, 'unknown_person');
		}
	});
	each(root.checklists, '/checklists', (checklist, at) => {
		collect(`${at}/items`, checklist.items, faults);
		each(checklist.items, `${at}/items`, (item, place) =>
			refer(`${place}/device`, devices, item.device, 'unknown_device')
		);
	});
	const { timeZone: zone } = root;
	if (typeof zone === 'string' && !isTimeZone(zone)) {
		faults.push({ path: '/timeZone', code: 'unknown_time_zone', params: { zone } });
	}
	checkHours(entryOf(root.hours) ?? {}, faults);
	return [...faults, ...saidTwice(root), ...promptFaults(root)];
}

/** Whether a device is a printer that can be reached; what cannot be read is the schema's to tell. */
function printsTickets({ kind, probe }: Entry): boolean {
	if (typeof kind !== 'string') return true;
	const host = entryOf(probe)?.host;
	return kind === 'printer' && host !== undefined && host !== '';
}

type ReferenceCode = Extract<
	FaultCode,
	'unknown_service' | 'unknown_product' | 'unknown_person' | 'unknown_device' | 'unknown_need'
>;

const DAY = '(mon|tue|wed|thu|fri|sat|sun)';
const DAYS = new RegExp(`^${DAY}(-${DAY})?$`);

function checkHours(hours: Entry, faults: Fault[]): void {
	const taken = new Set<number>();
	for (const [days, times] of Object.entries(hours)) {
		const path = `/hours/${escaped(days)}`;
		// Otherwise the schema has said that it is no day.
		if (!DAYS.test(days)) continue;
		const own = weekdaysOf(days);
		const [from, to] = list(times);
		const twice = own.some((day) => taken.has(day));
		if (twice) faults.push({ path, code: 'day_twice', params: { days } });
		else if (isTime(from) && isTime(to) && from >= to) {
			faults.push({ path, code: 'closes_before_opening', params: { from, to } });
		}
		for (const day of own) taken.add(day);
	}
}

function isTime(time: unknown): time is string {
	return typeof time === 'string' && /^\d\d:\d\d$/.test(time);
}

/** The ids of a list, or null where one of them cannot be read: then nothing can be said to be missing. */
function collect(path: string, value: unknown, faults: Fault[]): Set<string> | null {
	if (value !== undefined && !Array.isArray(value)) return null;
	const seen = new Set<string>();
	let legible = true;
	list(value).forEach((item, index) => {
		const id = entryOf(item)?.id;
		if (typeof id !== 'string' || id === '') {
			legible = false;
			return;
		}
		if (seen.has(id)) {
			faults.push({ path: `${path}/${index}/id`, code: 'duplicate_id', params: { id } });
		}
		seen.add(id);
	});
	return legible ? seen : null;
}
