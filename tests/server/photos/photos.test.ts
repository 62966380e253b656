import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MOST_PHOTO } from '#lib/protocol/photos.ts';
import { bareJpeg } from '#server/photos/jpeg.ts';
import { PhotoStore } from '#server/photos/store.ts';
import { CALLERS, callersOf, NO_GOOD } from '../../support/callers.ts';
import { lakeside, testServer } from '../../support/test-server.ts';
import type { TestServer } from '../../support/test-server.ts';

const part = (marker: number, data: number[]) => [0xff, marker, 0, data.length + 2, ...data];
const text = (words: string) => [...new TextEncoder().encode(words)];

/** A JPEG as a phone takes it: with where and when, and a comment. */
const taken = new Uint8Array([
	...[0xff, 0xd8],
	...part(0xe0, text('JFIF\0')),
	...part(0xe1, text('Exif\0\0CANARY-PLACE')),
	...part(0xfe, text('CANARY-COMMENT')),
	...part(0xdb, [0, 1, 2]),
	...part(0xda, [1, 1, 0]),
	...[7, 7, 7, 0xff, 0xd9]
]);

const photos = (server: TestServer) => server.app.photos;
const caller = (server: TestServer, kind: (typeof CALLERS)[number]) => {
	const { headers } = callersOf(server.app, () => server.now())(kind);
	const credentials = { authorization: headers['authorization'], cookie: headers['cookie'] };
	return { principal: server.app.access.identify(credentials), address: '127.0.0.1' };
};

describe('a picture', () => {
	test('keeps nothing of where it was taken', () => {
		const bare = Buffer.from(bareJpeg(taken)!);
		expect(bare.includes('CANARY')).toBe(false);
		expect(bare.includes('JFIF')).toBe(true);
		expect([...bare.subarray(-5)]).toEqual([7, 7, 7, 0xff, 0xd9]);
	});

	test('is a JPEG or none, whatever the bytes are', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(60), (noise, cut) => {
				expect(bareJpeg(noise.length > 1 && noise[0] === 0xff ? noise.subarray(1) : noise)).toBe(
					undefined
				);
				const broken = taken.subarray(0, cut);
				expect(bareJpeg(broken)?.length ?? 0).toBeLessThanOrEqual(broken.length);
			})
		);
	});

	test('is kept beside the database and shown to whoever may see checks', async () => {
		const server = await testServer();
		const kept = await photos(server).keep(caller(server, 'lobby_manager'), 'lakeside', taken);
		if (!kept.ok) throw new Error(kept.detail);
		const { photo } = kept.value;
		expect(readdirSync(join(server.folder, 'photos', 'lakeside'))).toEqual([`${photo}.jpg`]);
		const read = await photos(server).read(
			caller(server, 'branch_head').principal,
			'lakeside',
			photo
		);
		expect(read).toEqual({ ok: true, value: Buffer.from(bareJpeg(taken)!) });
	});

	test.each(CALLERS)('%s', async (kind) => {
		const server = await testServer();
		const who = caller(server, kind);
		const may = [
			...['teller', 'lobby_manager', 'wealth_manager'],
			...['branch_head', 'operations_supervisor', 'administrator']
		];
		const kept = await photos(server).keep(who, 'lakeside', taken);
		expect(kept.ok).toBe(may.includes(kind) && !NO_GOOD.includes(kind));
		const read = await photos(server).read(who.principal, 'lakeside', 'no-such');
		expect(read).toMatchObject({
			code: kept.ok ? 'unknown_photo' : (expect.any(String) as string)
		});
	});

	test('is refused where it is too large or something else', async () => {
		const server = await testServer();
		const who = caller(server, 'lobby_manager');
		for (const bytes of [new Uint8Array(MOST_PHOTO + 1), new Uint8Array(0), taken.subarray(0, 9)]) {
			expect(await photos(server).keep(who, 'lakeside', bytes)).toMatchObject({
				code: 'invalid_photo'
			});
		}
		const read = (id: string) => photos(server).read(who.principal, 'lakeside', id);
		expect(await read('../../foyer.db')).toMatchObject({ code: 'unknown_photo' });
		expect(await read('2026-11-25-00000000-0000-0000-0000-000000000000')).toMatchObject({
			code: 'unknown_photo'
		});
	});

	test('goes after a quarter, and what a crash left goes with it', async () => {
		const server = await testServer();
		const folder = join(server.folder, 'photos', 'lakeside');
		mkdirSync(folder, { recursive: true });
		const id = (day: string) => `${day}-00000000-0000-0000-0000-000000000000.jpg`;
		for (const name of [id('2020-01-01'), `${id('2020-01-01')}.part`, id('2999-01-01')])
			writeFileSync(join(folder, name), taken);
		await server.app.retention.run();
		expect(readdirSync(folder)).toEqual([id('2999-01-01')]);
	});

	test('of a branch whose id a file system would take for a path stays in its place', async () => {
		const server = await testServer({ branches: [lakeside({ id: 'a/../b' })] });
		const store = new PhotoStore(server.folder);
		await store.keep('a/../b', 'x', taken);
		expect(readdirSync(join(server.folder, 'photos'))).toEqual([encodeURIComponent('a/../b')]);
	});
});
