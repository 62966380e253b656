/** What a browser says it is, as people call it: `iPad · Safari`. Undefined: nothing that we know. */
export function deviceOf(userAgent: string | null): string | undefined {
	const agent = userAgent ?? '';
	const device = DEVICES.find(([pattern]) => pattern.test(agent))?.[1];
	const browser = BROWSERS.find(([pattern]) => pattern.test(agent))?.[1];
	const known = [device, browser].filter((part) => part !== undefined);
	return known.length === 0 ? undefined : known.join(' · ');
}

/** The first that fits; an iPad calls itself a Mac unless told otherwise. */
const DEVICES: readonly (readonly [RegExp, string])[] = [
	[/iPad/, 'iPad'],
	[/iPhone/, 'iPhone'],
	[/HarmonyOS|OpenHarmony/, 'HarmonyOS'],
	[/Android/, 'Android'],
	[/CrOS/, 'Chromebook'],
	[/Windows/, 'Windows'],
	[/Macintosh(?=.*Safari)(?!.*Chrome|.*Firefox)/, 'Mac / iPad'],
	[/Macintosh/, 'Mac'],
	[/Linux/, 'Linux']
];

/** Most browsers claim to be Chrome and Safari too, so those come last. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
	[/MicroMessenger/, 'WeChat'],
	[/Edg(e|A|iOS)?\//, 'Edge'],
	[/OPR\//, 'Opera'],
	[/SamsungBrowser\//, 'Samsung Internet'],
	[/HuaweiBrowser\//, 'Huawei Browser'],
	[/QQBrowser\//, 'QQ Browser'],
	[/360SE|360EE|QihooBrowser/, '360'],
	[/(Firefox|FxiOS)\//, 'Firefox'],
	[/(Chrome|CriOS|Chromium)\//, 'Chrome'],
	[/Safari\//, 'Safari']
];
