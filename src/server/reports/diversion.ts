import type { Config } from '#lib/domain/config/config.ts';
import type { DeviceReport } from '#lib/protocol/device-report.ts';
import type { PromptRecord, TicketRecord } from '#lib/protocol/history.ts';

type DiversionDay = DeviceReport['diversion'][number];
type Diverted = Pick<TicketRecord, 'day' | 'number' | 'service' | 'divertedTo'>;
type Asked = Pick<PromptRecord, 'day' | 'rule' | 'ticket'>;

/** What prompts to lead somebody to a machine came to, by day; a customer counts once. */
export function diversionOf(
	tickets: readonly Diverted[],
	prompts: readonly Asked[],
	{ services }: Pick<Config, 'services'>
): DiversionDay[] {
	const prompted = new Set<string>();
	const days = new Map<string, DiversionDay>();
	for (const { day, rule, ticket } of prompts) {
		if (rule !== 'divertible' || ticket === null) continue;
		const key = `${day} ${ticket}`;
		if (prompted.has(key)) continue;
		prompted.add(key);
		dayIn(days, day).prompted += 1;
	}
	for (const { day, number, service, divertedTo } of tickets) {
		if (divertedTo === null || !prompted.has(`${day} ${number}`)) continue;
		const own = dayIn(days, day);
		own.diverted += 1;
		own.savedSeconds += services.get(service)?.typicalService ?? 0;
	}
	return [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
}

function dayIn(days: Map<string, DiversionDay>, day: string): DiversionDay {
	let own = days.get(day);
	if (own === undefined) {
		days.set(day, (own = { day, prompted: 0, diverted: 0, savedSeconds: 0 }));
	}
	return own;
}

/** How many customers were led to each device, prompted or not. */
export function divertedTo(tickets: readonly Diverted[]): ReadonlyMap<string, number> {
	const counts = new Map<string, number>();
	for (const { divertedTo: to } of tickets) {
		if (to !== null) counts.set(to, (counts.get(to) ?? 0) + 1);
	}
	return counts;
}
