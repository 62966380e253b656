import type { Scope } from '../protocol/roles.ts';

/** The page of API keys. */
export const zh = {
	title: '密钥',
	create: '新建密钥',
	count: (n: number) => `${n} 个`,
	none: '还没有密钥。取号机、设备和读数据的程序各用一个。',
	columns: { name: '名称', scopes: '用途', branch: '网点', expires: '到期', used: '最近使用' },
	unnamed: '没有名称',
	id: '编号',
	created: '新建时间',
	expires: '到期',
	used: '最近使用',
	noExpiry: '不到期',
	expired: (time: string) => `${time} 已到期`,
	replaces: (id: string) => `接替 ${id}`,
	replacedBy: (id: string) => `由 ${id} 接替`,
	replacing: '接替',
	gone: (n: number) => `已停用 ${n} 个`,
	revokedAt: (time: string) => `${time} 停用`,
	name: '名称',
	nameHint: '说清是哪台机器，例如“大堂取号机”',
	branch: '网点',
	scopes: '用途',
	about: {
		'events:write': '取号机、叫号系统：取号、叫号、办理等所有事件',
		'devices:write': '设备监控：只能报告设备状态，不能动队列',
		read: '看各个画面和统计，没有客户姓名',
		'read:personal': '还能看客户姓名和编号，请只给必须的程序',
		export: '导出报表',
		metrics: '给监控系统读运行指标'
	} as Record<Scope, string>,
	validThrough: '有效到哪天',
	validThroughHint: '含当天；不写就不到期',
	createSubmit: '新建密钥',
	secretTitle: (name: string) => `“${name}”的密钥`,
	secretDetail: '请填进那台机器，放在请求头 Authorization: Bearer 后面。系统只存它的指纹。',
	rotate: '更换密钥',
	rotateDetail: '生成第二个密钥，新旧两个同时能用，到下面这天旧的才失效，机器不会断。',
	oldWorksThrough: '旧密钥用到哪天',
	rotateSubmit: '生成新密钥',
	revoke: '停用密钥',
	revokeConfirm: (name: string) => `停用“${name}”？用它的机器一秒内就连不上，不能恢复。`
};

export const en: typeof zh = {
	title: 'Keys',
	create: 'New key',
	count: (n) => (n === 1 ? '1 key' : `${n} keys`),
	none: 'No key yet. Queue machines, devices and programs that read have one each.',
	columns: {
		name: 'Name',
		scopes: 'Good for',
		branch: 'Branch',
		expires: 'Expires',
		used: 'Last used'
	},
	unnamed: 'No name',
	id: 'Id',
	created: 'Made',
	expires: 'Expires',
	used: 'Last used',
	noExpiry: 'Never expires',
	expired: (time) => `Expired ${time}`,
	replaces: (id) => `takes over from ${id}`,
	replacedBy: (id) => `${id} takes over`,
	replacing: 'Takes over',
	gone: (n) => `${n} revoked`,
	revokedAt: (time) => `revoked ${time}`,
	name: 'Name',
	nameHint: 'Which machine it is for, such as “queue machine, lobby”',
	branch: 'Branch',
	scopes: 'Good for',
	about: {
		'events:write': 'Queue machines: tickets, calls, service, all events',
		'devices:write': 'Device monitors: the state of devices and nothing of the queue',
		read: "Every screen and statistics, without customers' names",
		'read:personal': "Customers' names and references too; only for programs that need them",
		export: 'Exports of reports',
		metrics: 'Metrics for a monitoring system'
	},
	validThrough: 'Valid through',
	validThroughHint: 'That day included; left empty it never expires',
	createSubmit: 'Create key',
	secretTitle: (name) => `The key “${name}”`,
	secretDetail:
		'Put it into that machine, in the header Authorization: Bearer. Only its fingerprint is kept here.',
	rotate: 'Rotate',
	rotateDetail:
		'Makes a second key. Both work until the day below, when the old one stops: the machine is never cut off.',
	oldWorksThrough: 'The old key works through',
	rotateSubmit: 'Make the new key',
	revoke: 'Revoke',
	revokeConfirm: (name) =>
		`Revoke “${name}”? The machine that uses it is cut off within a second, for good.`
};
