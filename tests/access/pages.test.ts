import { afterAll, beforeAll, expect, test } from 'vitest';
import { canariesIn, CUSTOMER, MASKED, NOTES, plantCanaries } from '../support/canaries.ts';
import { CALLERS, callersOf } from '../support/callers.ts';
import type { CallerKind } from '../support/callers.ts';
import { lakeside, startTestServer } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';
import { builtDoors } from './manifest.ts';

/** Canaries in every personal column, and every page and reading route that was built, as every kind of caller. */
let server: TestServer;
let shown: ReturnType<typeof callersOf>;
let pages: string[];

beforeAll(async () => {
	server = await startTestServer({
		branches: [
			lakeside({
				staff: [{ id: 'wang', name: '王敏', role: 'lobby_manager' }],
				checklists: [
					{
						id: 'opening',
						role: 'lobby_manager',
						items: [{ id: 'phone', name: { zh: '电话', en: 'Phone' } }]
					}
				]
			}),
			lakeside({ id: 'harbour' })
		],
		pages: true,
		unlimited: true
	});
	await plantCanaries(server);
	shown = callersOf(server.app, () => server.now());
	shown('administrator');
	pages = (await builtDoors())
		.filter((door) => door.startsWith('GET '))
		.map((door) =>
			door
				.slice('GET '.length)
				.replace('/counter/[id]', '/counter/1')
				.replace('[id]', 'lakeside')
				.replace('[number]', 'A1')
		)
		.filter((path) => !path.includes('['));
});
afterAll(() => server.stop());

/** Pages that masked names may stand on, by who opens them. */
const MAY_MASK: Partial<Record<CallerKind, RegExp>> = {
	lobby_manager: /^\/lobby|history/,
	branch_head: /^\/lobby|^\/counter|^\/wealth|history/,
	teller: /^\/counter|history/,
	wealth_manager: /^\/wealth|history/
};

/** What is no customer's, and no screen's either: how people get in. */
const SECRETS = { 'a password’s hash': '$argon2id$', 'a made-up address': '@foyer.invalid' };

test.each(CALLERS)('%s: no page and no answer holds a name, a note or a secret', async (kind) => {
	const found: string[] = [];
	for (const path of pages) {
		for (const query of ['', '/__data.json']) {
			if (query !== '' && path.startsWith('/api/')) continue;
			const at = query === '' ? path : `${path === '/' ? '' : path}${query}`;
			const response = await fetch(`${server.url}${at}`, {
				redirect: 'manual',
				headers: shown(kind).headers
			});
			const text = `${await response.text()}\n${JSON.stringify([...response.headers])}`;
			const here = canariesIn(text, { ...CUSTOMER, ...NOTES, ...SECRETS });
			if (here.length > 0) found.push(`${at}: ${here.join()}`);
			const masked = canariesIn(text, MASKED).length > 0;
			if (masked && MAY_MASK[kind]?.test(path) !== true) found.push(`${at}: a masked name`);
		}
	}
	expect(found).toEqual([]);
	expect(pages.length).toBeGreaterThan(20);
});

test.each([
	['lobby_manager', '/lobby'],
	['teller', '/counter/1']
] as const)('the crawl finds what is there: masked names for a %s on %s', async (kind, path) => {
	const { headers } = shown(kind);
	const response = await fetch(`${server.url}${path}`, { headers });
	expect(canariesIn(await response.text(), MASKED)).toEqual(['masked']);
});
