import { expect, test } from 'vitest';
import { chooseLocale } from '#lib/i18n/index.ts';

test('the address asks first, then what was chosen, then the browser, then Chinese', () => {
	expect(chooseLocale('en', 'zh', 'zh-CN')).toBe('en');
	expect(chooseLocale(null, 'en', 'zh-CN')).toBe('en');
	expect(chooseLocale('fr', undefined, 'de-DE, en-GB;q=0.8, zh;q=0.9')).toBe('zh');
	expect(chooseLocale(null, undefined, 'en-US,en;q=0.9')).toBe('en');
	expect(chooseLocale(null, undefined, 'de')).toBe('zh');
	expect(chooseLocale(null, undefined, null)).toBe('zh');
});
