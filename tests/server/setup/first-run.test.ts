import { describe, expect, test } from 'vitest';
import { SHAPES } from '#server/limits/limits.ts';
import { operator, PASSWORD, visitor, withPerson } from '../../support/people.ts';
import { lakeside, testServer } from '../../support/test-server.ts';
import type { TestServer } from '../../support/test-server.ts';

const account = { username: 'admin.one', name: '苏云', password: PASSWORD };

const tokenOf = (server: TestServer) =>
	new URL(server.app.setup.path ?? '', 'http://localhost').searchParams.get('token') ?? '';

describe('the set-up link', () => {
	test('makes one administrator, who is signed in, and then opens nothing', async () => {
		const server = await testServer({ branches: [] });
		const { setup, access } = server.app;
		const token = tokenOf(server);
		const made = await setup.createAdministrator(token, account, visitor());
		if (!made.ok) throw new Error(made.detail);
		const principal = access.identify({ cookie: visitor(made.cookies).cookie });
		expect(principal).toMatchObject({
			kind: 'person',
			person: { username: 'admin.one', role: 'administrator', branch: null }
		});
		expect(setup.path).toBeUndefined();
		expect(await setup.admits(token, '10.0.0.7')).toBe(false);
		const second = { ...account, username: 'admin.two' };
		expect(await setup.createAdministrator(token, second, visitor())).toMatchObject({
			code: 'no_link'
		});
		expect(server.app.store.people.list()).toHaveLength(1);
	});

	test('makes one administrator of two who use it at once', async () => {
		const server = await testServer({ branches: [] });
		const token = tokenOf(server);
		const both = await Promise.all(
			['admin.one', 'admin.two'].map((username) =>
				server.app.setup.createAdministrator(token, { ...account, username }, visitor())
			)
		);
		expect(both.filter(({ ok }) => ok)).toHaveLength(1);
		expect(server.app.store.people.list()).toHaveLength(1);
	});

	test('makes nobody with another token or a weak password, and shuts who tries many', async () => {
		const server = await testServer({ branches: [] });
		const { setup, store } = server.app;
		const token = tokenOf(server);
		for (const password of ['short', '1234567890', 'my-admin.one-secret']) {
			const refused = await setup.createAdministrator(token, { ...account, password }, visitor());
			expect(refused.ok).toBe(false);
		}
		for (let n = 0; n <= SHAPES.setup.points; n += 1) {
			await setup.createAdministrator('guess', account, visitor());
		}
		expect(await setup.createAdministrator(token, account, visitor())).toMatchObject({
			code: 'too_many_attempts'
		});
		expect(store.people.list()).toEqual([]);
	});

	test('is there again when the last administrator was disabled', async () => {
		const server = await testServer();
		const person = await withPerson(server, { role: 'administrator', branch: 'lakeside' });
		expect(server.app.setup.path).toBeUndefined();
		server.app.accounts.change(operator, person.id, { disabledAt: 1 });
		expect(server.app.setup.path).toContain('/setup?token=');
	});
});

describe('the counts of devices', () => {
	test('keep what is there and what templates do not know, and the checklist follows', async () => {
		const server = await testServer({ branches: [] });
		const { app } = server;
		const { setup } = app;
		const file = setup.branchFromTemplate({
			template: 'outlet',
			id: 'hillside',
			name: { zh: '山景支行', en: 'Hillside' },
			timeZone: 'Asia/Shanghai'
		});
		const named = {
			...file,
			devices: [
				...(file.devices ?? []).map((each) =>
					each.id === 'atm-1' ? { ...each, name: { zh: '门口的', en: 'At the door' } } : each
				),
				{ id: 'robot', kind: 'robot', name: { zh: '机器人', en: 'Robot' } }
			]
		};
		const counts = { ...setup.deviceCounts(named), atm: 2, phone: 0 };
		const next = setup.withDevices(named, counts);
		expect(setup.deviceCounts(next)).toEqual(counts);
		const names = Object.fromEntries(next.devices?.map(({ id, name }) => [id, name.en]) ?? []);
		expect(names).toMatchObject({ 'atm-1': 'At the door', 'atm-2': 'ATM 2', robot: 'Robot' });
		expect(names).not.toHaveProperty('phone-1');
		const lobby = next.checklists?.find(({ id }) => id === 'lobby-opening');
		expect(lobby?.items.some(({ device }) => device === 'atm-2')).toBe(true);
		expect(lobby?.items.some(({ device }) => device === 'phone-1')).toBe(false);
		expect(await app.apply(next)).toMatchObject({ ok: true });
	});

	test('are within what a template can have', async () => {
		const server = await testServer();
		const { setup } = server.app;
		expect(() => setup.withDevices(lakeside(), { atm: setup.limits.devicesOfAKind + 1 })).toThrow(
			RangeError
		);
		expect(() => setup.withDevices(lakeside(), { atm: 1.5 })).toThrow(RangeError);
	});
});
