import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { App } from '#server/app.ts';
import { wallClock } from '#server/clock.ts';
import { readConfig } from '#server/config.ts';
import { DemoDays } from '#server/demo/day.ts';
import { lakeside } from '#server/demo/lakeside.ts';
import { workingDaysBefore } from '#server/demo/player.ts';
import type { DemoEvent } from '#server/demo/world.ts';
import type { Branch } from '#server/branch.ts';
import type { WhatIfQuery } from '#server/forecast/foresight.ts';
import type { IncomingEvent } from '#lib/protocol/index.ts';

export const DATE = '2026-11-25';
export const instant = (time: string, date = DATE) => Date.parse(`${date}T${time}:00+08:00`);

/** A question with nothing in it. */
export const NOTHING: WhatIfQuery = {
	day: null,
	to: null,
	from: '09:30',
	until: '10:30',
	counters: null,
	services: null,
	counter: null,
	profile: null,
	divert: null,
	share: null
};

export interface Lakeside {
	app: App;
	branch: Branch;
	/** Lives on until a local time of the last day. */
	until(time: string): Promise<void>;
}

/** The demonstration branch over a real store: so many days before, and the morning of the last until a local time. */
export async function lakesideAt(time: string, past = 0): Promise<Lakeside> {
	const folder = mkdtempSync(join(tmpdir(), 'foyer-forecast-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	let now = instant('08:50', workingDaysBefore(DATE, past)[0]);
	const clock = { ...wallClock(), now: () => now };
	const app = new App(readConfig({}, { data: folder, port: 0 }), clock);
	onTestFinished(() => app.dispose());
	await app.apply(lakeside);
	const branch = app.branches.get(lakeside.id) as Branch;
	let from = now;
	// Each day knows those before it, and is made up once.
	const days = new DemoDays(1);
	const made = new Map<string, DemoEvent[]>();
	const tell = async (date: string, until: number) => {
		const day = made.get(date) ?? days.next(date);
		made.set(date, day);
		const events = day.filter((each) => each.at > from && each.at <= until);
		const minutes = Map.groupBy(events, (each) => Math.floor(each.at / 60_000));
		for (const told of minutes.values()) {
			now = told.at(-1)?.at ?? now;
			await branch.accept(
				told.map(({ source, id, ...event }) => ({
					...{ origin: 'machine' as const, source, id },
					event: event as IncomingEvent
				}))
			);
		}
		from = until;
	};
	for (const date of workingDaysBefore(DATE, past)) await tell(date, instant('23:00', date));
	const until = async (next: string) => {
		await tell(DATE, instant(next));
		now = instant(next);
		branch.advance();
	};
	await until(time);
	return { app, branch, until };
}
