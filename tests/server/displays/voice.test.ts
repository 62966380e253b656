import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ConfigError } from '#server/config.ts';
import { startServer } from '#server/server.ts';
import { Voice } from '#server/voice.ts';
import { testConfig } from '../../support/test-config.ts';

/** A folder of recordings, each as what its file holds. */
function recordings(files: Record<string, string>): string {
	const folder = mkdtempSync(join(tmpdir(), 'foyer-voice-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
	return folder;
}

async function heard(voice: Voice, part: string): Promise<string | undefined> {
	const recording = await voice.read(part);
	return recording && `${recording.type} ${Buffer.from(recording.bytes).toString()}`;
}

test('a recording is found by the name of its part, whatever it is encoded in', async () => {
	const voice = new Voice(
		recordings({ 'zh-a.wav': 'A', 'zh-counter-VIP.mp3': 'V', 'en-b.M4A': 'B', 'notes.txt': 'x' })
	);
	expect(await voice.parts()).toEqual(['en-b', 'zh-a', 'zh-counter-VIP']);
	expect(await heard(voice, 'zh-a')).toBe('audio/wav A');
	expect(await heard(voice, 'zh-counter-VIP')).toBe('audio/mpeg V');
	expect(await heard(voice, 'en-b')).toBe('audio/mp4 B');
	expect(await heard(voice, 'zh-b')).toBeUndefined();
	expect(await heard(voice, 'notes')).toBeUndefined();
});

test('of two recordings of one part the WAV is taken', async () => {
	const voice = new Voice(recordings({ 'zh-a.mp3': 'mp3', 'zh-a.wav': 'wav', 'zh-a.flac': 'f' }));
	expect(await heard(voice, 'zh-a')).toBe('audio/wav wav');
});

test('a file that comes or goes while the server runs counts at once', async () => {
	const folder = recordings({});
	const voice = new Voice(folder);
	expect(await voice.parts()).toEqual([]);
	writeFileSync(join(folder, 'en-a.wav'), 'A');
	expect(await heard(voice, 'en-a')).toBe('audio/wav A');
	rmSync(folder, { recursive: true });
	expect(await voice.parts()).toEqual([]);
	expect(await heard(voice, 'en-a')).toBeUndefined();
});

test.each(['../secret', '..', '.', '', 'sub/a', 'sub', '/etc/passwd', 'zh-a.wav', 'zh-a\0'])(
	'nothing beside the recordings can be asked for: %j',
	async (part) => {
		const folder = join(recordings({ 'secret.wav': 'outside' }), 'voice');
		mkdirSync(join(folder, 'sub'), { recursive: true });
		mkdirSync(join(folder, 'sub.wav'));
		writeFileSync(join(folder, 'sub', 'a.wav'), 'inside');
		writeFileSync(join(folder, 'zh-a.wav'), 'A');
		expect(await heard(new Voice(folder), part)).toBeUndefined();
	}
);

test('a link that leads nowhere is as if it were not there', async () => {
	const folder = recordings({});
	symlinkSync(join(folder, 'gone'), join(folder, 'zh-a.wav'));
	expect(await heard(new Voice(folder), 'zh-a')).toBeUndefined();
});

test('without a folder there is nothing; a folder that is not there is refused at the start', async () => {
	const voice = new Voice(null);
	expect([await voice.parts(), await heard(voice, 'zh-a')]).toEqual([[], undefined]);
	const folder = recordings({ 'a.wav': 'A' });
	const config = testConfig(folder, { voice: join(folder, 'nothing') });
	const start = startServer({ config, pages: false });
	await expect(start).rejects.toThrow(ConfigError);
	await expect(start).rejects.toThrow(/there is no such folder; write the folder/);
	// A file is no folder.
	expect(() => new Voice(join(folder, 'a.wav'))).toThrow(ConfigError);
});
