import { describe, expect, test } from 'vitest';
import * as actReasons from '#lib/i18n/act-reasons.ts';
import * as admin from '#lib/i18n/admin.ts';
import * as audit from '#lib/i18n/audit.ts';
import * as displays from '#lib/i18n/displays.ts';
import { ACTS } from '../../src/server/access/acts.ts';
import { KINDS } from '../../src/server/audit-desk.ts';
import { actOf, sentenceOf, whoOf } from '../../src/routes/admin/audit/words.ts';
import { here } from '../../src/routes/admin/here.ts';
import { stateOf } from '../../src/routes/admin/keys/expiry.ts';
import { deviceOf } from '../../src/routes/admin/people/agents.ts';
import { dayAndTime, dayFrom } from '../../src/routes/admin/when.ts';

const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)';
const KIT = 'AppleWebKit/537.36 (KHTML, like Gecko)';

test.each([
	[
		'Mozilla/5.0 (iPad; CPU OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
		'iPad · Safari'
	],
	[
		`${MAC} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15`,
		'Mac / iPad · Safari'
	],
	[`${MAC} ${KIT} Chrome/131.0.0.0 Safari/537.36`, 'Mac · Chrome'],
	[
		`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${KIT} Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0`,
		'Windows · Edge'
	],
	[
		`Mozilla/5.0 (Linux; Android 14; SM-X200) ${KIT} Chrome/131.0.0.0 Safari/537.36`,
		'Android · Chrome'
	],
	['Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0', 'Linux · Firefox'],
	['curl/8.5.0', undefined],
	['', undefined],
	[null, undefined]
])('%j is told as %j', (agent, words) => {
	expect(deviceOf(agent)).toBe(words);
});

test('a key is told of from fourteen days before it expires', () => {
	const day = 86_400_000;
	const at = (expiresAt: number | null, revokedAt: number | null = null) =>
		stateOf({ expiresAt, revokedAt }, 100 * day);
	expect(at(null)).toBe('valid');
	expect(at(114 * day)).toBe('valid');
	expect(at(114 * day - 1)).toBe('soon');
	expect(at(100 * day + 1)).toBe('soon');
	expect(at(100 * day)).toBe('expired');
	expect(at(114 * day, 1)).toBe('gone');
});

test('instants carry the day of the time zone', () => {
	const at = Date.parse('2026-11-25T16:30:00Z');
	expect(dayAndTime(at, 'Asia/Shanghai')).toBe('2026-11-26 00:30');
	expect(dayFrom(at, 7, 'Asia/Shanghai')).toBe('2026-12-03');
});

test('an address keeps what it is about, and neither the action before nor the language', () => {
	const url = new URL('http://x/admin/keys?/create&branch=lakeside&key=a b&lang=en');
	expect(here(url, { key: null })).toBe('?branch=lakeside');
	expect(here(url, { key: 'c&d' })).toBe('?branch=lakeside&key=c%26d');
	expect(here(url, {}, 'revoke')).toBe('?/revoke&branch=lakeside&key=a+b');
	expect(here(new URL('http://x/admin/keys'), {}, 'revoke')).toBe('?/revoke');
});

describe.each(['zh', 'en'] as const)('the audit in %s', (locale) => {
	const words = { audit: audit[locale], admin: admin[locale], displays: displays[locale] };
	const told = (action: string, target: string, detail: Record<string, unknown> = {}) =>
		sentenceOf({ action, target, detail }, words);

	test('an action that is not known is shown as it is', () => {
		expect(told('ghost.seen', 'x', { a: 1 })).toBe('ghost.seen x {"a":1}');
		expect(told('toString', '')).toBe('toString');
	});

	test('every sentence holds with a detail that lacks everything', () => {
		for (const action of Object.keys(words.audit.sentences)) {
			expect(told(action, 'x')).not.toMatch(/\[object|NaN/);
		}
	});

	test('every act of a person and every group has its words', () => {
		const acts = Object.entries(ACTS).filter(([, roles]) => roles.length > 0);
		for (const [type] of acts) expect(words.audit.acts[type], type).toBeTypeOf('string');
		for (const kind of Object.keys(KINDS)) expect(words.audit.kinds[kind]).toBeTypeOf('string');
	});

	test('machines are told by their kind, people by their name', () => {
		expect(whoOf('person:wang.min', words.audit)).toEqual({
			person: 'wang.min',
			words: 'wang.min'
		});
		expect(whoOf('operator', words.audit).words).toBe(words.audit.actors.operator);
		expect(whoOf('key:abc', words.audit).words).toContain('abc');
		expect(whoOf('somebody', words.audit)).toEqual({ words: 'somebody' });
	});
});

test('a change says what was changed', () => {
	const words = { audit: audit.zh, admin: admin.zh, displays: displays.zh };
	const detail = { role: 'branch_head', staff: null, disabledAt: 5 };
	expect(sentenceOf({ action: 'person.changed', target: 'wang.min', detail }, words)).toBe(
		'wang.min：角色改为网点负责人，不再对应员工，停用'
	);
});

test('an act tells where and why, words of the log in the reader’s language', () => {
	const told = (type: string, subject: string, reasons: string[], counter: string | null = null) =>
		[
			actOf({ type, subject, counter, reasons }, audit.zh, actReasons.zh),
			actOf({ type, subject, counter, reasons }, audit.en, actReasons.en)
		].map((text) => text.replaceAll('\u2009', ' '));
	expect(told('counter.paused', '3', ['lunch'])).toEqual([
		'暂停窗口 3，午餐',
		'Paused counter 3, lunch'
	]);
	expect(told('ticket.moved', 'A012', ['腿脚不便'])).toEqual([
		'调整次序 A012，腿脚不便',
		'Moved in line A012, 腿脚不便'
	]);
	expect(told('ticket.finished', 'A012', ['forgotten'], '3')[1]).toBe(
		'Finished A012, counter 3, forgotten'
	);
	expect(told('ticket.requeued', 'A012', ['other', 'wrong_call'])[0]).toBe(
		'重新排队 A012，其他，叫错号'
	);
});
