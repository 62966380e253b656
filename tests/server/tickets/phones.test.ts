import { describe, expect, test } from 'vitest';
import type { PhoneTicket } from '#lib/protocol/index.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { kioskOf, mustTake } from '../../support/kiosk.ts';
import { event, lakeside, testServer } from '../../support/test-server.ts';
import type { TestServer } from '../../support/test-server.ts';

/** A phone that listens: what it was told, in order, and whether it was told that this is the end. */
function listen({ app }: TestServer, token: string) {
	const told: PhoneTicket[] = [];
	const phone = { told, ended: false };
	const followed = app.phones.follow(
		token,
		(ticket) => told.push(ticket),
		() => (phone.ended = true)
	);
	return { ...followed, phone };
}

/** Machines tell what happens at the counters; phones are told a moment later. */
async function tell(
	server: TestServer,
	clock: ReturnType<typeof manualClock>,
	...args: Parameters<typeof event>
) {
	const { status } = await server.post(event(...args));
	expect(status).toBeLessThan(300);
	clock.advance(1_000);
}

describe('a phone', () => {
	test('follows its ticket from the line to the rating', async () => {
		const clock = manualClock();
		const server = await testServer({ clock });
		const kiosk = kioskOf(server);
		const ahead = await mustTake(server, kiosk);
		const { number, token } = await mustTake(server, kiosk);
		const { phone } = listen(server, token);
		expect(phone.told.at(-1)).toMatchObject({ number, state: 'waiting', place: 2, counter: null });
		await tell(server, clock, 'ticket.called', ahead.number, { counter: '1' });
		expect(phone.told.at(-1)).toMatchObject({ state: 'waiting', place: 1 });
		await tell(server, clock, 'ticket.called', number, { counter: '2' });
		expect(phone.told.at(-1)).toMatchObject({
			state: 'called',
			place: null,
			counter: { id: '2', name: { zh: '2号', en: 'Two' } }
		});
		await tell(server, clock, 'ticket.started', number, { counter: '2' });
		expect(phone.told.at(-1)).toMatchObject({ state: 'serving', mayRate: false });
		expect(await server.app.phones.rate(token, 5)).toMatchObject({ code: 'not_finished' });
		await tell(server, clock, 'ticket.finished', number, {});
		expect(phone.told.at(-1)).toMatchObject({ state: 'finished', mayRate: true });
		expect(await server.app.phones.rate(token, 4)).toEqual({ ok: true });
		clock.advance(1_000);
		expect(phone.told.at(-1)).toMatchObject({ state: 'finished', mayRate: false });
		// The same tap again is the same rating; another one is none.
		expect(await server.app.phones.rate(token, 4)).toEqual({ ok: true });
		expect(await server.app.phones.rate(token, 1)).toMatchObject({ code: 'already_rated' });
	});

	test('sees nothing of anybody else: no number, no name, no key', async () => {
		const clock = manualClock();
		const server = await testServer({ clock });
		const kiosk = kioskOf(server);
		const { number, token } = await mustTake(server, kiosk);
		const { phone } = listen(server, token);
		for (let each = 0; each < 12; each += 1) {
			await tell(server, clock, 'ticket.issued', `X${700 + each}`, {
				service: 'cash',
				segment: each % 3 === 0 ? 'vip' : 'ordinary',
				tags: ['canary_tag'],
				customer: { name: '欧阳金丝雀', ref: 'canary-ref' }
			});
			if (each % 4 !== 0) continue;
			await tell(server, clock, 'ticket.called', `X${700 + each}`, { counter: '1' });
			await tell(server, clock, 'ticket.finished', `X${700 + each}`, {});
		}
		await tell(server, clock, 'ticket.called', number, { counter: '1' });
		expect(phone.told.length).toBeGreaterThan(3);
		const said = phone.told.map((each) => JSON.stringify(each));
		for (const frame of said) expect(frame).not.toMatch(/X7|canary|欧阳|金丝雀|order|tags|segment/);
		expect(said.at(-1)).toContain(number);
	});

	test('missed its call, is back in line, is led elsewhere: each is told', async () => {
		const clock = manualClock();
		const server = await testServer({ clock });
		const kiosk = kioskOf(server);
		const [missed, led, voided] = [
			await mustTake(server, kiosk),
			await mustTake(server, kiosk),
			await mustTake(server, kiosk)
		];
		const [one, two, three] = [missed, led, voided].map(({ token }) => listen(server, token).phone);
		await tell(server, clock, 'ticket.called', missed.number, { counter: '1' });
		await tell(server, clock, 'ticket.no_show', missed.number, {});
		expect(one!.told.at(-1)).toMatchObject({ state: 'no_show', returnNext: 3, counter: null });
		await tell(server, clock, 'ticket.resumed', missed.number, {});
		expect(one!.told.at(-1)).toMatchObject({ state: 'waiting', place: 1 });
		await tell(server, clock, 'ticket.diverted', led.number, { to: 'atm-1' });
		expect(two!.told.at(-1)).toMatchObject({ state: 'diverted' });
		await tell(server, clock, 'ticket.cancelled', voided.number, {});
		expect(three!.told.at(-1)).toMatchObject({ state: 'gone' });
	});

	test('is told nothing while only time passes or only others change', async () => {
		const clock = manualClock();
		const server = await testServer({ clock });
		const { token } = await mustTake(server, kioskOf(server));
		const { phone } = listen(server, token);
		clock.advance(1_000);
		const before = phone.told.length;
		await tell(server, clock, 'device.status', 'atm-1', { state: 'ok' });
		await tell(server, clock, 'counter.opened', '2', {});
		await tell(server, clock, 'ticket.issued', 'X1', { service: 'opening' });
		expect(phone.told.length - before).toBeLessThanOrEqual(1);
		await tell(server, clock, 'device.status', 'atm-1', { state: 'offline' });
		await tell(server, clock, 'device.status', 'atm-1', { state: 'ok' });
		expect(phone.told.length - before).toBeLessThanOrEqual(1);
	});
});

