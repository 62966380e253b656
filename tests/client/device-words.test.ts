import { describe, expect, test } from 'vitest';
import { abilityText, causeText, functionName, levelText } from '#lib/client/device-words.ts';
import { KINDS, kindOf } from '#lib/domain/devices/kinds/index.ts';
import * as functionWords from '#lib/i18n/device-functions.ts';
import * as words from '#lib/i18n/devices.ts';
import type { DeviceFunctionState, DeviceRow } from '#lib/protocol/index.ts';

function functionsOf(
	kind: string,
	but: Record<string, DeviceFunctionState>
): DeviceRow['functions'] {
	const all = kindOf(kind).functions.map((id) => [id, 'ok'] as const);
	return { ...Object.fromEntries(all), ...but };
}

const ability = (kind: string, but: Record<string, DeviceFunctionState>) =>
	abilityText({ kind, functions: functionsOf(kind, but) }, 'zh');

describe('what a device can do', () => {
	test('of a recycler that gives no cash, both halves are told', () => {
		expect(ability('crs', { dispense: 'out' })).toBe('能存款，不能取现');
		const row = { kind: 'crs', functions: functionsOf('crs', { dispense: 'out' }) };
		expect(abilityText(row, 'en')).toBe('deposits OK, no withdrawals');
	});

	test('a receipt is told only while what people come for works', () => {
		expect(ability('atm', { receipt: 'out' })).toBe('能取现，不能打凭条');
		expect(ability('atm', { receipt: 'out', dispense: 'out', card: 'out' })).toBe('不能取现');
	});

	test('what is low still works, and of what nobody knows nothing is said', () => {
		expect(ability('atm', { dispense: 'degraded' })).toBe('');
		expect(ability('atm', { dispense: 'unknown', card: 'unknown' })).toBe('');
		expect(abilityText({ kind: 'own-kind', functions: {} }, 'zh')).toBe('');
	});

	test('a card machine issues cards, a kiosk numbers', () => {
		expect(functionName('issue', 'card', 'zh')).toBe('发卡');
		expect(functionName('issue', 'kiosk', 'zh')).toBe('出号');
	});
});

describe('what is wrong', () => {
	const atm = { kind: 'atm', functions: functionsOf('atm', { dispense: 'out' }) };

	test('a cause in words, else what does not work, else as it came', () => {
		expect(causeText({ ...atm, state: 'degraded', cause: 'out_of_cash' }, 'zh')).toBe('缺钞');
		expect(causeText({ ...atm, state: 'degraded', cause: 'dispenser_e42' }, 'zh')).toBe('不能取现');
		const own = { kind: 'own-kind', functions: {} };
		expect(causeText({ ...own, state: 'degraded', cause: 'e42' }, 'zh')).toBe('e42');
	});

	test('without a cause, the state; of a device that is fine, nothing', () => {
		expect(causeText({ ...atm, state: 'maintenance' }, 'zh')).toBe('维护');
		expect(causeText({ ...atm, state: 'ok' }, 'en')).toBe('');
	});

	test('every supply that a kind can lack has its words, and every function its name', () => {
		for (const locale of ['zh', 'en'] as const) {
			for (const { functions, levels } of KINDS) {
				for (const id of functions) expect(functionWords[locale].functions).toHaveProperty(id);
				for (const [id, { causes }] of Object.entries(levels)) {
					expect(functionWords[locale].levels).toHaveProperty(id);
					expect(words[locale].causes).toHaveProperty(causes.low);
					expect(words[locale].causes).toHaveProperty(causes.empty);
				}
			}
		}
	});
});

test('how much is left is told of what runs out', () => {
	expect(levelText({ kind: 'crs', levels: { paper: 0.08, cash: 0.6 } }, 'zh')).toBe('纸剩\u20098%');
	expect(levelText({ kind: 'crs', levels: { paper: 0.5 } }, 'zh')).toBe('');
	expect(levelText({ kind: 'crs' }, 'zh')).toBe('');
});
