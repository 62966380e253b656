import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import type { PromptRecord, StageRecord, TicketRecord } from '#lib/protocol/history.ts';
import { emptyGroup } from '#server/store/group.ts';
import { openStore } from '#server/store/index.ts';
import type { Group, LoggedEvent, Store } from '#server/store/types.ts';

export const T0 = Date.parse('2026-11-23T01:00:00Z');

export function newFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'foyer-store-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

/** A store that is closed when its test ends. */
export function opened(folder: string, options?: { readOnly?: boolean }): Store {
	const store = openStore(folder, options);
	onTestFinished(() => store.close());
	return store;
}

/** Hands at the file as somebody with an editor would: no worker, no chain. */
export function tamper(folder: string, ...statements: string[]): void {
	const db = new Database(join(folder, 'foyer.db'));
	for (const statement of statements) db.exec(statement);
	db.close();
}

export function event(branch: string, seq: number, more: Partial<LoggedEvent> = {}): LoggedEvent {
	return {
		branch,
		seq,
		type: 'ticket.issued',
		at: T0 + seq * 1000,
		recordedAt: T0 + seq * 1000 + 7,
		subject: `A${seq}`,
		data: `{"service":"cash","customer":{"name":"王${seq}"}}`,
		source: 'queue',
		id: `${branch}-${seq}`,
		...more
	};
}

/** Events `from` to `to`. */
export function events(branch: string, from: number, to: number): LoggedEvent[] {
	return Array.from({ length: to - from + 1 }, (_, i) => event(branch, from + i));
}

export function group(some: Partial<Group>): Group {
	return { ...emptyGroup(), ...some };
}

/** Every field with a value of its own, so that two that are mixed up show. */
export function ticket(number: string, more: Partial<TicketRecord> = {}): TicketRecord {
	return {
		branch: 'lakeside',
		day: '2026-11-23',
		number,
		service: 'cash',
		segment: 'vip',
		state: 'finished',
		issuedAt: T0 + 1,
		calledAt: T0 + 2,
		startedAt: T0 + 3,
		endedAt: T0 + 4,
		counter: '5',
		staff: 't06',
		wait: 7,
		serviceTime: 8,
		parkedTime: 9,
		requeues: 10,
		transfers: 11,
		tags: ['large_amount', 'outflow'],
		promisedWait: 12,
		promisedLow: 13,
		promisedHigh: 14,
		rating: 5,
		divertedTo: 'atm-9',
		...more
	};
}

export function stage(number: string, more: Partial<StageRecord> = {}): StageRecord {
	return {
		branch: 'lakeside',
		day: '2026-11-23',
		number,
		stage: 0,
		service: 'cash',
		enteredAt: T0 + 1,
		calledAt: T0 + 2,
		startedAt: T0 + 3,
		endedAt: T0 + 4,
		counter: '5',
		end: 'requeued',
		wait: 6,
		serviceTime: 7,
		...more
	};
}

export function prompt(id: string, more: Partial<PromptRecord> = {}): PromptRecord {
	return {
		branch: 'lakeside',
		id,
		day: '2026-11-23',
		rule: 'long_wait',
		ticket: 'A1',
		service: 'cash',
		level: 2,
		raisedAt: T0 + 1,
		acceptedAt: T0 + 2,
		assignee: 'm01',
		closedAt: T0 + 3,
		outcome: 'interested',
		...more
	};
}
