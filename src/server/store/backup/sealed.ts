/**
 * Encrypted backups: the word FOYER-B1, 16 bytes of salt, 16 bytes that tell a wrong key from a damaged file,
 * then chunks of AES-256-GCM with their tags. A chunk's nonce is its number and whether it is the last, so
 * that none can be left out, moved or cut off. The key comes from the secret and the salt by scrypt.
 */
import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { StoreError } from '../errors.ts';

const MAGIC = Buffer.from('FOYER-B1');
const SALT = 16;
const CHECK = 16;
const TAG = 16;
const CHUNK = 1 << 20;
const HEAD = MAGIC.length + SALT + CHECK;
/** 32 MiB and a tenth of a second for each guess. */
const SCRYPT = { N: 1 << 15, r: 8, p: 1, maxmem: 64 << 20 };
const SHORTEST_SECRET = 12;

/** What a key file holds: a passphrase, or random bytes. Throws a StoreError that says what to do. */
export function secretIn(keyFile: string): Buffer {
	let secret: Buffer;
	try {
		secret = readFileSync(keyFile);
	} catch (error) {
		throw new StoreError(
			'wrong_key',
			`The key file ${keyFile} cannot be read (${(error as NodeJS.ErrnoException).code}); ` +
				'name it in FOYER_BACKUP_KEY'
		);
	}
	let end = secret.length;
	while (secret[end - 1] === 10 || secret[end - 1] === 13) end -= 1;
	if (end >= SHORTEST_SECRET) return secret.subarray(0, end);
	throw new StoreError(
		'wrong_key',
		`The key file ${keyFile} holds less than ${SHORTEST_SECRET} bytes; write a passphrase of several words into it`
	);
}

export function isSealed(path: string): boolean {
	const file = openSync(path, 'r');
	try {
		return read(file, MAGIC.length).equals(MAGIC);
	} finally {
		closeSync(file);
	}
}

/** Encrypts a file into another, which has to be there and empty. */
export function seal(from: string, to: string, secret: Buffer): void {
	const salt = randomBytes(SALT);
	const { key, check } = derive(secret, salt);
	between(from, to, (source, target) => {
		write(target, Buffer.concat([MAGIC, salt, check]));
		let chunk = read(source, CHUNK);
		for (let number = 0; ; number += 1) {
			const next = read(source, CHUNK);
			const last = next.length === 0;
			const cipher = createCipheriv('aes-256-gcm', key, nonce(number, last));
			write(target, Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]));
			if (last) return;
			chunk = next;
		}
	});
}

/** The way back. Throws a StoreError `wrong_key`, or `corrupt` where the file is not what was written. */
export function unseal(from: string, to: string, secret: Buffer): void {
	between(from, to, (source, target) => {
		const head = read(source, HEAD);
		const { key, check } = derive(secret, head.subarray(MAGIC.length, MAGIC.length + SALT));
		if (head.length < HEAD || !head.subarray(0, MAGIC.length).equals(MAGIC)) throw damaged(from);
		if (!check.equals(head.subarray(MAGIC.length + SALT))) {
			throw new StoreError(
				'wrong_key',
				`${from} was encrypted with another key; name that one in FOYER_BACKUP_KEY`
			);
		}
		let chunk = read(source, CHUNK + TAG);
		for (let number = 0; ; number += 1) {
			const next = read(source, CHUNK + TAG);
			const last = next.length === 0;
			write(target, open(chunk, key, nonce(number, last), from));
			if (last) return;
			chunk = next;
		}
	});
}

function open(chunk: Buffer, key: Buffer, iv: Buffer, from: string): Buffer {
	try {
		const decipher = createDecipheriv('aes-256-gcm', key, iv);
		decipher.setAuthTag(chunk.subarray(-TAG));
		return Buffer.concat([decipher.update(chunk.subarray(0, -TAG)), decipher.final()]);
	} catch {
		throw damaged(from);
	}
}

function damaged(path: string): StoreError {
	return new StoreError('corrupt', `${path} is damaged; take another backup`);
}

function derive(secret: Buffer, salt: Buffer): { key: Buffer; check: Buffer } {
	const both = scryptSync(secret, salt, 32 + CHECK, SCRYPT);
	return { key: both.subarray(0, 32), check: both.subarray(32) };
}

function nonce(number: number, last: boolean): Buffer {
	const iv = Buffer.alloc(12);
	iv.writeBigUInt64BE(BigInt(number));
	iv.writeUInt8(last ? 1 : 0, 11);
	return iv;
}

function between(from: string, to: string, run: (source: number, target: number) => void): void {
	const source = openSync(from, 'r');
	try {
		const target = openSync(to, 'r+');
		try {
			run(source, target);
		} finally {
			closeSync(target);
		}
	} finally {
		closeSync(source);
	}
}

/** So many bytes, or fewer at the end of the file. */
function read(file: number, bytes: number): Buffer {
	const buffer = Buffer.alloc(bytes);
	let got = 0;
	while (got < bytes) {
		const more = readSync(file, buffer, got, bytes - got, null);
		if (more === 0) break;
		got += more;
	}
	return buffer.subarray(0, got);
}

function write(file: number, bytes: Buffer): void {
	for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
}
