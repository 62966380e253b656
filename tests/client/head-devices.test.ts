import { expect, test } from 'vitest';
import type { IncidentRow, PromptRow } from '#lib/protocol/index.ts';
import { faultsOf } from '../../src/routes/head/devices/faults.ts';

const at = (time: string, day = '2026-11-25') => Date.parse(`${day}T${time}:00+08:00`);
const NOW = at('10:24');
const branch = { timeZone: 'Asia/Shanghai', businessDay: '2026-11-25' };

function incident(id: string, more: Partial<IncidentRow> = {}): IncidentRow {
	const fault = { severity: 'down' as const, openedAt: at('10:12'), notes: [], flaps: 0 };
	return { id, device: 'atm-2', ...fault, ...more };
}

function faults(rows: IncidentRow[], prompts: Record<string, PromptRow> = {}) {
	const incidents = Object.fromEntries(rows.map((row) => [row.id, row]));
	return faultsOf({ branch, devices: {}, incidents, prompts }, NOW);
}

test('what is open comes first, the longest before the others, then what is over, the latest first', () => {
	const order = faults([
		incident('over-early', { openedAt: at('08:00'), endedAt: at('08:10') }),
		incident('open-new'),
		incident('watched', { openedAt: at('09:00'), fineSince: at('10:20') }),
		incident('over-late', { openedAt: at('08:05'), endedAt: at('09:47') }),
		incident('open-old', { openedAt: at('23:00', '2026-11-24') })
	]).map((each) => each.incident.id);
	expect(order).toEqual(['open-old', 'open-new', 'watched', 'over-late', 'over-early']);
});

test('what ended yesterday is not of today', () => {
	const yesterday = incident('a', {
		openedAt: at('09:00', '2026-11-24'),
		endedAt: at('09:30', '2026-11-24')
	});
	expect(faults([yesterday])).toEqual([]);
	const overnight = { ...yesterday, endedAt: at('07:00') };
	expect(faults([overnight])).toHaveLength(1);
});

test('it lasts until it works again, or until now', () => {
	expect(faults([incident('a')])[0]).toMatchObject({ state: 'open', lasted: 12 * 60_000 });
	const watched = incident('a', { fineSince: at('10:20') });
	expect(faults([watched])[0]).toMatchObject({ state: 'watched', lasted: 8 * 60_000 });
});

test('nobody has it, as long as it is down and nobody took it', () => {
	expect(faults([incident('a')])[0]?.untaken).toBe(true);
	expect(faults([incident('a', { acknowledgedBy: 'm01' })])[0]).toMatchObject({
		untaken: false,
		owner: 'm01'
	});
	expect(faults([incident('a', { severity: 'limited' })])[0]?.untaken).toBe(false);
	expect(faults([incident('a', { fineSince: NOW })])[0]?.untaken).toBe(false);
});
