import type { Locale } from '../i18n/index.ts';
import type { DeviceRow } from '../protocol/index.ts';
import { causeText } from './device-words.ts';
import { nameIn } from './format.ts';

/** What is wrong with a device: `2号取款机 缺钞`. */
export function faultText(device: DeviceRow, locale: Locale): string {
	return `${nameIn(device.name, locale)} ${causeText(device, locale)}`.trim();
}
