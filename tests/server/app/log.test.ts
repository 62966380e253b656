import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ConfigError, readConfig } from '#server/config.ts';
import { LOG_LEVELS, logFault, logSentence, setLogLevel } from '#server/log.ts';
import type { LogDetails } from '#server/log.ts';
import { Minutes } from '#server/minutes.ts';
import { newCredential } from '#server/store/secrets.ts';
import { secretOf } from '#server/webhooks/secrets.ts';
import { manualClock } from '../../support/manual-clock.ts';

let lines: string[];
const terminal = process.stderr.isTTY;

beforeEach(() => {
	lines = [];
	process.stderr.isTTY = false;
	vi.spyOn(console, 'error').mockImplementation((line: unknown) => void lines.push(String(line)));
});
afterEach(() => {
	process.stderr.isTTY = terminal;
	setLogLevel('info');
	vi.restoreAllMocks();
});

const last = () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown>;

describe('a line of the log', () => {
	test('is an object for whoever collects it: level, time, sentence, and where it is about one, the branch', () => {
		logSentence('something was cut', { level: 'warn', branch: 'lakeside', count: 3 });
		expect(last()).toEqual({
			level: 'warn',
			time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
			msg: 'something was cut',
			branch: 'lakeside',
			count: 3
		});
	});

	test('of a fault has the id that its answer carries, and the trace', () => {
		const id = logFault('watching', new Error('broken'));
		expect(last()).toMatchObject({ level: 'error', fault: id, msg: `watching failed (${id})` });
		expect(last()['trace']).toContain('log.test.ts');
	});

	test('is a sentence for a person at a terminal', () => {
		process.stderr.isTTY = true;
		logSentence('the disk is full', { level: 'warn' });
		expect(lines).toEqual([expect.stringMatching(/^foyer: [\d-]+ [\d:]+ warn: the disk is full$/)]);
	});

	test('is written from the level on that is set', () => {
		setLogLevel('warn');
		logSentence('quiet');
		expect(lines).toEqual([]);
		expect(readConfig({ FOYER_LOG_LEVEL: 'debug' }).logLevel).toBe('debug');
		expect(() => readConfig({ FOYER_LOG_LEVEL: 'loud' })).toThrow(ConfigError);
	});
});

describe('no line holds', () => {
	const key = newCredential('foyer').secret;
	const display = newCredential('foyerdisplay').secret;
	const secrets: [string, string, string][] = [
		['a key', `key ${key} opened nothing`, key],
		['a display’s credential', `shown ${display}`, display],
		['a bearer', 'authorization: Bearer CANARY-TOKEN', 'CANARY-TOKEN'],
		['a cookie', '__Host-foyer-session=CANARY-COOKIE; Path=/', 'CANARY-COOKIE'],
		['a webhook’s secret', `signed with ${secretOf('k', 'e', 1)}`, secretOf('k', 'e', 1)],
		['a broker’s password', 'mqtt://user:CANARY-PASS@mqtt.bank.lan:1883', 'CANARY-PASS'],
		['what stands in an address', 'POST https://hooks.bank.lan/x?sign=CANARY', 'CANARY'],
		['a password', '{"username":"wang","password":"CANARY-WORD"}', 'CANARY-WORD']
	];

	test.each(secrets)('%s, at any level, in a sentence, a detail or a trace', (_, text, secret) => {
		setLogLevel('debug');
		for (const level of LOG_LEVELS) {
			if (level === 'error') logFault(text, new Error(text));
			else logSentence(text, { level, branch: text, shortOf: text });
		}
		expect(lines).toHaveLength(LOG_LEVELS.length);
		expect(lines.join()).not.toContain(secret);
	});

	test('what a parser quotes of a message that it could not read', () => {
		for (const body of [
			'欧阳金丝雀',
			'{"name":"欧阳金丝雀"',
			'["欧阳金丝雀" 7]',
			'{"a":欧阳金丝雀}'
		]) {
			try {
				JSON.parse(body);
			} catch (error) {
				logFault('reading', error);
			}
		}
		expect(lines).toHaveLength(4);
		expect(lines.join()).not.toMatch(/欧|金丝雀/);
	});

	test('a detail that no line is meant to have', () => {
		logSentence('called', { customer: '欧阳金丝雀', branch: 'lakeside' } as LogDetails);
		expect(lines.join()).not.toContain('金丝雀');
		expect(last()).toMatchObject({ branch: 'lakeside' });
	});
});

test('what happens again and again is a line a minute, with how often it did', () => {
	const clock = manualClock();
	let total = 5;
	const said: string[] = [];
	const recurring = { total: () => total, say: (count: number) => `${count} of them` };
	const minutes = new Minutes(clock, [recurring], (sentence) => void said.push(sentence));
	clock.advance(60_000);
	total += 1_000;
	clock.advance(60_000);
	clock.advance(60_000);
	expect(said).toEqual(['1000 of them']);
	minutes.dispose();
	expect(clock.pending).toBe(0);
});
