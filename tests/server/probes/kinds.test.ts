import { once } from 'node:events';
import { chmodSync, readFileSync } from 'node:fs';
import { createServer as createPage } from 'node:http';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { WebSocketServer } from 'ws';
import type { Probe } from '#lib/protocol/probe.ts';
import { wallClock } from '#server/clock.ts';
import { AllowedHosts } from '#server/probes/allowed.ts';
import { attempt } from '#server/probes/attempt.ts';
import { canPing, folder, freePort, freeUdpPort, peer, snmpd, start } from '../../support/peers.ts';
import { until } from '../../support/test-server.ts';

const host = '127.0.0.1';
const clock = wallClock();
const allowed = new AllowedHosts(['127.0.0.0/8', 'localhost']);
const ask = (probe: Probe, atMost?: number) =>
	attempt(probe, { clock, allowed, ...(atMost !== undefined && { atMost }) });

/** Anything that listens for TCP; gone with the test. */
async function listening(server: Server): Promise<number> {
	const open = new Set<Socket>();
	server.on('connection', (socket: Socket) => {
		open.add(socket);
		socket.on('error', () => {});
		socket.once('close', () => open.delete(socket));
	});
	server.listen(0, host);
	await once(server, 'listening');
	onTestFinished(() => {
		server.close();
		for (const socket of open) socket.destroy();
	});
	return (server.address() as AddressInfo).port;
}

const page = (answer: RequestListener) => listening(createPage(answer));

describe('tcp', () => {
	test('who takes a connection is there, and is sent nothing', async () => {
		let sent = 0;
		let ended = 0;
		const port = await listening(
			createServer((socket) => {
				socket.on('data', () => (sent += 1));
				socket.on('close', () => (ended += 1));
			})
		);
		expect(await ask({ type: 'tcp', host, port })).toEqual({ answer: 'ok' });
		await until(() => ended === 1);
		expect(sent).toBe(0);
	});

	test('who listens nowhere is not reached', async () => {
		const port = await freePort();
		expect(await ask({ type: 'tcp', host, port })).toEqual({
			...{ answer: 'none', cause: 'unreachable', detail: 'ECONNREFUSED' }
		});
		expect(await ask({ type: 'tcp', host: 'no-such-host.invalid', port })).toMatchObject({
			answer: 'none'
		});
	});

	test('who is not on the list is not asked', async () => {
		let asked = 0;
		const port = await listening(createServer(() => (asked += 1)));
		const nobody = { clock, allowed: new AllowedHosts(['10.0.0.0/8', `127.0.0.2:${port}`]) };
		expect(await attempt({ type: 'tcp', host, port }, nobody)).toEqual({
			...{ answer: 'none', cause: 'probe_not_allowed' }
		});
		expect(await attempt({ type: 'tcp', host: 'localhost', port }, nobody)).toMatchObject({
			cause: 'probe_not_allowed'
		});
		expect(asked).toBe(0);
	});
});

