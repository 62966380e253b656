import { createHmac, timingSafeEqual } from 'node:crypto';
import type { BranchFile } from '#lib/protocol/branch-file.ts';

/** A ticket of a branch and a business day. */
export interface TicketName {
	branch: string;
	day: string;
	number: string;
}

/** 96 bits that nobody guesses: the rest of a token is on the printed ticket anyway. */
const MAC_BYTES = 12;
const MOST = 400;

/**
 * Addresses of tickets for their holders' phones. A token says which ticket it is and proves that we made it; nothing
 * is stored, and after a restart the same printed code still works.
 */
export class TicketLinks {
	readonly #key: Buffer;

	/** `secret`: what the data folder keeps beside the database. */
	constructor(secret: string) {
		this.#key = createHmac('sha256', secret).update('ticket links').digest();
	}

	tokenOf({ branch, day, number }: TicketName): string {
		const said = Buffer.from(`${branch}\n${day}\n${number}`);
		return Buffer.concat([this.#mac(said), said]).toString('base64url');
	}

	/** The ticket that a token is for; undefined: we did not make it. */
	read(token: string): TicketName | undefined {
		if (token.length > MOST || !/^[\w-]+$/.test(token)) return undefined;
		const bytes = Buffer.from(token, 'base64url');
		// The last letter has bits to spare: a ticket has one address, not sixteen.
		if (bytes.length <= MAC_BYTES || bytes.toString('base64url') !== token) return undefined;
		const said = bytes.subarray(MAC_BYTES);
		if (!timingSafeEqual(this.#mac(said), bytes.subarray(0, MAC_BYTES))) return undefined;
		const [branch, day, number] = said.toString().split('\n');
		if (branch === undefined || day === undefined || number === undefined) return undefined;
		return { branch, day, number };
	}

	#mac(said: Buffer): Buffer {
		return createHmac('sha256', this.#key).update(said).digest().subarray(0, MAC_BYTES);
	}
}

/** The whole address of a ticket's page, where phones reach this server; `origin`: unless the branch says where. */
export function linkOf({ kiosk }: BranchFile, token: string, origin: string): string {
	const base = kiosk?.phoneAddress ?? origin;
	return `${base.replace(/\/$/, '')}/t/${token}`;
}
