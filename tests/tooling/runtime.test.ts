import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { findNode, isNewEnough } from '../../scripts/runtime.js';

test.each([
	['20.20.2', false],
	['24.6.0', false],
	['24.7.0', true],
	['24.21.0', true],
	['26.0.0', true]
])('Node %s is new enough: %s', (version, expected) => {
	expect(isNewEnough(version)).toBe(expected);
});

test('the Node that the program runs on is found and is new enough', () => {
	const version = execFileSync(findNode() ?? '', ['--version'], { encoding: 'utf8' });
	expect(isNewEnough(version.trim().slice(1))).toBe(true);
});
