import { expect, test } from 'vitest';
import { linkOf, TicketLinks } from '#server/tickets/links.ts';
import { lakeside } from '../../support/test-server.ts';

const links = new TicketLinks('a secret of this folder');
const name = { branch: 'lakeside', day: '2026-11-25', number: 'A501' };

test('a token says which ticket it is, and the same one says it again', () => {
	const token = links.tokenOf(name);
	expect(links.read(token)).toEqual(name);
	expect(links.tokenOf(name)).toBe(token);
	expect(token).toMatch(/^[\w-]{40,60}$/);
	const long = { branch: 'a'.repeat(64), day: name.day, number: '柜'.repeat(8) };
	expect(links.read(links.tokenOf(long))).toEqual(long);
});

test('what we did not make is no token: another letter anywhere, cut short, made longer, or of another server', () => {
	const token = links.tokenOf(name);
	const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
	for (let at = 0; at < token.length; at += 1) {
		for (const letter of letters) {
			const forged = token.slice(0, at) + letter + token.slice(at + 1);
			// In the last letter bits are to spare: what decodes the same is another address all the same.
			if (forged !== token) expect(links.read(forged), forged).toBeUndefined();
		}
		expect(links.read(token.slice(0, at))).toBeUndefined();
	}
	for (const more of ['A', '=', '%3D', `${token}`, ' ', '\n']) {
		expect(links.read(token + more)).toBeUndefined();
	}
	expect(links.read('A'.repeat(10_000))).toBeUndefined();
	expect(new TicketLinks('another secret').read(token)).toBeUndefined();
});

test('the ticket that a token names cannot be put together from parts', () => {
	const [here, there] = [links.tokenOf(name), links.tokenOf({ ...name, number: 'A502' })];
	const bytes = (token: string) => Buffer.from(token, 'base64url');
	const mixed = Buffer.concat([bytes(here).subarray(0, 12), bytes(there).subarray(12)]);
	expect(links.read(mixed.toString('base64url'))).toBeUndefined();
});

test('an address leads where phones reach the server', () => {
	const origin = 'https://10.0.0.5:3000';
	expect(linkOf(lakeside(), 'T', origin)).toBe('https://10.0.0.5:3000/t/T');
	const elsewhere = lakeside({ kiosk: { phoneAddress: 'https://queue.example/foyer/' } });
	expect(linkOf(elsewhere, 'T', origin)).toBe('https://queue.example/foyer/t/T');
});
