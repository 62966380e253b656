import { describe, expect, test } from 'vitest';
import type { BranchFile } from '#lib/protocol/index.ts';
import { OPERATOR } from '#server/access/access.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { kioskOf, mustTake, ORIGIN, take } from '../../support/kiosk.ts';
import { lakeside, testServer } from '../../support/test-server.ts';

const HOURS: BranchFile['hours'] = { 'mon-fri': ['09:00', '17:00'] };
const at = (time: string) => Date.parse(`2026-11-25T${time}+08:00`);

describe('a ticket of the kiosk', () => {
	test('has a number, who is ahead, and an address for the phone', async () => {
		const server = await testServer();
		const kiosk = kioskOf(server);
		const first = await mustTake(server, kiosk);
		expect(first).toMatchObject({ number: 'A001', service: 'cash', ahead: 0, paper: null });
		const second = await mustTake(server, kiosk, { segment: 'ordinary' });
		expect(second).toMatchObject({ number: 'A002', ahead: 1 });
		expect(second.link).toBe(`${ORIGIN}/t/${second.token}`);
		expect(server.app.phones.look(second.token)).toMatchObject({ number: 'A002', place: 2 });
		const view = server.app.branches.get('lakeside')!.view('lobby').view;
		expect(Object.keys(view.tickets!)).toEqual(['A001', 'A002']);
	});

	test('comes no more often than fingers do: one kiosk cannot fill the branch', async () => {
		const server = await testServer();
		const [kiosk, other] = [kioskOf(server), kioskOf(server)];
		const answers: boolean[] = [];
		for (let n = 0; n < 61; n += 1) answers.push((await take(server, kiosk)).ok);
		expect(answers.lastIndexOf(true)).toBe(59);
		expect(await take(server, kiosk)).toMatchObject({ code: 'kiosk_busy' });
		expect(await take(server, other)).toMatchObject({ ok: true });
	});

	test('is one however often the same tap arrives, at the same time or after its answer was lost', async () => {
		const server = await testServer();
		const kiosk = kioskOf(server);
		const twice = await Promise.all([
			take(server, kiosk, { id: 'same' }),
			take(server, kiosk, { id: 'same' })
		]);
		await mustTake(server, kiosk);
		const later = await take(server, kiosk, { id: 'same' });
		const numbers = [...twice, later].map((each) => each.ok && each.value.number);
		expect(numbers).toEqual(['A001', 'A001', 'A001']);
		expect([...twice, later].map((each) => each.ok && each.value.token)).toEqual(
			Array(3).fill(twice[0].ok && twice[0].value.token)
		);
		// The same id for something else is a mistake, not a ticket.
		expect(await take(server, kiosk, { id: 'same', service: 'opening' })).toMatchObject({
			ok: false,
			code: 'id_reused'
		});
		expect(
			Object.keys(server.app.branches.get('lakeside')!.view('wall').view.tickets!)
		).toHaveLength(2);
	});

	test('of a right to priority stands before others, without a proof', async () => {
		const server = await testServer();
		const kiosk = kioskOf(server);
		await mustTake(server, kiosk);
		const priority = await mustTake(server, kiosk, { segment: 'priority' });
		expect(priority.ahead).toBe(0);
	});

	test('that is led to a machine counts as led there, and waits in no line', async () => {
		const server = await testServer();
		const kiosk = kioskOf(server);
		const { number, ahead, estimate } = await mustTake(server, kiosk, { divertedTo: 'atm-1' });
		expect([ahead, estimate]).toEqual([0, null]);
		const { view } = server.app.branches.get('lakeside')!.view('lobby');
		expect(view.tickets).toEqual({});
		expect(view.kpis!['today']).toMatchObject({ issued: 1, diverted: 1 });
		expect(number).toBe('A001');
		expect(await take(server, kiosk, { divertedTo: 'atm-9' })).toMatchObject({
			code: 'unknown_device'
		});
	});

	test('carries no name, note or signal, and is for the kiosk’s own branch', async () => {
		const server = await testServer({ branches: [lakeside(), lakeside({ id: 'harbour' })] });
		const kiosk = kioskOf(server);
		for (const said of [{ name: '王芳' }, { note: 'x' }, { tags: ['vip'] }]) {
			expect(await take(server, kiosk, said)).toMatchObject({ ok: false, code: 'forbidden' });
		}
		expect(await take(server, kiosk, {}, 'harbour')).toMatchObject({ code: 'forbidden' });
		expect(await take(server, kiosk, {}, 'nowhere')).toMatchObject({ code: 'forbidden' });
		expect(server.app.branches.get('harbour')!.view('wall').view.tickets).toEqual({});
	});
});

