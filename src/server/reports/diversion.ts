import type { Config } from '#lib/domain/config/config.ts';
import type { DeviceReport } from '#lib/protocol/device-report.ts';
import type { Diversions } from '#lib/protocol/history.ts';

type DiversionDay = DeviceReport['diversion'][number];

/** What prompts to lead somebody to a machine came to, by day; a customer counts once. */
export function diversionOf(
	{ diverted, prompted }: Diversions,
	{ services }: Pick<Config, 'services'>
): DiversionDay[] {
	const asked = new Set(prompted.map(keyOf));
	const days = new Map<string, DiversionDay>();
	for (const { day } of prompted) {
		const own = days.get(day);
		if (own === undefined) days.set(day, { day, prompted: 1, diverted: 0, savedSeconds: 0 });
		else own.prompted += 1;
	}
	for (const ticket of diverted) {
		const own = days.get(ticket.day);
		if (own === undefined || !asked.has(keyOf(ticket))) continue;
		own.diverted += 1;
		own.savedSeconds += services.get(ticket.service)?.typicalService ?? 0;
	}
	return [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
}

function keyOf({ day, number }: { day: string; number: string }): string {
	return `${day} ${number}`;
}

/** How many customers were led to each device, prompted or not. */
export function divertedTo({ diverted }: Diversions): ReadonlyMap<string, number> {
	const counts = new Map<string, number>();
	for (const { divertedTo: to } of diverted) counts.set(to, (counts.get(to) ?? 0) + 1);
	return counts;
}
