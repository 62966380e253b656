/** A kiosk and its customers at a running server, without a browser. */
import type { BranchFile, TicketAnswer, TicketRequest } from '#lib/protocol/index.ts';
import type { Caller } from '#server/access/access.ts';
import type { Refused } from '#server/refused.ts';
import type { TestServer } from './test-server.ts';

export const ORIGIN = 'http://10.0.0.5:3000';

/** A display that somebody paired as a branch's kiosk. */
export function kioskOf({ app, now }: TestServer, branch = 'lakeside'): Caller {
	const { secret } = app.store.displays.create(
		{ branch, screen: 'kiosk', name: 'door', approvedBy: 'test' },
		now()
	);
	const principal = app.access.identify({ cookie: `${app.cookies.display}=${secret}` });
	return { principal, address: '10.0.0.7' };
}

let taken = 0;

export function take(
	server: TestServer,
	kiosk: Caller,
	request: Partial<TicketRequest> = {},
	branch = 'lakeside'
): Promise<{ ok: true; value: TicketAnswer } | Refused> {
	taken += 1;
	const body = { id: `t${taken}`, service: 'cash', ...request };
	return server.app.tickets.issue(kiosk, branch, body, ORIGIN);
}

/** A ticket that was certainly taken. */
export async function mustTake(...args: Parameters<typeof take>): Promise<TicketAnswer> {
	const answer = await take(...args);
	if (!answer.ok) throw new Error(answer.detail);
	return answer.value;
}

/** A branch file's printer at a port of this machine, named for the kiosk. */
export function withPrinter(
	port: number,
	probe: Record<string, unknown> = {}
): Pick<BranchFile, 'devices' | 'kiosk'> {
	const reached = { type: 'tcp' as const, host: '127.0.0.1', port, ...probe };
	return {
		kiosk: { printer: 'printer-1' },
		devices: [
			{ id: 'printer-1', kind: 'printer', name: { zh: '打印机', en: 'Printer' }, probe: reached },
			{ id: 'atm-1', kind: 'atm', name: { zh: '取款机', en: 'ATM' } }
		]
	};
}
