import { monitorEventLoopDelay } from 'node:perf_hooks';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { dayPlus } from '#lib/domain/time/calendar-day.ts';
import { CONVERSION_GROUPS } from '#lib/protocol/conversion.ts';
import { Analysts } from '#server/forecast/analysts.ts';
import { sellingBranch } from '../support/sales-days.ts';
import type { Bench } from './support/figures.ts';
import { removeFolder, temporaryFolder } from './support/folder.ts';
import { quantile } from './support/numbers.ts';
import { Random } from './support/random.ts';
import { fillYears, FIRST_DAY } from './support/years.ts';

const EVENTS = 10_000_000;
const ROUNDS = 60;
const DAYS = 30;
const TABLES = ['tickets', 'prompts', 'engagements', 'pitches', 'referrals', 'sales'];

/** What the reports of a month cost where years are behind it. */
export const reports: Bench = {
	name: 'reports',
	about: `reports of any month, with ${EVENTS.toLocaleString('en')} events of one branch behind them`,
	async run(report) {
		const folder = temporaryFolder();
		const file = sellingBranch('lakeside', 'CNY');
		const last = await fillYears(folder, file.id, EVENTS);
		const analysts = new Analysts(folder, 'foyer-reports');
		const db = new Database(join(folder, 'foyer.db'), { readonly: true });
		const floors = TABLES.map((table) =>
			db.prepare(`select * from ${table} where branch = 1 and day between ? and ?`)
		);
		try {
			const random = new Random(3);
			const days = (Date.parse(last) - Date.parse(FIRST_DAY)) / 86_400_000;
			const times: Record<string, number[]> = { conversion: [], paying: [], stats: [], floor: [] };
			await analysts.ask({ kind: 'paying', file, from: FIRST_DAY, to: FIRST_DAY });
			const loop = monitorEventLoopDelay({ resolution: 1 });
			let held = 0;
			for (let round = 0; round < ROUNDS; round += 1) {
				const from = dayPlus(FIRST_DAY, Math.floor(random.next() * (days - DAYS)));
				const span = { file, from, to: dayPlus(from, DAYS - 1) };
				const by = CONVERSION_GROUPS[round % CONVERSION_GROUPS.length]!;
				const timed = async (name: string, run: () => unknown) => {
					const began = performance.now();
					await run();
					times[name]!.push(performance.now() - began);
				};
				loop.reset();
				loop.enable();
				await timed('conversion', () => analysts.ask({ kind: 'conversion', ...span, by }));
				await timed('paying', () => analysts.ask({ kind: 'paying', ...span }));
				loop.disable();
				held = Math.max(held, loop.max / 1e6);
				await timed('stats', () => analysts.ask({ kind: 'stats', ...span, by: 'day' }));
			}
			for (let round = 0; round < ROUNDS; round += 1) {
				const from = dayPlus(FIRST_DAY, Math.floor(random.next() * (days - DAYS)));
				const began = performance.now();
				for (const each of floors) each.all(from, dayPlus(from, DAYS - 1));
				times['floor']!.push(performance.now() - began);
			}
			const floor = quantile(times['floor']!, 0.5);
			for (const name of ['conversion', 'paying', 'stats']) {
				const all = times[name]!;
				const note = `p50 ${quantile(all, 0.5).toFixed(0)} ms; bare SQL of the same rows p50 ${floor.toFixed(0)} ms`;
				const ours = quantile(all, 0.95);
				report({
					name: `${name} of a month, p95`,
					ours,
					unit: 'ms',
					target: { atMost: 200 },
					note
				});
			}
			report({
				name: 'event loop held meanwhile, at worst',
				ours: held,
				unit: 'ms',
				target: { atMost: 20 }
			});
		} finally {
			db.close();
			await analysts.close();
			removeFolder(folder);
		}
	}
};
