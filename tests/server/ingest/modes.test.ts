import { CloudEvent, emitterFor, HTTP, Mode } from 'cloudevents';
import type { Message } from 'cloudevents';
import { describe, expect, test } from 'vitest';
import { testServer } from '../../support/test-server.ts';
import type { TestServer } from '../../support/test-server.ts';

function issued(id: string, number: string): CloudEvent<{ service: string }> {
	return new CloudEvent({
		id,
		source: '/queue/1',
		type: 'ticket.issued',
		subject: number,
		time: '2026-11-25T09:00:00+08:00',
		data: { service: 'cash' }
	});
}

/** What the SDK asks its user to write: a function that sends a message. */
function transport(server: TestServer) {
	return async (message: Message) => {
		const { status, body } = await server.post(message.body as string, {
			...(message.headers as Record<string, string>)
		});
		return { status, body };
	};
}

describe('the official CloudEvents SDK', () => {
	for (const mode of [Mode.STRUCTURED, Mode.BINARY]) {
		test(`sends events in ${mode} mode unchanged`, async () => {
			const server = await testServer();
			const emit = emitterFor(transport(server), { mode });
			const first = await emit(issued('1', 'A001'));
			expect(first).toEqual({
				status: 200,
				body: { accepted: 1, duplicates: 0, rejected: [], seq: 2 }
			});
			const again = await emit(issued('1', 'A001'));
			expect(again).toEqual({
				status: 200,
				body: { accepted: 0, duplicates: 1, rejected: [], seq: 2 }
			});
			const { view } = server.app.branches.get('lakeside')!.view('wall');
			expect(view.tickets).toMatchObject({
				A001: { service: 'cash', issuedAt: Date.parse('2026-11-25T01:00:00Z') }
			});
		});
	}

	test('sends batches unchanged', async () => {
		const server = await testServer();
		const events = [issued('1', 'A001'), issued('2', 'A002')];
		const message: Message = {
			headers: { 'content-type': 'application/cloudevents-batch+json' },
			body: JSON.stringify(events)
		};
		// What we take for a batch is what the SDK itself reads as one.
		expect(HTTP.toEvent(message)).toHaveLength(2);
		expect(await transport(server)(message)).toEqual({
			status: 200,
			body: { accepted: 2, duplicates: 0, rejected: [], seq: 3 }
		});
	});
});

describe('binary mode', () => {
	const head = {
		'content-type': 'application/json',
		'ce-specversion': '1.0',
		'ce-id': '1',
		'ce-source': '/queue/1',
		'ce-type': 'ticket.issued',
		'ce-subject': 'A001'
	};

	test('reads percent-encoded attributes', async () => {
		const server = await testServer();
		const { status } = await server.post(
			{ service: 'cash' },
			{ ...head, 'ce-subject': '%E5%8F%B7%201' }
		);
		expect(status).toBe(200);
		const { view } = server.app.branches.get('lakeside')!.view('wall');
		expect(Object.keys(view.tickets!)).toEqual(['号 1']);
	});

	test('refuses attributes that are not encoded at all', async () => {
		const server = await testServer();
		const { status, body } = await server.post({ service: 'cash' }, { ...head, 'ce-id': '%zz' });
		expect({ status, code: body.code }).toEqual({ status: 400, code: 'malformed_header' });
	});

	test('needs no body where an event has no data', async () => {
		const server = await testServer();
		const { status } = await server.post('', {
			...head,
			'ce-type': 'device.heartbeat',
			'ce-subject': 'atm-1'
		});
		expect(status).toBe(200);
	});

	test('names what is missing', async () => {
		const server = await testServer();
		const { 'ce-id': _, ...without } = head;
		const { status, body } = await server.post({ service: 'cash' }, without);
		expect(status).toBe(422);
		expect(body).toMatchObject({ code: 'invalid_event', detail: 'The event must have "id".' });
	});
});