describe('an address', () => {
	test('of another branch’s ticket shows that branch, never the number’s namesake here', async () => {
		const server = await testServer({
			branches: [lakeside(), lakeside({ id: 'harbour', name: { zh: '港口', en: 'Harbour' } })]
		});
		const here = await mustTake(server, kioskOf(server));
		const there = await mustTake(
			server,
			kioskOf(server, 'harbour'),
			{ service: 'cash' },
			'harbour'
		);
		expect(there.number).toBe(here.number);
		expect(there.token).not.toBe(here.token);
		expect(server.app.phones.look(there.token)?.branch.en).toBe('Harbour');
		expect(server.app.phones.look(here.token)?.branch.en).toBe('Lakeside Branch');
	});

	test('is good for its day: the same number tomorrow has another', async () => {
		const clock = manualClock();
		const server = await testServer({ clock });
		const kiosk = kioskOf(server);
		const yesterday = await mustTake(server, kiosk);
		const { phone } = listen(server, yesterday.token);
		clock.advance(24 * 3_600_000);
		const today = await mustTake(server, kiosk);
		clock.advance(1_000);
		expect(today.number).toBe(yesterday.number);
		expect(today.token).not.toBe(yesterday.token);
		expect(server.app.phones.look(yesterday.token)).toBeUndefined();
		expect(phone.ended).toBe(true);
		expect(await server.app.phones.rate(yesterday.token, 5)).toMatchObject({
			code: 'unknown_ticket'
		});
		expect(listen(server, yesterday.token)).toMatchObject({ ok: false, code: 'unknown_ticket' });
	});

	test('that is forged, cut or of nothing is refused alike', async () => {
		const server = await testServer();
		const { token } = await mustTake(server, kioskOf(server));
		for (const wrong of [
			'',
			'x',
			token.slice(0, -1),
			token.slice(1),
			`${token}A`,
			'A'.repeat(5_000)
		]) {
			expect(server.app.phones.look(wrong)).toBeUndefined();
			expect(listen(server, wrong)).toMatchObject({ ok: false, code: 'unknown_ticket' });
			expect(await server.app.phones.rate(wrong, 5)).toMatchObject({ code: 'unknown_ticket' });
		}
	});
});

describe('many phones', () => {
	test('of one ticket are five, and one that goes makes room', async () => {
		const server = await testServer();
		const kiosk = kioskOf(server);
		const { token } = await mustTake(server, kiosk);
		const phones = Array.from({ length: 5 }, () => listen(server, token));
		expect(phones.every(({ ok }) => ok)).toBe(true);
		expect(listen(server, token)).toMatchObject({ ok: false, code: 'too_many' });
		const [first] = phones;
		if (first?.ok) first.undo();
		expect(listen(server, token)).toMatchObject({ ok: true });
		const other = await mustTake(server, kiosk);
		expect(listen(server, other.token)).toMatchObject({ ok: true });
	});

	test('are two thousand in all', async () => {
		const server = await testServer({ unlimited: true });
		const kiosk = kioskOf(server);
		for (let each = 0; each < 400; each += 1) {
			const { token } = await mustTake(server, kiosk);
			for (let again = 0; again < 5; again += 1) {
				expect(listen(server, token).ok).toBe(true);
			}
		}
		const { token } = await mustTake(server, kiosk);
		expect(listen(server, token)).toMatchObject({ ok: false, code: 'too_many' });
	});
});

describe('when the server closes', () => {
	test('each phone is told that this is the end, and none begins any more', async () => {
		const server = await testServer();
		const kiosk = kioskOf(server);
		const { token } = await mustTake(server, kiosk);
		const phones = [listen(server, token), listen(server, token)];
		await server.close();
		expect(phones.map(({ phone }) => phone.ended)).toEqual([true, true]);
		expect(listen(server, token)).toMatchObject({ ok: false, code: 'unavailable' });
		expect(await server.app.phones.rate(token, 5)).toMatchObject({ code: 'unavailable' });
	});
});
