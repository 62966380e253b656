import type { BranchFile } from '#lib/protocol/branch-file.ts';
import type { Name } from '#lib/protocol/index.ts';
import { lobbyClosing, lobbyOpening, tellerClosing, tellerOpening } from './checklists.ts';
import { countersOf } from './counters.ts';
import { DEVICE_KINDS, devicesOf } from './device-kinds.ts';
import type { DeviceCounts } from './device-kinds.ts';
import { flagship } from './flagship.ts';
import { outlet } from './outlet.ts';
import { exampleProducts } from './products.ts';
import { SERVICES } from './services.ts';
import { standard } from './standard.ts';
import type { Template } from './template.ts';

const templates: readonly Template[] = [outlet, standard, flagship];

/** What a template can be asked for; a larger branch grows in the editor. */
export const TEMPLATE_LIMITS = { counters: 60, devicesOfAKind: 20, kinds: DEVICE_KINDS } as const;

/** The templates as a person chooses among them, the smallest first. */
export const TEMPLATES = templates.map(({ id, name, about, counters, devices, hours }) => ({
	id,
	name,
	about,
	counters,
	devices,
	hours
}));

/** What a new branch is made from. What is left out is as the template has it. */
export interface TemplateOptions {
	template: string;
	id: string;
	name: Name;
	timeZone: string;
	counters?: number;
	/** By kind; a kind that is left out has none once any is given. */
	devices?: Record<string, number>;
	hours?: BranchFile['hours'];
}

/**
 * A whole branch file: services, counters, devices, checklists and example products, nobody of the staff. Throws a
 * RangeError for a template that does not exist or for counts outside `TEMPLATE_LIMITS`.
 */
export function branchFromTemplate(options: TemplateOptions): BranchFile {
	const template = templates.find(({ id }) => id === options.template);
	if (template === undefined) throw new RangeError(`There is no template "${options.template}".`);
	const count = within(options.counters ?? template.counters, 1, TEMPLATE_LIMITS.counters);
	const devices = devicesOf(countsOf(options.devices ?? template.devices));
	return {
		id: options.id,
		name: options.name,
		timeZone: options.timeZone,
		hours: options.hours ?? template.hours,
		longWait: { seconds: 600, escalate: [1200, 1800] },
		services: template.services.map((id) => structuredClone(SERVICES[id])),
		counters: countersOf(count, template.profiles, template.services),
		devices,
		products: exampleProducts(),
		checklists: [lobbyOpening(devices), tellerOpening(), lobbyClosing(), tellerClosing()]
	};
}

function countsOf(wanted: Readonly<Record<string, number>>): DeviceCounts {
	const unknown = Object.keys(wanted).find((kind) => !DEVICE_KINDS.some((each) => each === kind));
	if (unknown !== undefined) throw new RangeError(`Templates know no device kind "${unknown}".`);
	return Object.fromEntries(
		DEVICE_KINDS.map((kind) => [kind, within(wanted[kind] ?? 0, 0, TEMPLATE_LIMITS.devicesOfAKind)])
	);
}

function within(count: number, least: number, most: number): number {
	if (Number.isInteger(count) && count >= least && count <= most) return count;
	throw new RangeError(`${count} is not a whole number from ${least} to ${most}.`);
}
