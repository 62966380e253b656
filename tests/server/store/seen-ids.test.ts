import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashIdentity, SeenIds } from '#server/store/seen-ids.ts';

const anyHash = fc.oneof(
	fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
	// The same slot over and over: neighbours and wrapping round.
	fc.integer({ min: 0, max: 40 }).map((n) => n * 2 ** 32 + 1023),
	fc.integer({ min: 1, max: 30 })
);

test('behaves as a set does, whatever is added and however it grows', () => {
	fc.assert(
		fc.property(
			fc.array(anyHash, { maxLength: 3000, size: 'max' }),
			fc.array(anyHash, { maxLength: 100 }),
			fc.integer({ min: 0, max: 5000 }),
			(added, asked, expected) => {
				const model = new Set<number>();
				const seen = new SeenIds(expected);
				for (const hash of added) {
					seen.add(hash);
					model.add(hash);
				}
				expect(seen.size).toBe(model.size);
				for (const hash of [...added, ...asked]) expect(seen.has(hash)).toBe(model.has(hash));
			}
		)
	);
});

test('two tables put together hold what either held', () => {
	fc.assert(
		fc.property(fc.array(anyHash), fc.array(anyHash), (ones, others) => {
			const [left, right] = [new SeenIds(), new SeenIds()];
			ones.forEach((hash) => left.add(hash));
			others.forEach((hash) => right.add(hash));
			const both = SeenIds.from(left.slots, left.size);
			both.addAll(right);
			expect(both.size).toBe(new Set([...ones, ...others]).size);
			for (const hash of [...ones, ...others]) expect(both.has(hash)).toBe(true);
		})
	);
});

test('an identity has one hash, a whole number that a double holds, and its parts do not run together', () => {
	const text = fc.string({ unit: 'binary', maxLength: 40 });
	fc.assert(
		fc.property(text, text, text, (branch, source, id) => {
			const hash = hashIdentity(branch, source, id);
			expect(Number.isSafeInteger(hash) && hash > 0).toBe(true);
			expect(hashIdentity(branch, source, id)).toBe(hash);
			expect(hashIdentity(branch, source, `${id}x`)).not.toBe(hash);
			expect(hashIdentity(`${branch}x`, source, id)).not.toBe(hash);
		})
	);
	expect(hashIdentity('a', 'bc', 'd')).not.toBe(hashIdentity('ab', 'c', 'd'));
	expect(hashIdentity('a', 'b', 'cd')).not.toBe(hashIdentity('a', 'bc', 'd'));
});

test('ids as machines count them do not collide, and fall evenly on the slots', () => {
	const hashes = new Set<number>();
	const buckets = new Array<number>(64).fill(0);
	const count = 200_000;
	for (let i = 0; i < count; i++) {
		const hash = hashIdentity('lakeside', i % 2 ? 'queue' : 'kiosk', `2026-02-03/${i >> 1}`);
		hashes.add(hash);
		buckets[hash % 64]!++;
	}
	expect(hashes.size).toBe(count);
	for (const held of buckets) expect(Math.abs(held - count / 64)).toBeLessThan(count / 64 / 10);
});
