/** The paper ticket. Both languages stand on it. */
export const zh = {
	priority: '优先客户',
	vip: '贵宾',
	ahead: (n: number) => (n === 0 ? '前面没有人' : `前面 ${n} 位`),
	wait: (low: number, high: number) => `约 ${low}–${high} 分钟`,
	scan: '扫码看排队，不用下载',
	missed: '过号请找大堂经理'
};

export const en: typeof zh = {
	priority: 'Priority',
	vip: 'VIP',
	ahead: (n) => (n === 0 ? 'nobody ahead of you' : `${n} ahead of you`),
	wait: (low, high) => `about ${low}–${high} min`,
	scan: 'Scan to see your place',
	missed: 'Missed your call? See the lobby manager'
};
