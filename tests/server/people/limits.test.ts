import { describe, expect, test } from 'vitest';
import { SHAPES } from '#server/limits/limits.ts';
import { testServer } from '../../support/test-server.ts';
import type { TestServer } from '../../support/test-server.ts';
import { PASSWORD, visitor, withPerson } from '../../support/people.ts';

const wrong = (server: TestServer, username: string, address: string) =>
	server.app.signIn.withPassword(username, 'not-the-password', visitor([], address));

describe('wrong passwords', () => {
	test('shut an account for a while, wherever they come from', async () => {
		const server = await testServer();
		await withPerson(server);
		const answers = [];
		for (let n = 0; n < 20; n += 1) answers.push(await wrong(server, 'wang.min', `10.0.1.${n}`));
		const told = answers.map((answer) => (answer.ok ? 'ok' : answer.code));
		const { points, block } = SHAPES.signInAccount;
		expect(told.slice(0, points + 1)).toEqual(Array(points + 1).fill('wrong_credentials'));
		expect(new Set(told.slice(points + 1))).toEqual(new Set(['too_many_attempts']));
		// Then the right one does not open it either, from anywhere.
		const right = await server.app.signIn.withPassword(
			'wang.min',
			PASSWORD,
			visitor([], '10.9.9.9')
		);
		expect(right).toMatchObject({ ok: false, code: 'too_many_attempts' });
		expect((right as { wait: number }).wait).toBeLessThanOrEqual(block);
	});

	test('shut an address, whichever accounts it tries', async () => {
		const server = await testServer();
		await withPerson(server);
		for (let n = 0; n <= SHAPES.signInAddress.points; n += 1) {
			expect(await wrong(server, `nobody${n}`, '10.0.0.66')).toMatchObject({
				code: 'wrong_credentials'
			});
		}
		expect(await wrong(server, 'wang.min', '10.0.0.66')).toMatchObject({
			code: 'too_many_attempts'
		});
		const elsewhere = await server.app.signIn.withPassword('wang.min', PASSWORD, visitor());
		expect(elsewhere).toMatchObject({ ok: true, next: 'done' });
	});

	test('of an account that does not exist are told and counted the same', async () => {
		const server = await testServer();
		await withPerson(server);
		const answers = { there: [] as unknown[], not: [] as unknown[] };
		for (let n = 0; n < 13; n += 1) {
			answers.there.push(await wrong(server, 'wang.min', `10.0.2.${n}`));
			answers.not.push(await wrong(server, 'no.such', `10.0.3.${n}`));
		}
		const plain = (list: unknown[]) =>
			list.map((answer) => ({ ...(answer as object), wait: undefined }));
		expect(plain(answers.not)).toEqual(plain(answers.there));
	});

	test('are forgotten after the right one', async () => {
		const server = await testServer();
		await withPerson(server);
		for (let round = 0; round < 3; round += 1) {
			for (let n = 0; n < 5; n += 1) await wrong(server, 'wang.min', `10.${round}.4.${n}`);
			const right = await server.app.signIn.withPassword('wang.min', PASSWORD, visitor());
			expect(right).toMatchObject({ ok: true });
		}
	});
});
