import type { Name } from '#lib/protocol/index.ts';

/** A kind of device that templates know, in the order in which a branch counts them. */
export type DeviceKind = keyof typeof nouns;

const nouns = {
	atm: { zh: '取款机', en: 'ATM' },
	crs: { zh: '存取款一体机', en: 'Recycler' },
	terminal: { zh: '自助终端', en: 'Terminal' },
	printer: { zh: '回单机', en: 'Slip printer' },
	card: { zh: '发卡机', en: 'Card machine' },
	note: { zh: '点钞机', en: 'Note counter' },
	pc: { zh: '网银机', en: 'E-banking PC' },
	kiosk: { zh: '取号机', en: 'Kiosk' },
	display: { zh: '叫号屏', en: 'Call display' },
	phone: { zh: '客服电话', en: 'Service phone' }
} satisfies Record<string, Name>;

export const DEVICE_KINDS = Object.keys(nouns) as DeviceKind[];

export type DeviceCounts = Partial<Record<DeviceKind, number>>;

/** The devices of a branch, numbered within their kind: `atm-2`, 2号取款机, ATM 2. */
export function devicesOf(counts: DeviceCounts) {
	return DEVICE_KINDS.flatMap((kind) =>
		Array.from({ length: counts[kind] ?? 0 }, (_, index) => ({
			id: `${kind}-${index + 1}`,
			kind,
			name: {
				zh: `${index + 1}号${nouns[kind].zh}`,
				en: `${nouns[kind].en} ${index + 1}`
			}
		}))
	);
}
