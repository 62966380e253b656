/** The systems that the page explains, in the order in which it does. */
export const PLATFORMS = ['ipad', 'android', 'windows', 'mac', 'linux'] as const;
export type Platform = (typeof PLATFORMS)[number];

/** What a visitor may be on, by what the browser says of itself. An iPad says that it is a Mac, so that is either. */
export function platformsOf(userAgent: string): readonly Platform[] {
	if (/iPad|iPhone|iPod/.test(userAgent)) return ['ipad'];
	if (/Android|Harmony/.test(userAgent)) return ['android'];
	if (/Windows/.test(userAgent)) return ['windows'];
	if (/Macintosh/.test(userAgent)) {
		return /Chrome\/|Firefox\//.test(userAgent) ? ['mac'] : ['ipad', 'mac'];
	}
	return /Linux|CrOS/.test(userAgent) ? ['linux'] : ['ipad', 'android'];
}
