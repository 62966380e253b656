import { KINDS } from '../domain/devices/kinds/index.ts';

/** What the kinds of devices are called, from the kinds themselves. A branch may have others, which it names itself. */
export const zh: Record<string, string> = Object.fromEntries(
	KINDS.map(({ id, name }) => [id, name.zh])
);

export const en: typeof zh = Object.fromEntries(KINDS.map(({ id, name }) => [id, name.en]));
