import type { Name } from '../../protocol/index.ts';

/** What lists are called that the branch gave no name, by their part of the day. */
export const UNNAMED: Readonly<Record<'opening' | 'closing' | 'day', Name>> = {
	opening: { zh: '营业前检查', en: 'Opening checklist' },
	closing: { zh: '营业后检查', en: 'Closing checklist' },
	day: { zh: '检查', en: 'Checklist' }
};
