import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSealed, seal, secretIn, unseal } from '#server/store/backup/sealed.ts';
import { newFolder } from '../store/support.ts';

const MIB = 1 << 20;
const SECRET = Buffer.from('correct horse battery staple');

function sealed(content: Uint8Array, secret = SECRET): { folder: string; file: string } {
	const folder = newFolder();
	const [plain, file] = [join(folder, 'plain'), join(folder, 'sealed')];
	writeFileSync(plain, content);
	writeFileSync(file, '');
	seal(plain, file, secret);
	return { folder, file };
}

function opened(file: string, folder: string, secret = SECRET): Buffer {
	const back = join(folder, 'back');
	writeFileSync(back, '');
	unseal(file, back, secret);
	return readFileSync(back);
}

test.each([0, 1, MIB - 1, MIB, MIB + 1, 2 * MIB, 2 * MIB + 77])('%i bytes come back', (size) => {
	const content = Buffer.alloc(size, 'Foyer');
	const { file, folder } = sealed(content);
	expect(isSealed(file)).toBe(true);
	expect(readFileSync(file).includes('FoyerFoyer')).toBe(false);
	expect(opened(file, folder).equals(content)).toBe(true);
});

test('the same file twice is never the same bytes', () => {
	const [one, two] = [sealed(Buffer.from('content')), sealed(Buffer.from('content'))];
	expect(readFileSync(one.file).equals(readFileSync(two.file))).toBe(false);
});

test('another key is told as another key', () => {
	const { file, folder } = sealed(Buffer.from('content'));
	expect(() => opened(file, folder, Buffer.from('another passphrase'))).toThrow(
		expect.objectContaining({ code: 'wrong_key', message: expect.stringMatching(/another key/) })
	);
});

test('a byte that changed, chunks that moved and an end that is missing are noticed', () => {
	const { file, folder } = sealed(Buffer.alloc(3 * MIB, 'x'));
	const whole = readFileSync(file);
	const chunk = (n: number) => whole.subarray(40 + n * (MIB + 16), 40 + (n + 1) * (MIB + 16));
	const head = whole.subarray(0, 40);
	const bad = [
		Buffer.concat([head, chunk(0), chunk(1)]),
		Buffer.concat([head, chunk(1), chunk(0), chunk(2)]),
		Buffer.concat([head, chunk(0), chunk(2)]),
		whole.subarray(0, -1),
		whole.subarray(0, 30),
		Buffer.concat([whole, Buffer.from('more')])
	];
	for (const bytes of bad) {
		writeFileSync(file, bytes);
		expect(() => opened(file, folder)).toThrow(expect.objectContaining({ code: 'corrupt' }));
	}
	fc.assert(
		fc.property(fc.nat({ max: whole.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, flip) => {
			const bytes = Buffer.from(whole);
			bytes[at]! ^= flip;
			writeFileSync(file, bytes);
			expect(() => opened(file, folder)).toThrow(/damaged|another key/);
		}),
		{ numRuns: 10 }
	);
});

describe('a key file', () => {
	test('may end with a line', () => {
		const file = join(newFolder(), 'key');
		writeFileSync(file, 'a passphrase of words\r\n');
		expect(secretIn(file).toString()).toBe('a passphrase of words');
	});

	test.each([
		['short\n', /less than 12 bytes/],
		[null, /cannot be read \(ENOENT\)/]
	])('of %j is refused', (content, why) => {
		const file = join(newFolder(), 'key');
		if (content !== null) writeFileSync(file, content);
		expect(() => secretIn(file)).toThrow(why);
	});
});
