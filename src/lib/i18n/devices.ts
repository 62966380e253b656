/** What is wrong with a device, in a word; a cause that is not listed is shown as it came. */
export const zh = {
	states: { offline: '离线', degraded: '异常', maintenance: '维护' } as Record<string, string>,
	causes: {
		out_of_cash: '缺钞',
		cash_low: '钞少',
		paper_low: '纸少',
		out_of_paper: '缺纸',
		note_jam: '卡钞',
		card_jam: '卡卡',
		paper_jam: '卡纸',
		network: '断网',
		power: '断电'
	} as Record<string, string>
};

export const en: typeof zh = {
	states: { offline: 'offline', degraded: 'degraded', maintenance: 'maintenance' },
	causes: {
		out_of_cash: 'out of cash',
		cash_low: 'cash low',
		paper_low: 'paper low',
		out_of_paper: 'out of paper',
		note_jam: 'note jam',
		card_jam: 'card jam',
		paper_jam: 'paper jam',
		network: 'network down',
		power: 'no power'
	}
};
