import { describe, expect, it } from 'vitest';
import type { Patch, View } from '#lib/protocol/index.ts';
import { Board } from '#server/views/board.ts';
import type { Drawing } from '#server/views/draw.ts';
import { busyFile, issueMany, Watched } from '../support/busy-branch.ts';
import { at } from '../support/history.ts';

/** A screen's copy, which applies patches as the live protocol says. */
class Copy {
	readonly rows: Record<string, Record<string, unknown>> = {};
	seq: number;

	constructor(view: View, seq: number) {
		for (const [collection, rows] of Object.entries(view)) this.rows[collection] = { ...rows };
		this.seq = seq;
	}

	apply(patch: Patch): void {
		expect(patch.prev).toBe(this.seq);
		for (const [name, rows] of Object.entries(patch.set))
			Object.assign((this.rows[name] ??= {}), rows);
		for (const [name, ids] of Object.entries(patch.unset))
			for (const id of ids) delete this.rows[name]?.[id];
		this.seq = patch.seq;
	}
}

const busy = () => {
	const branch = new Watched();
	issueMany(branch, 30, at('09:00'));
	return branch;
};

describe('the board', () => {
	it('gives patches that follow each other without a gap', () => {
		const { patches } = busy();
		patches.forEach((patch, index) => {
			expect(patch.prev).toBe(index === 0 ? 0 : patches[index - 1]?.seq);
			expect(patch.seq).toBeGreaterThanOrEqual(patch.prev);
		});
	});

	it('sends the slow rows apart, once, on the sequence number that is known', () => {
		const branch = busy();
		for (const { set } of branch.patches.slice(1)) {
			expect(set).not.toHaveProperty('kpis');
			expect(set).not.toHaveProperty('services');
		}
		expect(branch.board.hasUntold).toBe(true);
		const slow = branch.board.tellSlow(at('09:20'));
		expect(slow.prev).toBe(slow.seq);
		expect(slow.seq).toBe(branch.board.seq);
		expect(slow.set.kpis?.['today']).toMatchObject({ issued: 30 });
		expect(Object.keys(slow.set.services ?? {})).toHaveLength(6);
		expect(branch.board.hasUntold).toBe(false);
		expect(branch.board.tellSlow(at('09:20')).set).toEqual({});
	});

	it('tells of each note about a fault, although they are one list that grows', () => {
		const branch = new Watched();
		const [down] = Object.values(
			branch.tell('device.status', at('09:00'), 'atm-1', { state: 'offline' }).set.incidents ?? {}
		);
		const told = ['09:01', '09:02'].map((time) => {
			const note = { staff: 'lobby-wang', note: `at ${time}` };
			const { set } = branch.tell('incident.noted', at(time), down?.id ?? '', note);
			return set.incidents?.[down?.id ?? '']?.notes.map(({ text }) => text);
		});
		expect(told).toEqual([['at 09:01'], ['at 09:01', 'at 09:02']]);
	});

	it('sends what only the forecast says anew every fifteen seconds, and with the ticket at once', () => {
		const branch = busy();
		branch.board.tellSlow(at('09:10:00'));
		branch.tell('counter.opened', at('09:10:01'), '1', {});
		branch.tell('counter.opened', at('09:10:02'), '2', {});
		const told = (now: number) =>
			branch.board.hasSlow(now, false) ? branch.board.tellSlow(now, false).set : {};
		const before = Object.keys(told(at('09:10:03')).tickets ?? {});
		branch.tell('counter.closed', at('09:10:04'), '1', {});
		branch.tell('counter.closed', at('09:10:05'), '2', {});
		expect(told(at('09:10:06'))).not.toHaveProperty('tickets');
		expect(branch.board.hasUntold).toBe(true);
		expect(branch.board.hasSlow(at('09:10:07'), false)).toBe(false);
		const later = told(at('09:10:21'));
		expect(Object.keys(later.tickets ?? {}).length).toBeGreaterThan(before.length);
		expect(later.tickets?.['B002']).toEqual(branch.board.view('lobby').tickets?.['B002']);
		expect(branch.board.hasUntold).toBe(false);
		// What else is new of a ticket takes its estimate along.
		const checked = branch.tell('form.checked', at('09:10:22'), 'B002', { ok: true });
		expect(checked.set.tickets?.['B002']).toMatchObject({ form: 'ok', estimate: null });
	});

	it('sends what follows from a ticket with the slow rows, and what a counter says at once', () => {
		const branch = busy();
		branch.board.tellSlow(at('09:11'));
		const called = branch.tell('ticket.called', at('09:12'), 'A001', { counter: '1' });
		expect(called.set).toMatchObject({ tickets: { A001: { state: 'called', counter: '1' } } });
		expect(called.set).not.toHaveProperty('counters');
		expect(branch.board.tellSlow(at('09:12')).set).toMatchObject({
			counters: { '1': { ticket: 'A001' } }
		});
		const paused = branch.tell('counter.paused', at('09:13'), '2', { reason: 'break' });
		expect(paused.set).toEqual({ counters: { '2': expect.objectContaining({ state: 'paused' }) } });
	});

	it('sends no row that says nothing new', () => {
		const branch = busy();
		branch.pass(at('09:10:30'));
		const raised = branch.patches.findLast((patch) => patch.set.prompts !== undefined);
		expect(Object.keys(raised?.set ?? {})).toEqual(['prompts']);
		branch.tell('counter.opened', at('09:11'), '1', { staff: 'teller-07' });
		const again = branch.tell('counter.opened', at('09:11'), '1', { staff: 'teller-07' });
		expect(again).toMatchObject({ set: {}, unset: {} });
		expect(again.seq).toBe(again.prev + 1);
	});

	it('is not moved by a device that is still there while people wait', () => {
		const branch = new Watched({ ...busyFile(), longWait: { seconds: 3_600 } });
		issueMany(branch, 30, at('09:00'));
		branch.tell('device.status', at('09:10'), 'atm-1', { state: 'ok' });
		branch.board.tellSlow(at('09:10'));
		const patch = branch.tell('device.heartbeat', at('09:10:20'), 'atm-1', {});
		expect(patch).toMatchObject({ set: {}, unset: {} });
		const later = branch.tell('device.heartbeat', at('09:11:10'), 'atm-1', {});
		const lastSeenAt = at('09:11:10');
		expect(later.set).toEqual({ devices: { 'atm-1': expect.objectContaining({ lastSeenAt }) } });
		expect(branch.board.hasUntold).toBe(false);
	});

	it('counts the patches that move no sequence number, so that the loss of one shows', () => {
		const branch = busy();
		const before = branch.board.told;
		const slow = branch.board.tellSlow(at('09:11'));
		expect(slow.told).toBe(before + 1);
		expect(branch.tell('ticket.parked', at('09:11'), 'A001', {}).told).toBe(before + 1);
		branch.board.tellSlow(at('09:11'));
		expect(branch.board.told).toBe(before + 2);
		// What says nothing is not worth asking for.
		branch.board.tellSlow(at('09:11'));
		expect(branch.board.told).toBe(before + 2);
	});

	it('brings a screen up from any point that it still remembers', () => {
		const branch = new Watched();
		const copies: Copy[] = [];
		const follow = () => copies.push(new Copy(branch.board.view('head'), branch.board.seq));
		branch.tell('clock.tick', at('08:59'), '', {});
		follow();
		issueMany(branch, 5, at('09:00'));
		follow();
		branch.board.tellSlow(at('09:02'));
		branch.tell('ticket.called', at('09:03'), 'A001', { counter: '1' });
		follow();
		branch.tell('ticket.finished', at('09:04'), 'A001', {});
		branch.board.tellSlow(at('09:05'));
		for (const copy of copies) {
			const missed = branch.board.patches('head', copy.seq);
			expect(missed).not.toBeNull();
			for (const patch of missed ?? []) copy.apply(patch);
			expect(copy.rows).toEqual(branch.board.view('head'));
			expect(copy.seq).toBe(branch.board.seq);
		}
	});

	it('has no patches for a screen of another process, of the future, or of long ago', () => {
		const rows = new Watched().board.view('head') as Required<View>;
		const board = new Board(rows, 41);
		expect(board.patches('wall', 41)).toBeNull();
		board.publish({}, 42, 0);
		expect(board.patches('wall', 41)).toBeNull();
		expect(board.patches('wall', 42)).toEqual([]);
		expect(board.patches('wall', 43)).toBeNull();
	});

	it('remembers some hundred patches, and not one that would leave a gap', () => {
		const board = new Board(new Watched().board.view('head') as Required<View>, 0);
		for (let seq = 1; seq <= 5_000; seq += 1) {
			const drawing: Drawing = { devices: new Map([['atm-1', device(seq)]]) };
			board.publish(drawing, seq, seq);
			for (const since of [seq - 900, seq - 601, seq - 250, seq - 1, seq]) {
				const patches = board.patches('wall', since);
				if (since < 1) continue;
				if (patches === null) {
					expect(seq - since).toBeGreaterThan(290);
					continue;
				}
				expect(patches.length).toBe(seq - since);
				expect(patches[0]?.prev ?? since).toBe(since);
			}
		}
	});

	it('forgets sooner when patches are large, and takes a whole view in one', () => {
		const branch = busy();
		const many = Object.fromEntries(
			Array.from({ length: 12_000 }, (_, i) => [`atm-${i}`, device(i)])
		);
		const rows = { ...(branch.board.view('head') as Required<View>), devices: many, tickets: {} };
		const before = branch.board.seq;
		const patch = branch.board.replace(rows, before + 1, 0);
		expect(patch.unset.tickets).toHaveLength(30);
		expect(Object.keys(patch.set.devices ?? {})).toHaveLength(12_000);
		expect(branch.board.patches('wall', before)).toBeNull();
		branch.board.publish({}, before + 2, 0);
		expect(branch.board.patches('wall', before + 2)).toEqual([]);
		expect(branch.board.view('wall').tickets).toEqual({});
	});

	it('leaves a patch alone once it is out', () => {
		const branch = busy();
		const whole = branch.board.replace(
			branch.board.view('head') as Required<View>,
			branch.board.seq,
			0
		);
		const told = structuredClone(whole);
		branch.tell('ticket.called', at('09:12'), 'A001', { counter: '1' });
		branch.tell('ticket.cancelled', at('09:13'), 'B002', {});
		expect(whole).toEqual(told);
	});
});

function device(seen: number) {
	return {
		id: 'atm-1',
		name: { zh: '1号', en: '1' },
		kind: 'atm',
		state: 'ok' as const,
		components: {},
		service: 'full' as const,
		functions: {},
		since: 0,
		lastSeenAt: seen
	};
}
