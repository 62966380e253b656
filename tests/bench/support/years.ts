import Database from 'better-sqlite3';
import { join } from 'node:path';
import { dayPlus } from '#lib/domain/time/calendar-day.ts';
import { openStore } from '#server/store/index.ts';
import { Random } from './random.ts';

/** A pay day, every day: a normal one has 200. */
const TICKETS_A_DAY = 500;
const EVENTS_A_TICKET = 8;
export const FIRST_DAY = '2019-01-01';
const HOUR = 3_600_000;
const BRANCH = 1;

/**
 * Fills a folder with years of one busy branch, straight into the tables: so many events, and the history that they
 * would have left. Nothing here has gone through the rules. Returns the last day.
 */
export async function fillYears(folder: string, branch: string, events: number): Promise<string> {
	await openStore(folder).close();
	const db = new Database(join(folder, 'foyer.db'));
	db.pragma('journal_mode = MEMORY');
	db.pragma('synchronous = OFF');
	db.prepare('insert into branches (ordinal, id) values (?, ?)').run(BRANCH, branch);
	const into = (table: string, columns: string) =>
		db.prepare(
			`insert into ${table} (branch, ${columns}) values (${BRANCH}, ${columns.replace(/[^,]+/g, '?')})`
		);
	const event = into('events', 'seq, type, at, recorded_at, subject, data, hash');
	const ticket = into(
		'tickets',
		'day, number, service, segment, state, issued_at, called_at, started_at, ended_at, counter, staff, wait, service_time, parked_time, requeues, transfers, tags'
	);
	const prompt = into(
		'prompts',
		'id, day, rule, ticket, service, level, raised_at, assignee, closed_at, outcome'
	);
	const talk = into('engagements', 'id, day, at, staff, number, prompt, product, result, undone');
	const pitch = into(
		'pitches',
		'id, day, at, number, staff, product, result, told_wait, leaflet, undone'
	);
	const referral = into(
		'referrals',
		'id, day, state, number, "from", product, made_at, met_at, asked'
	);
	const sale = into(
		'sales',
		'id, day, at, product, amount, currency, staff, channel, number, prompt, corrections, cancelled'
	);
	const random = new Random(7);
	const some = (share: number) => random.next() < share;
	const hash = Buffer.alloc(32, 1);
	const data = JSON.stringify({ counter: '3', staff: 't03', outcome: 'done' });
	let seq = 0;
	let day = FIRST_DAY;
	for (; seq < events; day = dayPlus(day, 1)) {
		const opens = Date.parse(`${day}T00:00:00Z`) + HOUR;
		db.exec('begin');
		for (let nth = 1; nth <= TICKETS_A_DAY; nth += 1) {
			const number = `A${nth}`;
			const at = opens + Math.floor((nth / TICKETS_A_DAY) * 8 * HOUR);
			const wait = Math.floor(random.next() * 1_500_000);
			const service = nth % 3 === 0 ? 'opening' : 'cash';
			const [staff, product] = [`t${nth % 9}`, `p${nth % 20}`];
			for (let each = 0; each < EVENTS_A_TICKET; each += 1) {
				seq += 1;
				event.run(seq, 'ticket.called', at, at, number, data, hash);
			}
			// prettier-ignore
			ticket.run(day, number, service, 'ordinary', 'finished', at, at + wait, at + wait, at + wait + 300_000, '3', staff, wait, 300_000, 0, 0, 0, '[]');
			const id = `long_wait/${number}/${day}`;
			const used = wait > 600_000 && some(0.5);
			if (wait > 600_000) {
				// prettier-ignore
				prompt.run(id, day, 'long_wait', number, service, 0, at + 600_001, used ? staff : null, at + wait, used ? 'interested' : 'missed');
			}
			// prettier-ignore
			if (used) talk.run(`${day}/${nth}`, day, at + 700_000, staff, number, id, product, 'interested', 0);
			// prettier-ignore
			if (some(0.6)) pitch.run(`${day}/${nth}`, day, at + wait, number, staff, product, some(0.3) ? 'interested' : 'declined', 0, 0, 0);
			// prettier-ignore
			if (some(0.05)) referral.run(`r${nth}`, day, 'met', number, staff, product, at + 800_000, at + wait, 0);
			// prettier-ignore
			if (some(0.08)) sale.run(`s${nth}`, day, at + wait, product, 100_000, 'CNY', staff, 'lobby', number, id, 0, 0);
		}
		db.exec('commit');
	}
	db.exec('analyze');
	db.close();
	return dayPlus(day, -1);
}
