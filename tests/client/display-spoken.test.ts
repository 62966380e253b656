import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CHIME, counterPart, isCounterPart, PARTS } from '../../src/routes/display/parts.ts';
import { spoken } from '../../src/routes/display/spoken.ts';
import { localVoice } from '../../src/routes/display/synthesis.ts';
import { volumeAt } from '../../src/routes/display/volume.ts';

const three = { zh: '3号窗口', en: 'Counter 3' };
const vipRoom = { zh: '贵宾室', en: 'VIP room' };
const ours = (part: string) => PARTS.includes(part);

/** The parts of both languages, as one would read them. */
function said(
	number: string,
	{ counter = '3', times = 1, name = three, has = ours } = {}
): { zh: string; en: string } {
	const [zh, en] = spoken({ number, counter, times }, name, has);
	expect([zh?.language, en?.language]).toEqual(['zh', 'en']);
	return { zh: zh?.parts.join(' ') ?? '', en: en?.parts.join(' ') ?? '' };
}

test('A012 to counter 3, Chinese first', () => {
	expect(said('A012')).toEqual({
		zh: 'zh-please zh-a zh-0 zh-1 zh-2 zh-number zh-to zh-3 zh-counter',
		en: 'en-ticket en-a en-0 en-1 en-2 en-counter en-3'
	});
});

test('VIP08 to counter 12: all is spelt', () => {
	const twelve = { zh: '12号窗口', en: 'Counter 12' };
	expect(said('VIP08', { counter: 'w', name: twelve })).toEqual({
		zh: 'zh-please zh-v zh-i zh-p zh-0 zh-8 zh-number zh-to zh-1 zh-2 zh-counter',
		en: 'en-ticket en-v en-i en-p en-0 en-8 en-counter en-1 en-2'
	});
});

test('a recall says that it is one, and the third call does not say that it is the second', () => {
	const second = said('A012', { times: 2 });
	expect(second.zh).toMatch(/^zh-again zh-please zh-a /);
	expect(second.en).toMatch(/^en-again en-ticket en-a /);
	expect(said('A012', { times: 3 }).en).toMatch(/^en-once-more en-ticket /);
	expect(said('A012', { times: 3 }).zh).toMatch(/^zh-again zh-please /);
});

test('a counter with a name sends to the screen, unless the bank has recorded the way there', () => {
	expect(said('D003', { counter: 'vip', name: vipRoom })).toEqual({
		zh: 'zh-please zh-d zh-0 zh-0 zh-3 zh-number zh-look',
		en: 'en-ticket en-d en-0 en-0 en-3 en-look'
	});
	// One language is enough for that language.
	const has = (part: string) => ours(part) || part === 'zh-counter-vip';
	expect(said('D003', { counter: 'vip', name: vipRoom, has })).toEqual({
		zh: 'zh-please zh-d zh-0 zh-0 zh-3 zh-number zh-counter-vip',
		en: 'en-ticket en-d en-0 en-0 en-3 en-look'
	});
});

test("a bank's recording of a numbered counter is used too", () => {
	const has = (part: string) => ours(part) || part === 'en-counter-3';
	expect(said('A1', { has }).en).toBe('en-ticket en-a en-1 en-counter-3');
	expect(said('A1', { has }).zh).toBe('zh-please zh-a zh-1 zh-number zh-to zh-3 zh-counter');
});

test('what has no part is left out of a number, and a number of nothing else is left to the screen', () => {
	expect(said('甲-07').zh).toBe('zh-please zh-0 zh-7 zh-number zh-to zh-3 zh-counter');
	expect(said('Ｂ０1').en).toBe('en-ticket en-b en-0 en-1 en-counter en-3');
	expect(said('甲', { name: vipRoom })).toEqual({ zh: 'zh-look', en: 'en-look' });
});

