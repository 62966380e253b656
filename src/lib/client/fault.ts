import * as words from '../i18n/devices.ts';
import type { Locale } from '../i18n/index.ts';
import type { DeviceRow } from '../protocol/index.ts';
import { nameIn } from './format.ts';

/** What is wrong with a device: `2号取款机 缺钞`. */
export function faultText(device: DeviceRow, locale: Locale): string {
	const { causes, states } = words[locale];
	const cause = device.cause && (causes[device.cause] ?? device.cause);
	return `${nameIn(device.name, locale)} ${cause || (states[device.state] ?? '')}`.trim();
}
