import { argon2, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { isCommon } from './common-passwords.ts';

/** argon2id with OWASP's parameters: 19 MiB and two passes, 33 to 71 ms here. */
const MEMORY_KIB = 19_456;
const PASSES = 2;
const LANES = 1;
const TAG_BYTES = 32;
const SALT_BYTES = 16;

export const SHORTEST = 10;
export const LONGEST = 128;

const derive = promisify(argon2);

interface Parameters {
	memory: number;
	passes: number;
	parallelism: number;
	nonce: Buffer;
	tagLength: number;
}

/** The password's hash with its parameters, in the PHC's words. Off the event loop. */
export async function hashPassword(password: string): Promise<string> {
	const nonce = randomBytes(SALT_BYTES);
	const parameters = {
		memory: MEMORY_KIB,
		passes: PASSES,
		parallelism: LANES,
		nonce,
		tagLength: TAG_BYTES
	};
	const tag = await tagOf(password, parameters);
	return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${plain(nonce)}$${plain(tag)}`;
}

const PHC =
	/^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]{16,})\$([A-Za-z0-9+/]{16,})$/;

export async function verifyPassword(hash: string, password: string): Promise<boolean> {
	const [, memory, passes, parallelism, salt = '', tag = ''] = PHC.exec(hash) ?? [];
	if (memory === undefined) return false;
	const expected = Buffer.from(tag, 'base64');
	const given = await tagOf(password, {
		memory: Number(memory),
		passes: Number(passes),
		parallelism: Number(parallelism),
		nonce: Buffer.from(salt, 'base64'),
		tagLength: expected.length
	});
	return timingSafeEqual(given, expected);
}

/** What is wrong with a new password: a code for the screen; undefined: it will do. */
export function weakness(
	password: string,
	username: string
): 'password_short' | 'password_long' | 'password_common' | 'password_username' | undefined {
	const letters = [...password];
	if (letters.length < SHORTEST) return 'password_short';
	if (letters.length > LONGEST) return 'password_long';
	// As it will be compared: a name in wide letters is the same name.
	const plain = password.normalize('NFKC').toLowerCase();
	if (username.length > 2 && plain.includes(username.normalize('NFKC').toLowerCase())) {
		return 'password_username';
	}
	return isCommon(password) ? 'password_common' : undefined;
}

/** Letters and digits that nobody confuses when they copy them by hand. */
const LEGIBLE = 'abcdefghijkmnpqrstuvwxyz23456789';

/** A password for its first use only: four groups of four, 80 bits. */
export function oneTimePassword(): string {
	return groups(4, 4);
}

/** What opens a second factor when its device is lost, each once: ten times two groups of five, 50 bits. */
export function backupCodes(): string[] {
	return Array.from({ length: 10 }, () => groups(2, 5));
}

function groups(count: number, length: number): string {
	const letter = () => LEGIBLE[randomInt(LEGIBLE.length)];
	const group = () => Array.from({ length }, letter).join('');
	return Array.from({ length: count }, group).join('-');
}

/** Whole, and as typed but for NFKC: keyboards write the same character in more than one way. */
async function tagOf(password: string, parameters: Parameters): Promise<Buffer> {
	const message = Buffer.from(password.normalize('NFKC'));
	return (await derive('argon2id', { ...parameters, message })) as Buffer;
}

function plain(bytes: Buffer): string {
	return bytes.toString('base64').replace(/=+$/, '');
}
