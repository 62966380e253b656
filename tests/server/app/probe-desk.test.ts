import { expect, test } from 'vitest';
import { OPERATOR } from '#server/access/access.ts';
import type { Caller } from '#server/access/access.ts';
import { Limits, SHAPES } from '#server/limits/limits.ts';
import { ProbeDesk } from '#server/probe-desk.ts';
import type { Probing } from '#server/probes/probing.ts';

type Trier = Pick<Probing, 'tryOnce'>;

const caller: Caller = { principal: OPERATOR, address: null };
const probe = { type: 'tcp', host: '10.0.0.9', port: 9100 };
const { signal } = new AbortController();

function desk(probing: Trier, denied = false): ProbeDesk {
	const access = {
		denies: () => (denied ? { code: 'forbidden' as const, detail: 'No.' } : undefined)
	};
	return new ProbeDesk({ access, limits: new Limits(), probing });
}

/** Whoever is asked, and what for. */
function trier(): Trier & { asked: unknown[] } {
	const asked: unknown[] = [];
	const tryOnce: Trier['tryOnce'] = (...asking) => {
		asked.push(asking);
		return Promise.resolve({ result: { answer: 'ok' }, ms: 12 });
	};
	return { asked, tryOnce };
}

test('a probe is tried once, with the signal of whoever waits', async () => {
	const other = trier();
	expect(await desk(other).tryOnce(caller, probe, signal)).toEqual({
		ok: true,
		value: { result: { answer: 'ok' }, ms: 12 }
	});
	expect(other.asked).toEqual([[probe, { signal }]]);
});

test.each([
	['who may not configure', true, probe, 'forbidden'],
	['what is no probe', false, { type: 'tcp', host: '-f' }, 'invalid_probe'],
	['nothing at all', false, null, 'invalid_probe']
] as const)('%s: nobody is asked', async (_, denied, asked, code) => {
	const other = trier();
	expect(await desk(other, denied).tryOnce(caller, asked, signal)).toMatchObject({
		ok: false,
		code
	});
	expect(other.asked).toEqual([]);
});

test('whoever tries without end waits, and nobody is asked meanwhile', async () => {
	const other = trier();
	const own = desk(other);
	const { points } = SHAPES.tryProbe;
	for (let tries = 0; tries < points; tries += 1) await own.tryOnce(caller, probe, signal);
	const answer = await own.tryOnce(caller, probe, signal);
	expect(answer).toMatchObject({ ok: false, code: 'too_many_attempts' });
	expect(!answer.ok && answer.wait).toBeGreaterThan(0);
	expect(other.asked).toHaveLength(points);
});
