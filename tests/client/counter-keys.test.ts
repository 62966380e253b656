import { expect, test } from 'vitest';
import {
	COMMANDS,
	isFunctionKey,
	KEYS,
	keyLabel,
	meantBy,
	PITCH_KEYS
} from '../../src/routes/counter/keys.ts';

const press = (key: string, more: Partial<KeyboardEvent> = {}) =>
	meantBy({ key, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...more });

test('every command has a key, and no key two commands', () => {
	const keys = [...COMMANDS.map((command) => KEYS[command]), ...Object.values(PITCH_KEYS)];
	expect(new Set(keys).size).toBe(keys.length);
	for (const command of COMMANDS) {
		const [key = '', shift] = KEYS[command].split('+').reverse();
		expect(press(key, { shiftKey: shift === 'Shift' })).toEqual({ kind: 'command', command });
	}
	// The browser's own: help, the whole screen, its tools.
	for (const own of ['F1', 'F11', 'F12']) expect(keys).not.toContain(own);
});

test('with another key held it is the browser’s; with shift it is not the plain command', () => {
	expect(press('F5', { ctrlKey: true })).toBeNull();
	expect(press('Enter', { altKey: true })).toBeNull();
	expect(press('F5', { shiftKey: true })).toBeNull();
	expect(press('1', { shiftKey: true })).toBeNull();
	expect(press('a')).toBeNull();
});

test('up and down go through the line, digits tell what came of the sentence', () => {
	expect(press('ArrowDown')).toEqual({ kind: 'move', by: 1 });
	expect(press('ArrowUp')).toEqual({ kind: 'move', by: -1 });
	expect(press('3')).toEqual({ kind: 'pitch', pitch: 'declined' });
});

test('the keys that the browser would act on are known, also those that mean nothing here', () => {
	expect(['F2', 'F5', 'F9', 'F10'].every((key) => isFunctionKey({ key }))).toBe(true);
	expect(['F1', 'F11', 'F12', 'F', 'Enter', '5'].some((key) => isFunctionKey({ key }))).toBe(false);
	expect(keyLabel(KEYS.details)).toBe('⇧F2');
});
