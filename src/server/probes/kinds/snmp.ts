import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';
import { isTellable } from '../../devices/status.ts';
import type { Asking, Kind, Target } from '../kind.ts';
import { none, wrong } from '../result.ts';
import type { TryResult } from '../result.ts';
import { printerStatus } from '../snmp/printer-mib.ts';

const PRINTER_STATUS = '1.3.6.1.2.1.25.3.5.1.1';
const DETECTED_ERRORS = '1.3.6.1.2.1.25.3.5.1.2';
const INPUT_MAX = '1.3.6.1.2.1.43.8.2.1.9';
const INPUT_LEVEL = '1.3.6.1.2.1.43.8.2.1.10';
const SUPPLY_CLASS = '1.3.6.1.2.1.43.11.1.1.4';
const SUPPLY_TYPE = '1.3.6.1.2.1.43.11.1.1.5';
const SUPPLY_MAX = '1.3.6.1.2.1.43.11.1.1.8';
const SUPPLY_LEVEL = '1.3.6.1.2.1.43.11.1.1.9';

/** Rows of one column that are looked at: a printer has a dozen, and an agent that never ends is left. */
const MOST_ROWS = 64;
const AT_ONCE = 16;
/** Requests are lost; sent again after so long, twice. Real milliseconds. */
const AGAIN = 1_000;

/** A printer's state, paper and toner by SNMP v1 or v2c: HOST-RESOURCES-MIB (RFC 2790), Printer-MIB (RFC 3805). */
export const snmp: Kind<'snmp'> = {
	type: 'snmp',
	port: ({ port = 161 }) => port,
	async ask({ community = 'public', version = '2c' }, target, asking) {
		const column = await open(target, community, version, asking);
		try {
			return await read(column.of);
		} catch (error) {
			const { name, message } = error as Error;
			if (name === 'RequestTimedOutError') return none('no_answer');
			// Refused or unreadable: somebody is there who is no printer of ours.
			if (/^(RequestFailed|ResponseInvalid|RequestInvalid)Error$/.test(name)) return wrong(message);
			throw error;
		} finally {
			column.close();
		}
	}
};

type Column = (oid: string) => Promise<Map<string, unknown>>;

async function read(column: Column): Promise<TryResult> {
	const status = await column(PRINTER_STATUS);
	const errors = await column(DETECTED_ERRORS);
	const [inputMax, inputs] = [await column(INPUT_MAX), await column(INPUT_LEVEL)];
	const [max, levels] = [await column(SUPPLY_MAX), await column(SUPPLY_LEVEL)];
	const [classes, types] = [await column(SUPPLY_CLASS), await column(SUPPLY_TYPE)];
	const found = printerStatus({
		status: [...status.values()],
		errors: [...errors.values()],
		inputs: [...inputs].map(([row, level]) => ({ level, max: inputMax.get(row) })),
		supplies: [...levels].map(([row, level]) => ({
			...{ level, max: max.get(row) },
			...(classes.has(row) && { class: classes.get(row) }),
			...(types.has(row) && { type: types.get(row) })
		}))
	});
	if (found === null) return wrong('It answers, but not as a printer');
	return isTellable(found) ? { answer: 'ok', status: found } : wrong('Its answer makes no sense');
}

async function open(
	{ address, family, port }: Target,
	community: string,
	version: '1' | '2c',
	{ signal }: Asking
): Promise<{ of: Column; close: () => void }> {
	// Loaded by whoever has a printer that is asked so.
	const { createSession, isVarbindError, Version1, Version2c } = (await import('net-snmp')).default;
	const session = createSession(address, community, {
		...{ port, version: version === '1' ? Version1 : Version2c },
		...{ timeout: AGAIN, retries: 2, transport: family === 6 ? 'udp6' : 'udp4' },
		dgramModule: { createSocket: (type) => guarded(createSocket(type), address) }
	});
	// What cannot be read is as if it had not come.
	session.on('error', () => {});
	let closed = false;
	const close = () => {
		signal.removeEventListener('abort', close);
		if (!closed) session.close();
		closed = true;
	};
	if (signal.aborted) close();
	signal.addEventListener('abort', close);
	signal.throwIfAborted();
	const of: Column = (oid) => {
		const { promise, resolve, reject } = Promise.withResolvers<Map<string, unknown>>();
		const rows = new Map<string, unknown>();
		session.subtree(
			oid,
			AT_ONCE,
			(varbinds) => {
				for (const each of varbinds) {
					if (!isVarbindError(each)) rows.set(each.oid.slice(oid.length + 1), each.value);
				}
				return rows.size >= MOST_ROWS;
			},
			(error) => (error === null || error === undefined ? resolve(rows) : reject(error))
		);
		return promise;
	};
	return { of, close };
}

/**
 * A socket whose listeners never throw: the library reads what anybody may send, and an exception in an event ends the
 * process. What comes from elsewhere than the printer is not heard at all.
 */
function guarded(socket: Socket, address: string): Socket {
	const on = socket.on.bind(socket);
	socket.on = ((event: string, listener: (...args: unknown[]) => void) => {
		if (event !== 'message') return on(event, listener);
		return on(event, (message: Buffer, from: { address: string }) => {
			if (from.address !== address) return;
			try {
				listener(message, from);
			} catch {
				// The request goes unanswered, and its time runs out.
			}
		});
	}) as typeof socket.on;
	return socket;
}
