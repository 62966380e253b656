import { describe, expect, test } from 'vitest';
import { BranchFile } from '#lib/protocol/branch-file.ts';
import type { FileSchema } from '#lib/protocol/check/schema-faults.ts';
import { lakeside } from '#server/demo/lakeside.ts';
import { Draft } from '../../src/routes/admin/branch/draft.svelte.ts';
import type { Row } from '../../src/routes/admin/branch/rows.ts';

const schema = JSON.parse(JSON.stringify(BranchFile)) as FileSchema;
const live = () => ({ file: structuredClone(lakeside) as unknown as Row, tag: 'one' });
const draftOf = () => new Draft(schema, live());
const field = (draft: Draft, key: string) => draft.fields.find((each) => each.key === key)!;
const faults = (draft: Draft) => draft.faults.map(({ path, code }) => `${code} ${path}`);

describe('a draft', () => {
	test('says at once what is wrong, and what is empty only when somebody wants to save', () => {
		const draft = draftOf();
		draft.put('/longWait/seconds', 'abc');
		draft.add('/counters', field(draft, 'counters'));
		expect(faults(draft)).toEqual(['not_a_number /longWait/seconds']);
		draft.refused([]);
		expect(faults(draft)).toEqual([
			'not_a_number /longWait/seconds',
			'too_few /counters/9/services'
		]);
		draft.put('/counters/9/services', ['cash']);
		draft.put('/longWait/seconds', 720);
		expect(faults(draft)).toEqual([]);
	});

	test('keeps what only the server knew until its place is edited', () => {
		const draft = draftOf();
		draft.remove('/services', field(draft, 'services'), 4, 'Corporate removed');
		draft.put('/counters/5/services', ['cash']);
		draft.refused([
			{
				path: '/services',
				code: 'in_use',
				params: { what: 'service', id: 'corporate', ticket: 'E1' }
			}
		]);
		draft.put('/longWait/seconds', 720);
		expect(faults(draft)).toEqual(['in_use /services']);
		draft.add('/services', field(draft, 'services'));
		expect(faults(draft)).not.toContain('in_use /services');
	});

	test('carries a new id along, but not over another row', () => {
		const draft = draftOf();
		draft.rename('/services/0/id', 'till');
		expect(draft.at('/counters/0/services')).toEqual(['till']);
		draft.rename('/services/0/id', 'transfer');
		expect(draft.at('/counters/0/services')).toEqual(['till']);
		expect(faults(draft)).toContain('duplicate_id /services/1/id');
	});

	test('brings back what was removed, until the next edit', () => {
		const draft = draftOf();
		draft.remove('/staff', field(draft, 'staff'), 0, 'Wang Min removed');
		expect(draft.undoable?.what).toBe('Wang Min removed');
		draft.undo();
		expect(draft.changes).toEqual([]);
		expect(draft.undoable).toBeNull();
		draft.remove('/staff', field(draft, 'staff'), 0, 'Wang Min removed');
		draft.put('/longWait/seconds', 60);
		expect(draft.undoable).toBeNull();
	});

	test('leaves out a list whose last row is removed', () => {
		const draft = draftOf();
		for (let left = 3; left > 0; left -= 1)
			draft.remove('/targets', field(draft, 'targets'), 0, '');
		expect(Object.hasOwn(draft.file, 'targets')).toBe(false);
	});

	test('is what is in use once it is saved, and keeps what was edited meanwhile', () => {
		const draft = draftOf();
		draft.put('/longWait/seconds', 720);
		const sent = draft.file;
		draft.put('/longWait/seconds', 300);
		draft.saved(sent, { file: structuredClone(sent), tag: 'two' });
		expect(draft.live.tag).toBe('two');
		expect(draft.changes.map(({ before, after }) => [before, after])).toEqual([[720, 300]]);
	});

	test('yields to somebody else’s file and hands back what was mine', () => {
		const draft = draftOf();
		draft.put('/longWait/seconds', 720);
		const theirs = { ...live().file, longWait: { seconds: 300 } };
		const mine = draft.yieldTo({ file: theirs, tag: 'theirs' });
		expect(draft.changes).toEqual([]);
		expect(draft.at('/longWait/seconds')).toBe(300);
		expect(mine).toHaveLength(1);
		draft.take(mine[0]!, 'after');
		expect(draft.at('/longWait/seconds')).toBe(720);
		expect(draft.live.tag).toBe('theirs');
	});

	test('opens the rows on the way to a place', () => {
		const draft = draftOf();
		draft.put('/checklists', [{ id: 'c', role: 'r', items: [{ id: 'i' }, { id: 'j' }] }]);
		draft.reveal('/checklists/0/items/1/name/zh');
		expect(draft.opened).toEqual({ '/checklists': 0, '/checklists/0/items': 1 });
	});

	test('can be discarded, and that undone', () => {
		const draft = draftOf();
		draft.put('/longWait/seconds', 720);
		draft.discard('all');
		expect(draft.changes).toEqual([]);
		draft.undo();
		expect(draft.at('/longWait/seconds')).toBe(720);
	});
});
