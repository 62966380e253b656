/** The console's keys: one for each command, and none for two. Pure. */

/** What one can do at the console. */
export const COMMANDS = [
	'primary',
	'finish',
	'details',
	'recall',
	'no_show',
	'park',
	'transfer',
	'return',
	'pause',
	'help',
	'profile',
	'sale',
	'undo'
] as const;
export type Command = (typeof COMMANDS)[number];

/** What one can say of the pitch while a customer is served. */
export const PITCHES = ['interested', 'later', 'declined', 'skipped', 'refer', 'told'] as const;
export type PitchKey = (typeof PITCHES)[number];
/** What came of the sentence. */
export type SaidKey = Exclude<PitchKey, 'refer' | 'told'>;

/** F1, F11 and F12 are the browser's own; these it leaves to the page. */
export const KEYS: Readonly<Record<Command, string>> = {
	primary: 'Enter',
	finish: 'F2',
	details: 'Shift+F2',
	recall: 'F3',
	no_show: 'F4',
	park: 'F5',
	transfer: 'F6',
	return: 'F7',
	pause: 'F8',
	help: 'F9',
	profile: 'F10',
	sale: '6',
	undo: 'Backspace'
};

export const PITCH_KEYS: Readonly<Record<PitchKey, string>> = {
	interested: '1',
	later: '2',
	declined: '3',
	skipped: '4',
	refer: '5',
	told: '0'
};

/** As the buttons show it. */
export function keyLabel(key: string): string {
	return key.replace('Shift+', '⇧').replace('Backspace', '⌫');
}

type Pressed = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey'>;

const COMMAND_OF = new Map(COMMANDS.map((command) => [KEYS[command], command]));
const PITCH_OF = new Map(PITCHES.map((pitch) => [PITCH_KEYS[pitch], pitch]));

export type Meant =
	| { kind: 'command'; command: Command }
	| { kind: 'pitch'; pitch: PitchKey }
	| { kind: 'move'; by: 1 | -1 };

/** What a key means; null: it is not the console's. */
export function meantBy({ key, shiftKey, ctrlKey, altKey, metaKey }: Pressed): Meant | null {
	if (ctrlKey || altKey || metaKey) return null;
	const command = COMMAND_OF.get(shiftKey ? `Shift+${key}` : key);
	if (command !== undefined) return { kind: 'command', command };
	if (shiftKey) return null;
	if (key === 'ArrowDown') return { kind: 'move', by: 1 };
	if (key === 'ArrowUp') return { kind: 'move', by: -1 };
	const pitch = PITCH_OF.get(key);
	return pitch === undefined ? null : { kind: 'pitch', pitch };
}

/** Keys that would make the browser itself do something, such as load the page anew: never while a console is open. */
export function isFunctionKey({ key }: Pick<KeyboardEvent, 'key'>): boolean {
	return /^F([2-9]|10)$/.test(key);
}
