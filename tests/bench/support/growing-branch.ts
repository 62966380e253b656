import type { Command } from '#server/branch.ts';
import type { BranchFile, IncomingEvent } from '#lib/protocol/index.ts';
import { dayPlus } from '#lib/domain/time/calendar-day.ts';
import { benchBranch } from './branch-days.ts';

export const TICKETS_A_DAY = 500;
export const DEVICES = 20;
const FIRST_DAY = '2021-01-01';
const MINUTE = 60_000;
const COUNTERS = 14;

/** A branch whose devices send heartbeats every so many minutes, which is no reason for alarm. */
export function growingBranch(beatMinutes: number): BranchFile {
	return benchBranch('growing', {
		currency: 'CNY',
		devices: Array.from({ length: DEVICES }, (_, nth) => ({
			...{ id: `d${nth}`, kind: 'atm', name: { zh: `设备${nth}`, en: `Device ${nth}` } },
			silence: { stale: beatMinutes * 180, offline: beatMinutes * 300 }
		})),
		staff: [{ id: 'l1', name: '李', role: 'lobby_manager' }]
	});
}

export function dayOfBranch(nth: number): string {
	return dayPlus(FIRST_DAY, nth);
}

/** A pay day, every day: 500 customers of some seven events each, and the heartbeats of a day and a night. */
export function growingDay(nth: number, beatMinutes: number): Command[] {
	const day = dayOfBranch(nth);
	const midnight = Date.parse(`${day}T00:00:00+08:00`);
	const told: IncomingEvent[] = [];
	const tell = (at: number, type: string, subject: string, data: object) =>
		told.push({ at, type, subject, data } as IncomingEvent);
	for (let minute = 0; minute < 24 * 60; minute += beatMinutes) {
		for (let device = 0; device < DEVICES; device += 1) {
			tell(midnight + minute * MINUTE + device * 1000, 'device.heartbeat', `d${device}`, {});
		}
	}
	for (let ticket = 0; ticket < TICKETS_A_DAY; ticket += 1) {
		const number = `A${ticket + 1}`;
		const [counter, staff] = [String((ticket % COUNTERS) + 1), `t${(ticket % COUNTERS) + 1}`];
		const at = midnight + 9 * 60 * MINUTE + Math.floor((ticket / TICKETS_A_DAY) * 480 * MINUTE);
		const called = at + (ticket % 12 === 0 ? 12 : 6) * MINUTE;
		const service = ticket % 3 === 0 ? 'transfer' : 'cash';
		tell(at, 'ticket.issued', number, { service, segment: 'ordinary' });
		if (ticket % 24 === 0) {
			const data = { staff: 'l1', product: 'p1', result: 'interested' };
			tell(at + 11 * MINUTE, 'engagement.recorded', number, data);
		}
		tell(called, 'ticket.called', number, { counter, staff });
		tell(called + 10_000, 'ticket.started', number, { counter });
		tell(called + MINUTE, 'form.checked', number, { ok: true, staff: 'l1' });
		const pitch = { staff, product: 'p1', result: ticket % 4 === 0 ? 'interested' : 'declined' };
		if (ticket % 5 < 3) tell(called + 2 * MINUTE, 'pitch.made', number, pitch);
		if (ticket % 12 === 5) {
			const sale = { product: 'p1', amount: 5_000_000, currency: 'CNY', staff, channel: 'counter' };
			tell(called + 3 * MINUTE, 'sale.recorded', `s${nth}-${ticket}`, { ...sale, number });
		}
		tell(called + 4 * MINUTE, 'ticket.finished', number, { counter });
		tell(called + 5 * MINUTE, 'ticket.rated', number, { score: 1 + (ticket % 5) });
	}
	return told
		.sort((a, b) => a.at - b.at)
		.map((event, made) => ({ origin: 'machine', source: 'queue', id: `${day}/${made}`, event }));
}