describe('http', () => {
	test('a page with the text is as it should be', async () => {
		const asked: unknown[] = [];
		const port = await page((request, response) => {
			asked.push(request.url, request.headers.host);
			response.end('<h1>网上银行 sign in</h1>');
		});
		const probe = { type: 'http', host: 'localhost', port, path: '/login?a=1' } as const;
		expect(await ask({ ...probe, text: '网上银行' })).toEqual({ answer: 'ok' });
		expect(asked).toEqual(['/login?a=1', `localhost:${port}`]);
		expect(await ask({ ...probe, text: '手机银行' })).toMatchObject({ cause: 'wrong_answer' });
	});

	test('an older page is read in its own characters', async () => {
		const port = await page((_, response) => {
			response.setHeader('content-type', 'text/html; charset=GBK');
			response.end(Buffer.from([0xd2, 0xf8, 0xd0, 0xd0]));
		});
		expect(await ask({ type: 'http', host, port, text: '银行' })).toEqual({ answer: 'ok' });
	});

	test('a redirect is not followed, and a failure is not taken for a page', async () => {
		let followed = 0;
		const other = await page((_, response) => {
			followed += 1;
			response.end();
		});
		const port = await page(({ url }, response) => {
			if (url === '/moved') response.writeHead(302, { location: `http://${host}:${other}/` });
			else response.writeHead(503);
			response.end('text');
		});
		expect(await ask({ type: 'http', host, port, path: '/moved', text: 'text' })).toEqual({
			...{ answer: 'wrong', cause: 'wrong_answer', detail: 'HTTP 302' }
		});
		expect(await ask({ type: 'http', host, port, text: 'text' })).toMatchObject({
			detail: 'HTTP 503'
		});
		expect(followed).toBe(0);
	});

	test('of a page without end so much is read and no more', async () => {
		let sent = 0;
		const port = await page((_, response) => {
			const more = () => {
				sent += 65_536;
				if (!response.destroyed) response.write('x'.repeat(65_536), () => setImmediate(more));
			};
			more();
		});
		expect(await ask({ type: 'http', host, port, text: 'end' })).toMatchObject({
			answer: 'wrong'
		});
		expect(sent).toBeLessThan(16 * 1024 * 1024);
	});

	test('who speaks something else is wrong, and who says nothing is silent', async () => {
		const shouting = await listening(createServer((socket) => socket.write('220 mail\r\n\r\n')));
		expect(await ask({ type: 'http', host, port: shouting })).toMatchObject({ answer: 'wrong' });
		const silent = await listening(createServer());
		expect(await ask({ type: 'http', host, port: silent }, 200)).toEqual({
			...{ answer: 'none', cause: 'no_answer' }
		});
		expect(await ask({ type: 'http', host, port: shouting, tls: true })).toMatchObject({
			answer: 'wrong'
		});
	});
});

describe('icmp', () => {
	test.skipIf(!canPing())('the system’s ping is answered by this machine', async () => {
		expect(await ask({ type: 'icmp', host })).toEqual({ answer: 'ok' });
	});

	/** With another program of that name, or none. */
	async function withPing<T>(script: string | null, run: () => Promise<T>): Promise<T> {
		const path = process.env['PATH'];
		const made = folder(script === null ? {} : { ping: `#!/bin/sh\n${script}\n` });
		if (script !== null) chmodSync(join(made, 'ping'), 0o755);
		process.env['PATH'] = made;
		try {
			return await run();
		} finally {
			process.env['PATH'] = path;
		}
	}

	test('without a ping, or where it is not allowed to, it says so', async () => {
		const unavailable = { answer: 'none', cause: 'probe_unavailable' };
		expect(await withPing(null, () => ask({ type: 'icmp', host }))).toMatchObject(unavailable);
		const forbidden = 'echo "ping: socket: Operation not permitted" >&2; exit 2';
		expect(await withPing(forbidden, () => ask({ type: 'icmp', host }))).toMatchObject(unavailable);
	});

	test('one that gets no answer says that, and one that hangs is ended', async () => {
		const silence = { answer: 'none', cause: 'no_answer' };
		expect(await withPing('exit 1', () => ask({ type: 'icmp', host }))).toEqual(silence);
		const note = join(folder(), 'pid');
		const hangs = `echo $$ > ${note}; exec /bin/sleep 100`;
		expect(await withPing(hangs, () => ask({ type: 'icmp', host }, 500))).toEqual(silence);
		const pid = Number(readFileSync(note, 'utf8'));
		await until(() => !isRunning(pid));
	});
});

function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

/** Rows of the Printer-MIB as lines for the agent. */
const row = (oid: string, type: string, value: string | number) =>
	`override -rw 1.3.6.1.2.1.${oid} ${type} ${value}`;
const HEALTHY = [
	row('25.3.5.1.1.1', 'integer', 3),
	row('25.3.5.1.2.1', 'octet_str', '0x00'),
	row('43.8.2.1.9.1.1', 'integer', 500),
	row('43.8.2.1.10.1.1', 'integer', 125),
	row('43.8.2.1.9.1.2', 'integer', 100),
	row('43.8.2.1.10.1.2', 'integer', -3),
	row('43.11.1.1.4.1.1', 'integer', 3),
	row('43.11.1.1.5.1.1', 'integer', 3),
	row('43.11.1.1.8.1.1', 'integer', 1_000),
	row('43.11.1.1.9.1.1', 'integer', 370),
	row('43.11.1.1.4.1.2', 'integer', 4),
	row('43.11.1.1.5.1.2', 'integer', 4),
	row('43.11.1.1.8.1.2', 'integer', 100),
	row('43.11.1.1.9.1.2', 'integer', 0)
];