describe('a VIP customer', () => {
	const branch = lakeside({ kiosk: { vipCode: '4711' } });

	test('types the code of the branch; a wrong one gives no ticket', async () => {
		const server = await testServer({ branches: [branch] });
		const kiosk = kioskOf(server);
		for (const code of ['0000', '471', '47111', '', undefined]) {
			expect(
				await take(server, kiosk, { segment: 'vip', ...(code !== undefined && { code }) })
			).toMatchObject({ ok: false, code: 'wrong_code' });
		}
		expect(await take(server, kiosk, { segment: 'vip', code: '4711' })).toMatchObject({ ok: true });
		const { view } = server.app.branches.get('lakeside')!.view('kiosk');
		expect(JSON.stringify(view)).not.toContain('4711');
		expect(view.branch!['lakeside']!.kiosk).toEqual({ prints: false, vip: true });
	});

	test('who guesses is stopped, also before the right code, and other kiosks go on', async () => {
		const server = await testServer({ branches: [branch] });
		const [kiosk, other] = [kioskOf(server), kioskOf(server)];
		const codes: string[] = [];
		for (let guess = 1000; guess < 1012; guess += 1) {
			const answer = await take(server, kiosk, { segment: 'vip', code: `${guess}` });
			codes.push(answer.ok ? 'ok' : answer.code);
		}
		expect(codes.slice(0, 10)).toEqual(Array(10).fill('wrong_code'));
		expect(codes.at(-1)).toBe('too_many_attempts');
		expect(await take(server, kiosk, { segment: 'vip', code: '4711' })).toMatchObject({
			code: 'too_many_attempts',
			wait: expect.any(Number)
		});
		// Everybody else still gets a number there.
		expect(await take(server, kiosk)).toMatchObject({ ok: true });
		expect(await take(server, other, { segment: 'vip', code: '4711' })).toMatchObject({ ok: true });
	});

	test('is nobody where the branch has no code', async () => {
		const server = await testServer();
		expect(await take(server, kioskOf(server), { segment: 'vip', code: '' })).toMatchObject({
			code: 'wrong_code'
		});
	});
});

describe('a branch that is closed', () => {
	test('gives no numbers at its kiosk; a tap of the last moment still counts', async () => {
		const clock = manualClock(at('08:59:00'));
		const server = await testServer({ clock, branches: [lakeside({ hours: HOURS })] });
		const kiosk = kioskOf(server);
		expect(await take(server, kiosk)).toMatchObject({ ok: false, code: 'branch_closed' });
		clock.to(at('09:00:00'));
		expect(await take(server, kiosk)).toMatchObject({ ok: true });
		clock.to(at('16:59:59'));
		const last = await mustTake(server, kiosk, { id: 'last' });
		clock.to(at('17:00:20'));
		const again = await mustTake(server, kiosk, { id: 'last' });
		expect(again.number).toBe(last.number);
		clock.to(at('17:01:00'));
		expect(await take(server, kiosk)).toMatchObject({ code: 'branch_closed' });
		// Whoever stands at the tablet knows whom they let in.
		const staff = { principal: OPERATOR, address: null };
		expect(await take(server, staff)).toMatchObject({ ok: true });
	});

	test('is never one without hours', async () => {
		const clock = manualClock(at('03:00:00'));
		const server = await testServer({ clock });
		expect(await take(server, kioskOf(server))).toMatchObject({ ok: true });
	});
});
