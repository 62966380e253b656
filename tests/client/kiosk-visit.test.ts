import { describe, expect, test, vi } from 'vitest';
import type { LiveView } from '#lib/client/live-view.svelte.ts';
import type { DeviceRow, TicketAnswer } from '#lib/protocol/index.ts';
import { Visit } from '../../src/routes/kiosk/visit.svelte.ts';

const taken: TicketAnswer = {
	number: 'A501',
	seq: 7,
	service: 'cash',
	issuedAt: 0,
	ahead: 2,
	estimate: null,
	token: 'T',
	link: 'http://10.0.0.5/t/T',
	paper: null
};

/** A kiosk at a branch; `answers` come in order, each when it is let go. */
function kiosk(...answers: { status?: number; body: unknown }[]) {
	const bodies: Record<string, unknown>[] = [];
	const act = vi.fn(() => Promise.resolve({ ok: true as const, seq: 1 }));
	const live = { stale: false, branch: { id: 'lakeside' }, act } as unknown as LiveView;
	const ask = vi.fn((_path: unknown, init?: RequestInit) => {
		bodies.push(JSON.parse(init?.body as string) as Record<string, unknown>);
		const { status = 200, body } = answers.shift() ?? { status: 422, body: { code: 'other' } };
		return Promise.resolve(new Response(JSON.stringify(body), { status }));
	});
	const visit = new Visit(live, 'zh', ask as unknown as typeof fetch);
	return { visit, live, bodies, ask, act };
}

test('two taps are a ticket, and nothing of it is left for the next customer', async () => {
	const { visit, bodies } = kiosk({ body: taken });
	expect(visit.begun).toBe(false);
	visit.choose('cash');
	expect(visit.begun).toBe(true);
	await visit.take();
	expect([visit.step, visit.ticket?.number]).toEqual(['ticket', 'A501']);
	expect(bodies).toEqual([{ id: expect.any(String), service: 'cash' }]);
	visit.first = 'en';
	visit.large = true;
	visit.low = true;
	visit.reset();
	expect(visit.begun).toBe(false);
	expect([visit.ticket, visit.service, visit.first, visit.large]).toEqual([
		null,
		null,
		'zh',
		false
	]);
});

test('a tap that comes twice is one request', async () => {
	const { visit, ask } = kiosk({ body: taken }, { body: taken });
	visit.choose('cash');
	await Promise.all([visit.take(), visit.take(), visit.take()]);
	expect(ask).toHaveBeenCalledTimes(1);
});

test('what was asked and not answered has the same id when it is asked again, another wish has its own', async () => {
	vi.useFakeTimers();
	try {
		const lost = Array.from({ length: 15 }, () => ({ status: 503, body: {} }));
		const { visit, bodies } = kiosk(...lost, { body: taken });
		visit.choose('cash');
		const first = visit.take();
		await vi.runAllTimersAsync();
		await first;
		expect([visit.refused, visit.step]).toEqual(['not_sent', 'choose']);
		await visit.take();
		expect(new Set(bodies.map(({ id }) => id)).size).toBe(1);
		expect(visit.step).toBe('ticket');
		visit.reset();
		visit.choose('cash');
		await visit.take();
		expect(new Set(bodies.map(({ id }) => id)).size).toBe(2);
	} finally {
		vi.useRealTimers();
	}
});

test('the right to priority is told without its reason', async () => {
	const { visit, bodies } = kiosk({ body: taken });
	visit.choose('cash');
	visit.claim({ segment: 'priority', reason: 'pregnant' });
	await visit.take();
	expect(bodies[0]).toMatchObject({ service: 'cash', segment: 'priority' });
	expect(JSON.stringify(bodies)).not.toContain('pregnant');
});

test('a wrong code leads back to the figures, and the customer is an ordinary one until it is right', async () => {
	const { visit, bodies } = kiosk(
		{ status: 422, body: { code: 'wrong_code' } },
		{ status: 429, body: { code: 'too_many_attempts' } },
		{ body: taken }
	);
	visit.choose('cash');
	visit.claim({ segment: 'vip', code: '1111' });
	await visit.take();
	expect([visit.step, visit.refused, visit.right.segment]).toEqual([
		'vip',
		'wrong_code',
		'ordinary'
	]);
	visit.claim({ segment: 'vip', code: '2222' });
	await visit.take();
	expect(visit.refused).toBe('too_many_attempts');
	visit.withoutRight();
	await visit.take();
	expect(visit.step).toBe('ticket');
	expect(bodies.map(({ code, segment }) => [segment, code])).toEqual([
		['vip', '1111'],
		['vip', '2222'],
		[undefined, undefined]
	]);
	expect(new Set(bodies.map(({ id }) => id)).size).toBe(3);
});

describe('whoever has gone', () => {
	test('gets no number on the next customer’s screen', async () => {
		const { visit } = kiosk({ body: taken });
		visit.choose('cash');
		const late = visit.take();
		visit.reset();
		visit.choose('opening');
		await late;
		expect([visit.step, visit.ticket, visit.busy]).toEqual(['choose', null, false]);
	});
});

test('a machine that was taken has no number to wait for', async () => {
	const { visit, bodies } = kiosk({ body: taken });
	visit.choose('cash');
	await visit.divert({ id: 'atm-1' } as DeviceRow);
	expect(bodies[0]).toMatchObject({ divertedTo: 'atm-1' });
	expect([visit.step, visit.device?.id, visit.ticket]).toEqual(['directions', 'atm-1', null]);
});

test('a kiosk that hears nothing asks for nothing', async () => {
	const { visit, live, ask } = kiosk({ body: taken });
	visit.choose('cash');
	(live as { stale: boolean }).stale = true;
	await visit.take();
	expect(ask).not.toHaveBeenCalled();
	expect(visit.ticket).toBeNull();
});

test('the paper of a ticket: printed, or why not', async () => {
	const onPaper = { ...taken, paper: { mode: 'text' as const } };
	const good = kiosk({ body: onPaper }, { body: { outcome: 'printed', paperLow: false } });
	good.visit.choose('cash');
	await good.visit.take();
	expect(good.visit.paper).toBe('printed');
	const bad = kiosk({ body: onPaper }, { body: { outcome: 'paper_out', paperLow: false } });
	bad.visit.choose('cash');
	await bad.visit.take();
	expect([bad.visit.step, bad.visit.paper]).toEqual(['ticket', { fault: 'paper_out' }]);
});

test('help is called once, and it is said when somebody was called before', async () => {
	const { visit, act } = kiosk();
	await visit.callForHelp();
	await visit.callForHelp();
	expect(visit.help).toBe('coming');
	expect(act).toHaveBeenCalledExactlyOnceWith('help.called', 'kiosk', {});
	act.mockResolvedValue({ ok: false, code: 'help_called' } as never);
	visit.reset();
	await visit.callForHelp();
	expect(visit.help).toBe('already');
	act.mockResolvedValue({ ok: false, code: 'not_sent' } as never);
	await visit.callForHelp();
	expect(visit.help).toBe('not_sent');
});
