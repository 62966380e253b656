import { describe, expect, test } from 'vitest';
import { oneTimePassword, weakness } from '#server/people/passwords.ts';

describe('a new password', () => {
	test.each([
		// A piece over and over.
		...['1111111111', 'abababababab', 'hellohello', '123123123123', '密码密码密码密码密码'],
		// Runs, up and down and in steps.
		...['1234567890', '9876543210', 'abcdefghij', '1357924680', '1122334455', '123456789a'],
		// Walks over a keyboard, and over its block of digits.
		...['qwertyuiop', '1qaz2wsx3edc', 'qazwsxedcrfv', 'zaq12wsxcde3', 'asdfghjkl1', '7894561230'],
		// Two woven into each other.
		...['q1w2e3r4t5', '1q2w3e4r5t', 'a1b2c3d4e5', '1020304050', '1a2s3d4f5g'],
		// Words, with years, signs and letters that are written as signs.
		...['password123', 'P@ssw0rd2026!', 'Liverpool1', 'iloveyou2!', 'michael1987', 'welcome123'],
		...['christopher', 'harrypotter', 'qwerty12345', 'Admin123456', 'foyer-2026!', 'woaini1314'],
		...['zhongguo2026', 'dragonball7', 'letmeinnow'],
		// Wide letters are compared as the same letters.
		'ｐａｓｓｗｏｒｄ１２３'
	])('"%s" is among those that are tried first', (password) => {
		expect(weakness(password, 'wang.min')).toBe('password_common');
	});

	test.each([
		...[
			'lantern-harbour-7',
			'correct horse battery',
			'每天早上喝两杯普洱茶吧',
			'пять зелёных яблок'
		],
		...[
			'tXq7!mPz2#',
			'kofferraumdeckel',
			' two  spaces  here ',
			'only small letters',
			'🦊🐢🌵🍋🎻🛶🧭🪁🥨🧵'
		],
		'x'.repeat(3) + 'lamp post under snow '.repeat(4)
	])('"%s" will do, of whatever characters it is', (password) => {
		expect(weakness(password, 'wang.min')).toBeUndefined();
	});

	test('has 10 to 128 characters, however many bytes those are', () => {
		const faces = ['🦊', '🐢', '🌵', '🍋', '🎻', '🛶', '🧭'];
		const of = (length: number) => Array.from({ length }, (_, at) => faces[(at * at) % 7]).join('');
		expect([9, 10, 128, 129].map((length) => weakness(of(length), ''))).toEqual([
			'password_short',
			undefined,
			undefined,
			'password_long'
		]);
	});

	test('does not hold the username, in wide letters neither', () => {
		expect(weakness('xx-wang.min-77', 'wang.min')).toBe('password_username');
		expect(weakness('xx-ＷＡＮＧ.ｍｉｎ-77', 'wang.min')).toBe('password_username');
	});

	test('that is made up here is within the rules', () => {
		for (let i = 0; i < 200; i += 1) {
			const made = oneTimePassword();
			expect([made, ['password_short', 'password_long'].includes(`${weakness(made, '')}`)]).toEqual(
				[made, false]
			);
		}
	});
});