test('the text for a voice that reads spells the number as well', () => {
	const texts = spoken({ number: 'A012', counter: '3', times: 2 }, three, ours).map(
		({ text }) => text
	);
	expect(texts).toEqual([
		'再次呼叫，请A 0 1 2号到3号窗口',
		'Second call. Ticket A 0 1 2, please go to counter 3'
	]);
	const named = spoken({ number: 'A1', counter: 'vip', times: 1 }, vipRoom, ours);
	expect(named.map(({ text }) => text)).toEqual([
		'请A 1号，请看屏幕',
		'Ticket A 1, please look at the screen'
	]);
});

test('identifiers of counters are names of files', () => {
	expect(counterPart('zh', 'VIP')).toBe('zh-counter-VIP');
	expect(counterPart('en', '2/F: 3')).toBe('en-counter-2_F__3');
	expect(isCounterPart('zh-counter-VIP')).toBe(true);
	expect([...PARTS, 'zh-counter-'].filter(isCounterPart)).toEqual([]);
});

const folder = new URL('../../static/voice/', import.meta.url);

test('every part that a call can need ships, as mono PCM at one rate, and no other file does', () => {
	const files = readdirSync(folder);
	expect(files.sort()).toEqual(PARTS.map((part) => `${part}.wav`).sort());
	for (const file of files) {
		const head = readFileSync(new URL(file, folder)).subarray(0, 36);
		const form = {
			riff: head.toString('latin1', 0, 4),
			encoding: head.readUInt16LE(20),
			channels: head.readUInt16LE(22),
			rate: head.readUInt32LE(24),
			bits: head.readUInt16LE(34)
		};
		expect({ file, ...form }).toEqual({
			file,
			...{ riff: 'RIFF', encoding: 1, channels: 1, rate: 16_000, bits: 16 }
		});
	}
	const bytes = files.reduce((sum, file) => sum + statSync(new URL(file, folder)).size, 0);
	expect(bytes).toBeLessThan(1.4e6);
});

test('every word of every phrase is one of the parts', () => {
	const needed = ['A012', 'VIP08', 'BCDEFGHJKLMNOQRSTUWXYZ3456789'].flatMap((number) =>
		[1, 2, 3].flatMap((times) =>
			[three, vipRoom].flatMap((name) =>
				spoken({ number, counter: 'c', times }, name, ours).flatMap(({ parts }) => parts)
			)
		)
	);
	expect([...new Set([CHIME, ...needed])].sort()).toEqual([...PARTS].sort());
	expect(existsSync(new URL(`${CHIME}.wav`, folder))).toBe(true);
});

test('full from nine to six by the clock of the branch, lower before and after', () => {
	const at = (time: string) => volumeAt(Date.parse(`2026-11-25T${time}+08:00`), 'Asia/Shanghai');
	expect([at('09:00'), at('12:30'), at('17:59')]).toEqual([1, 1, 1]);
	const others = [at('06:59'), at('08:59'), at('18:00'), at('21:00'), at('00:00')];
	for (const volume of others) {
		expect(volume).toBeGreaterThan(0);
		expect(volume).toBeLessThan(1);
	}
	expect(at('03:00')).toBeLessThan(at('08:00'));
	// The same instant is another hour elsewhere.
	expect(volumeAt(Date.parse('2026-11-25T09:00+08:00'), 'America/New_York')).toBeLessThan(1);
});

test('only a voice of this machine reads, and Cantonese is not taken for Mandarin', () => {
	const voices = [
		{ lang: 'zh-CN', localService: false },
		{ lang: 'zh-HK', localService: true },
		{ lang: 'en-GB', localService: true }
	];
	expect(localVoice(voices, 'zh')).toBeUndefined();
	expect(localVoice(voices, 'en')?.lang).toBe('en-GB');
	const mandarin = { lang: 'zh_CN', localService: true };
	expect(localVoice([...voices, mandarin], 'zh')).toBe(mandarin);
	expect(localVoice([], 'en')).toBeUndefined();
});
