/** How long a new ticket takes, and what that rests on. */
export const zh = {
	and: '，',
	newTicket: '现在取号',
	newTicketWaits: (low: number, high: number) => `现在取号约等 ${low}–${high} 分钟`,
	ahead: (n: number) => (n === 0 ? '前面没有人' : `前面 ${n} 位`),
	counters: (n: number) => `${n} 个窗口`,
	each: (minutes: number) => `每位约 ${minutes} 分钟`,
	noCounter: '无窗口'
};

export const en: typeof zh = {
	and: ', ',
	newTicket: 'New ticket now',
	newTicketWaits: (low, high) => `A new ticket waits ${low}–${high} min`,
	ahead: (n) => (n === 0 ? 'nobody ahead' : `${n} ahead`),
	counters: (n) => (n === 1 ? '1 counter' : `${n} counters`),
	each: (minutes) => `about ${minutes} min each`,
	noCounter: 'no counter'
};
