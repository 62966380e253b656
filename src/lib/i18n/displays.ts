import type { Pairable } from '../protocol/roles.ts';

/** The page of paired displays. */
export const zh = {
	title: '显示屏',
	pair: '配对新屏',
	count: (n: number) => `${n} 块`,
	none: '还没有配对的屏。在屏上打开 /wall、/display、/kiosk 或 /rating，再来这里配对。',
	columns: {
		name: '位置',
		screen: '画面',
		branch: '网点',
		approved: '批准',
		seen: '最近在线'
	},
	screens: { wall: '后台大屏', display: '叫号屏', kiosk: '取号机', rating: '好评器' } as Record<
		Pairable,
		string
	>,
	approvedBy: '批准人',
	since: '配对时间',
	seen: '最近在线',
	revoked: (n: number) => `已停用 ${n} 块`,
	revokedAt: (time: string) => `${time} 停用`,
	revoke: '停用',
	revokeConfirm: (name: string) => `停用“${name}”？两秒内它变回配对码，看不到网点的任何数据。`
};

export const en: typeof zh = {
	title: 'Displays',
	pair: 'Pair a display',
	count: (n) => (n === 1 ? '1 display' : `${n} displays`),
	none: 'No display is paired yet. Open /wall, /display, /kiosk or /rating on one, then pair it from here.',
	columns: {
		name: 'Where',
		screen: 'Shows',
		branch: 'Branch',
		approved: 'Approved',
		seen: 'Last seen'
	},
	screens: { wall: 'Wall', display: 'Call display', kiosk: 'Kiosk', rating: 'Rating pad' },
	approvedBy: 'Approved by',
	since: 'Paired',
	seen: 'Last seen',
	revoked: (n) => `${n} revoked`,
	revokedAt: (time) => `revoked ${time}`,
	revoke: 'Revoke',
	revokeConfirm: (name) =>
		`Revoke “${name}”? Within two seconds it shows a pairing code, and nothing of the branch.`
};
