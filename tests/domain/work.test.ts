import { expect, test } from 'vitest';
import { at, Told } from '../support/history.ts';

test('work of a kind that is named like something of every object is counted in seconds', () => {
	const branch = new Told();
	for (const activity of ['valueOf', 'constructor', 'training']) {
		const span = { from: '2026-11-25T09:00:00+08:00', to: '2026-11-25T09:10:00+08:00' };
		branch.tell('activity.logged', at('09:10'), 'wang', { activity, ...span });
	}
	expect(branch.view().staff['wang']?.work).toEqual({
		valueOf: 600,
		constructor: 600,
		training: 600
	});
});