describe.skipIf(peer('snmpd') === undefined)('snmp, of Net-SNMP’s agent', () => {
	const community = 'branch';

	test.each(['1', '2c'] as const)(
		'a printer tells its paper and toner by version %s',
		async (version) => {
			const { port } = await snmpd(HEALTHY);
			expect(await ask({ type: 'snmp', host, port, community, version })).toEqual({
				answer: 'ok',
				status: {
					state: 'ok',
					components: { paper: 'ok', toner: 'ok' },
					levels: { paper: 0.25, toner: 0.37 }
				}
			});
		}
	);

	test('one that is jammed with its toner low says the graver thing', async () => {
		const { port } = await snmpd([
			...HEALTHY.filter((line) => !line.includes('25.3.5.1.2.1')),
			row('25.3.5.1.2.1', 'octet_str', '0x24')
		]);
		expect(await ask({ type: 'snmp', host, port, community })).toMatchObject({
			answer: 'ok',
			status: {
				state: 'offline',
				cause: 'paper_jam',
				components: { paper: 'jammed', toner: 'low' }
			}
		});
	});

	test('a foreign community is silence', async () => {
		const { port } = await snmpd(HEALTHY);
		expect(await ask({ type: 'snmp', host, port, community: 'other' }, 700)).toEqual({
			...{ answer: 'none', cause: 'no_answer' }
		});
	});

	test('an agent that is no printer is told apart', async () => {
		const { port } = await snmpd([]);
		expect(await ask({ type: 'snmp', host, port, community })).toMatchObject({ answer: 'wrong' });
	});

	test('values of the wrong type make no level and no crash', async () => {
		const { port } = await snmpd([
			row('25.3.5.1.1.1', 'octet_str', '"idle"'),
			row('25.3.5.1.2.1', 'integer', 7),
			row('43.8.2.1.9.1.1', 'octet_str', '"many"'),
			row('43.8.2.1.10.1.1', 'octet_str', '"some"'),
			row('43.11.1.1.8.1.1', 'integer', 10),
			row('43.11.1.1.9.1.1', 'integer', 1_000),
			row('43.11.1.1.8.1.2', 'integer', -2),
			row('43.11.1.1.9.1.2', 'integer', -2)
		]);
		expect(await ask({ type: 'snmp', host, port, community })).toMatchObject({
			answer: 'ok',
			status: { state: 'ok', levels: { toner: 1 } }
		});
	});

	test('one that was stopped gives no answer in time', async () => {
		const { port, peer: agent } = await snmpd(HEALTHY);
		agent.child.kill('SIGSTOP');
		expect(await ask({ type: 'snmp', host, port, community }, 300)).toMatchObject({
			cause: 'no_answer'
		});
	});
});

/** A telephone of SIPp's that answers OPTIONS. */
async function telephone(status: string): Promise<number> {
	const port = await freeUdpPort();
	const made = folder({
		'uas.xml': `<?xml version="1.0" encoding="ISO-8859-1"?>
<scenario name="options">
  <recv request="OPTIONS"/>
  <send><![CDATA[
SIP/2.0 ${status}
[last_Via:]
[last_From:]
[last_To:];tag=[call_number]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0

]]></send>
</scenario>`
	});
	const args = ['-sf', 'uas.xml', '-i', host, '-p', String(port), '-nostdin', '-m', '10'];
	start(peer('sipp') as string, args, made);
	return port;
}

describe.skipIf(peer('sipp') === undefined)('sip, of SIPp', () => {
	test.each([
		['200 OK', 'ok'],
		['486 Busy Here', 'ok'],
		['404 Not Found', 'ok'],
		['480 Temporarily Unavailable', 'wrong'],
		['503 Service Unavailable', 'wrong'],
		['603 Decline', 'wrong']
	])('%s is %s', async (status, answer) => {
		const probe = { type: 'sip', host, port: await telephone(status), user: '8001' } as const;
		let result = await ask(probe);
		// Until it listens.
		while (result.answer === 'none') result = await ask(probe);
		expect(result).toMatchObject({ answer });
	});
});

