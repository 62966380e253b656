import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startServer } from '#server/server.ts';
import type { RunningServer } from '#server/server.ts';
import { openStore } from '#server/store/index.ts';
import type { Store } from '#server/store/types.ts';
import { foyer, newFolder } from '../cli/terminal.ts';
import { tamper } from '../store/support.ts';
import { manualClock } from '../../support/manual-clock.ts';
import type { ManualClock } from '../../support/manual-clock.ts';
import { lakeside } from '../../support/test-server.ts';
import { testConfig } from '../../support/test-config.ts';

const MINUTE = 60_000;

/** A branch at work: every minute a ticket comes, is called, and is finished; customers are named. */
class Shift {
	readonly data = newFolder();
	readonly clock: ManualClock = manualClock();
	#server: RunningServer | undefined;
	#next = 1;

	async open(): Promise<RunningServer> {
		const config = testConfig(this.data, { backups: { folder: this.backups, keyFile: null } });
		this.#server = await startServer({ config, clock: this.clock, pages: false });
		const server = this.#server;
		onTestFinished(() => server.close());
		if (server.app.branches.get('lakeside') === undefined) await server.app.apply(lakeside());
		return server;
	}

	get backups(): string {
		return join(this.data, 'backups');
	}

	/** So many minutes of work; the instant of the last event. */
	async work(minutes: number): Promise<number> {
		const branch = this.#server!.app.branches.get('lakeside')!;
		for (let i = 0; i < minutes; i += 1) {
			this.clock.advance(MINUTE);
			const [at, subject] = [this.clock.now(), `A${this.#next}`];
			const customer = { name: `王${this.#next}`, ref: `r${this.#next}` };
			this.#next += 1;
			const steps = [
				{ type: 'ticket.issued', subject, at, data: { service: 'cash', customer } },
				{ type: 'ticket.called', subject, at, data: { counter: '1' } },
				{ type: 'ticket.started', subject, at, data: { counter: '1' } },
				{ type: 'ticket.finished', subject, at, data: {} }
			] as const;
			await branch.accept(
				steps.map((event) => ({
					...{ origin: 'machine' as const, source: '/queue', id: `${subject}-${event.type}` },
					event
				}))
			);
		}
		return this.clock.now();
	}
}

/** What of a branch is in a folder: its log, its history, and whom it knows. */
async function contentOf(data: string): Promise<Record<string, unknown>> {
	const store = openStore(data, { readOnly: true });
	const content = readAll(store);
	await store.close();
	return content;
}

function readAll(store: Store): Record<string, unknown> {
	const span = ['lakeside', '2000-01-01', '2100-01-01'] as const;
	return {
		log: store.read('lakeside', 0, 100_000),
		tickets: store.history.tickets(...span),
		stages: store.history.stages(...span),
		customers: store.customers.ofDay('lakeside', '2026-11-25')
	};
}

test('the drill: a day of work, backups, the disk is lost, and what is lost is said', async () => {
	const shift = new Shift();
	const server = await shift.open();
	await shift.work(30);
	const backup = await server.app.backups.make();
	expect(backup).toMatchObject({ branches: 1 });
	const atBackup = readAll(server.app.store);
	const until = await shift.work(10);
	const { seq } = server.app.store.head('lakeside');
	await server.close();

	writeFileSync(join(shift.data, 'foyer.db'), Buffer.alloc(1 << 16, 0x5a));
	const { code, out, err } = await foyer('restore', '--data', shift.data);
	expect([code, err]).toEqual([0, []]);
	const missing = seq - (atBackup['log'] as unknown[]).length;
	expect(out.join('\n')).toContain(
		`to ${new Date(until).toISOString()} nothing is known, ${missing} events`
	);
	expect(await contentOf(shift.data)).toEqual(atBackup);
	expect((await foyer('verify', '--data', shift.data)).code).toBe(0);
	console.log(
		`drill: ${seq} events, ${missing} of them after the backup of ${backup!.bytes} bytes, said to be lost; ` +
			`${seq - missing} of ${seq - missing} restored, chain whole`
	);

	const again = await shift.open();
	expect(again.app.trouble).toBeUndefined();
	await shift.work(1);
	expect(again.app.store.verify('lakeside').ok).toBe(true);
	const noted = again.app.store.audit.search({ actions: ['data.restored'], limit: 5 });
	expect(noted).toMatchObject([{ actor: 'operator', detail: { to: null, caughtUp: 0 } }]);
});

test('to a moment: the backup before it, and what the log proves up to it, with its history', async () => {
	const shift = new Shift();
	const server = await shift.open();
	await shift.work(20);
	await server.app.backups.make();
	const moment = await shift.work(15);
	const atMoment = readAll(server.app.store);
	await shift.work(15);
	shift.clock.advance(MINUTE);
	await server.app.backups.make();
	await server.close();
	const whole = await contentOf(shift.data);

	const to = new Date(moment).toISOString();
	const restored = await foyer('restore', '--to', to, '--data', shift.data);
	expect(restored).toMatchObject({ code: 0, err: [] });
	expect(restored.out.join('\n')).toMatch(/Taken over from the replaced log: \d+ later events/);
	expect(await contentOf(shift.data)).toEqual(atMoment);
	expect((await foyer('verify', '--data', shift.data)).code).toBe(0);

	// The same again changes nothing; and the folder that was replaced has everything still.
	const again = await foyer('restore', '--to', to, '--data', shift.data);
	expect(again).toMatchObject({ code: 0, err: [] });
	expect(await contentOf(shift.data)).toEqual(atMoment);
	const kept = /kept in (.+)\.$/m.exec(restored.out.join('\n'))![1]!;
	const back = await foyer('restore', join(kept, 'foyer.db'), '--data', shift.data);
	expect(back).toMatchObject({ code: 0, err: [] });
	expect(await contentOf(shift.data)).toEqual(whole);
	const reopened = await shift.open();
	expect(reopened.app.store.verify('lakeside').ok).toBe(true);
});

test('from a damaged database everything is taken over up to where its chain breaks', async () => {
	const shift = new Shift();
	const server = await shift.open();
	await shift.work(10);
	await server.app.backups.make();
	await shift.work(10);
	const { log } = readAll(server.app.store) as { log: { seq: number; subject: string }[] };
	await server.close();
	const broken = log.findIndex(({ subject }) => subject === 'A15') + 1;
	tamper(shift.data, `update events set subject = 'B1' where seq = ${broken}`);

	const { code, out } = await foyer('restore', '--to', 'now', '--data', shift.data);
	expect(code).toBe(0);
	expect(out.join('\n')).toMatch(/nothing is known, \d+ events/);
	const after = await contentOf(shift.data);
	expect(after['log']).toEqual(log.slice(0, broken - 1));
	expect((await foyer('verify', '--data', shift.data)).code).toBe(0);
});

test('before the first backup there is nothing to restore to, and nothing is touched', async () => {
	const shift = new Shift();
	const server = await shift.open();
	const early = await shift.work(2);
	await shift.work(2);
	await server.app.backups.make();
	await server.close();
	const before = await contentOf(shift.data);
	const to = new Date(early).toISOString();
	const refused = await foyer('restore', '--to', to, '--data', shift.data);
	expect([refused.code, refused.err.join()]).toEqual([
		1,
		expect.stringMatching(/no backup from before that moment/)
	]);
	expect(await contentOf(shift.data)).toEqual(before);
	expect(existsSync(join(shift.data, 'restoring'))).toBe(false);
});
