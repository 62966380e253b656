import { expect, test } from 'vitest';
import { platformsOf } from '../../src/routes/trust/platform.ts';

const safari = 'AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15';
const chrome = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';

test.each([
	[`Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) ${safari}`, ['ipad']],
	[`Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${safari}`, ['ipad', 'mac']],
	[`Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${chrome}`, ['mac']],
	[`Mozilla/5.0 (Linux; Android 10; K) ${chrome}`, ['android']],
	[`Mozilla/5.0 (Tablet; OpenHarmony 5.0) ${chrome}`, ['android']],
	[`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${chrome}`, ['windows']],
	[`Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${chrome}`, ['linux']],
	[`Mozilla/5.0 (X11; Linux x86_64) ${chrome}`, ['linux']],
	['', ['ipad', 'android']]
])('%s', (userAgent, platforms) => {
	expect(platformsOf(userAgent)).toEqual(platforms);
});