describe('sip', () => {
	test('silence and a closed port are no answer', async () => {
		const port = await freeUdpPort();
		expect(await ask({ type: 'sip', host, port })).toMatchObject({
			...{ answer: 'none', cause: 'unreachable' }
		});
	});
});

/** A service that answers commands as a test says; undefined: not at all. */
async function service(answer: (name: string, header: Record<string, unknown>) => unknown[]) {
	const server = new WebSocketServer({ host, port: 0 });
	const open = new Set<unknown>();
	onTestFinished(() => {
		for (const client of server.clients) client.terminate();
		server.close();
	});
	server.on('connection', (socket) => {
		open.add(socket);
		socket.on('close', () => open.delete(socket));
		socket.on('message', (data: Buffer) => {
			const { header } = JSON.parse(data.toString()) as { header: Record<string, unknown> };
			for (const each of answer(String(header['name']), header)) {
				socket.send(typeof each === 'string' ? each : JSON.stringify(each));
			}
		});
	});
	await once(server, 'listening');
	return { port: (server.address() as AddressInfo).port, open };
}

const completion = (
	header: Record<string, unknown>,
	payload: unknown,
	completionCode = 'success'
) => ({
	header: { ...header, type: 'completion', completionCode },
	payload
});

describe('xfs4iot, of a service at a WebSocket', () => {
	test('tells its status, its cash and what changed meanwhile', async () => {
		const { port, open } = await service((name, header) =>
			name === 'Common.Status'
				? [
						{ header: { ...header, type: 'acknowledge' }, payload: {} },
						{
							header: { type: 'unsolicited', name: 'Common.StatusChangedEvent' },
							payload: { printer: { paper: { upper: 'low' } } }
						},
						completion(header, {
							common: { device: 'online', vendorWord: 'x'.repeat(70_000) },
							cardReader: { media: 'notPresent' },
							cashDispenser: { positions: [{ shutter: 'closed', transport: 'ok' }] }
						})
					]
				: [
						completion(header, {
							storage: {
								unit1: {
									...{ status: 'ok', capacity: 2_000 },
									cash: {
										configuration: { types: { cashOut: true } },
										status: {
											replenishmentStatus: 'low',
											initial: { cny100: { fit: 1_000 } },
											out: { presented: { cny100: { fit: 800 } } }
										}
									}
								}
							}
						})
					]
		);
		expect(await ask({ type: 'xfs4iot', host: 'localhost', port })).toEqual({
			answer: 'ok',
			status: {
				...{ state: 'degraded', cause: 'cash_low' },
				components: {
					...{ receipt_printer: 'low', dispenser: 'ok', card_reader: 'ok', cash: 'low' }
				},
				levels: { cash: 0.1 }
			}
		});
		await until(() => open.size === 0);
	});

	test('an older service is asked in its own edition', async () => {
		const { port } = await service((_, header) => [
			header['version'] === '1.0'
				? completion(header, { common: { device: 'hardwareError' } })
				: completion(header, {}, 'unsupportedCommand')
		]);
		expect(await ask({ type: 'xfs4iot', host, port })).toEqual({
			...{ answer: 'ok', status: { state: 'offline', cause: 'hardware' } }
		});
	});

	test.each([
		['text', (): unknown[] => ['not JSON']],
		['a number', (): unknown[] => ['7']],
		[
			'nothing of the standard',
			(_: string, header: Record<string, unknown>) => [completion(header, {})]
		],
		['a failure', (_: string, h: Record<string, unknown>) => [completion(h, {}, 'internalError')]],
		['without end', (): unknown[] => [`"${'x'.repeat(300_000)}"`]]
	])('one that answers %s is wrong or silent, and is left', async (_, answer) => {
		const { port, open } = await service(answer);
		const result = await ask({ type: 'xfs4iot', host, port }, 400);
		expect(result.answer).not.toBe('ok');
		await until(() => open.size === 0);
	});

	test('one that hangs after the handshake costs no socket', async () => {
		const { port, open } = await service(() => []);
		expect(await ask({ type: 'xfs4iot', host, port }, 200)).toMatchObject({ cause: 'no_answer' });
		await until(() => open.size === 0);
	});

	test('a page is no service', async () => {
		const port = await page((_, response) => response.end('hello'));
		expect(await ask({ type: 'xfs4iot', host, port })).toMatchObject({ answer: 'wrong' });
	});
});
