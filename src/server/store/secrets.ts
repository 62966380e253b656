import { hash, randomBytes } from 'node:crypto';

/**
 * Credentials of machines and displays: `<prefix>_<id>_<secret>`. The id finds the row, the secret is random
 * and long, so that a plain hash of the whole is enough to keep: it is nobody's password.
 */
const ID_LENGTH = 12;
/** 238 bits. */
const SECRET_LENGTH = 40;
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** An id that nobody can guess or meets twice. */
export function randomId(): string {
	return randomWord(ID_LENGTH);
}

export function newCredential(prefix: string): { id: string; secret: string } {
	const id = randomId();
	return { id, secret: `${prefix}_${id}_${randomWord(SECRET_LENGTH)}` };
}

/** What finds the id in a credential, or refuses what is none. */
export function credentialPattern(prefix: string): RegExp {
	return new RegExp(`^${prefix}_([0-9A-Za-z]{${ID_LENGTH}})_[0-9A-Za-z]{${SECRET_LENGTH}}$`);
}

export function digestOf(secret: string): Buffer {
	return hash('sha256', secret, 'buffer');
}

/** Letters and digits, each as likely: bytes beyond the last whole multiple of 62 are thrown away. */
function randomWord(length: number): string {
	let word = '';
	while (word.length < length) {
		for (const byte of randomBytes(length)) {
			if (byte < 248 && word.length < length) word += ALPHABET[byte % 62];
		}
	}
	return word;
}
