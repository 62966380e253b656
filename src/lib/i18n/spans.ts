/** Pages that show a span of days: which, and what if they cannot be read. */
export const zh = {
	days: '哪几天',
	choices: { today: '今天', week: '7 天', month: '30 天' },
	other: '选日期',
	from: '从',
	to: '到',
	show: '查看',
	span: (from: string, to: string) => `${from}–${to}`,
	wrong: {
		missing: '两个日期都要填。',
		order: '“从”要早于“到”。',
		ahead: '最晚到今天。',
		long: '一次最多看一年。'
	},
	old: '读不出新的数，先看之前的',
	faults: {
		offline: '连不上，连上后自己再来。',
		forbidden: '你没有看这些的权限。',
		unauthenticated: '登录已失效，重新登录后再看。',
		compacted: '这么早的记录已经不保留了，选近一些的日子。',
		not_found: '服务器没有这份报表，可能刚换过版本，刷新再看。',
		other: '现在读不出来，等一下会再试。'
	} as Record<string, string>
};

export const en: typeof zh = {
	days: 'Days',
	choices: { today: 'Today', week: '7 days', month: '30 days' },
	other: 'Dates',
	from: 'From',
	to: 'To',
	show: 'Show',
	span: (from, to) => `${from} – ${to}`,
	wrong: {
		missing: 'Both dates are needed.',
		order: 'The first date must be the earlier one.',
		ahead: 'Today is the last day there is.',
		long: 'A year at most can be shown at once.'
	},
	old: 'No new figures can be read; these are the ones before',
	faults: {
		offline: 'No connection; it comes by itself once there is one.',
		forbidden: 'You may not see this.',
		unauthenticated: 'Your sign-in has ended; sign in again first.',
		compacted: 'Records that old are no longer kept; choose later days.',
		not_found: 'The server has no such report; it may just have changed: load the page again.',
		other: 'It cannot be read now; it is tried again in a moment.'
	}
};
