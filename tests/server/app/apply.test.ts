import { describe, expect, test } from 'vitest';
import { lakeside, testServer } from '../../support/test-server.ts';

describe('applying a branch file', () => {
	test('creates, then changes, then finds nothing to do', async () => {
		const { app } = await testServer({ branches: [] });
		const file = lakeside();
		expect(await app.apply(file)).toEqual({
			ok: true,
			branch: 'lakeside',
			created: true,
			changed: ['/'],
			seq: 1
		});
		expect(await app.apply(file)).toMatchObject({ created: false, changed: [], seq: 1 });
		const changed = lakeside({
			longWait: { seconds: 300 },
			counters: [
				...file.counters!,
				{ id: '3', name: { zh: '3', en: 'Three' }, services: ['cash'] }
			],
			services: file.services.map((each) => ({ ...each, typicalService: 120 }))
		});
		expect(await app.apply(changed)).toMatchObject({
			created: false,
			changed: [
				'/services/cash/typicalService',
				'/services/opening/typicalService',
				'/counters/3',
				'/longWait'
			],
			seq: 2
		});
		expect(app.branches.list()).toEqual([
			{ id: 'lakeside', name: file.name, timeZone: 'Asia/Shanghai', clock: 'wall' }
		]);
	});

	test('twice at once makes one branch', async () => {
		const { app } = await testServer({ branches: [] });
		const answers = await Promise.all([app.apply(lakeside()), app.apply(lakeside())]);
		expect(answers.map((answer) => answer.ok && answer.created)).toEqual([true, false]);
		expect(app.branches.get('lakeside')!.seq).toBe(1);
	});

	test('names everything that is wrong with its place, and does nothing', async () => {
		const { app } = await testServer({ branches: [] });
		const file = {
			...lakeside(),
			colour: 'red',
			timeZone: undefined,
			services: [{ id: 'cash', name: { zh: '现', en: 'Cash' }, complexity: 'hard', 'a/b': 1 }]
		};
		const answer = await app.apply(JSON.parse(JSON.stringify(file)));
		expect(answer).toMatchObject({ ok: false });
		const places = answer.ok ? [] : answer.issues.map(({ path, code }) => `${code} ${path}`);
		expect(places.sort()).toEqual([
			'invalid_choice /services/0/complexity',
			'missing_key /timeZone',
			'unknown_key /colour',
			'unknown_key /services/0/a~1b',
			'unknown_service /counters/0/services/1'
		]);
		expect(app.branches.list()).toEqual([]);
		expect(app.store.branches()).toEqual([]);
	});

	test('refuses ids that stand twice and references to nothing', async () => {
		const { app } = await testServer({ branches: [] });
		const { counters = [] } = lakeside();
		const file = lakeside({ counters: [counters[0]!, { ...counters[0]!, services: ['loans'] }] });
		const answer = await app.apply(file);
		expect(answer.ok ? [] : answer.issues.map(({ path, code }) => `${code} ${path}`)).toEqual([
			'duplicate_id /counters/1/id',
			'unknown_service /counters/1/services/0'
		]);
	});

	for (const nonsense of [null, 42, [], 'x', {}]) {
		test(`${JSON.stringify(nonsense)} is no branch file`, async () => {
			const { app } = await testServer({ branches: [] });
			const answer = await app.apply(nonsense);
			expect(answer.ok ? [] : answer.issues.length).toBeGreaterThan(0);
		});
	}
});
