/** What is wrong with a device, in a word; a cause that is not listed is shown as it came. */
export const zh = {
	states: {
		offline: '离线',
		degraded: '异常',
		maintenance: '维护',
		unknown: '没有消息'
	} as Record<string, string>,
	causes: {
		cards_low: '卡少',
		cash_low: '钞少',
		flapping: '时好时坏',
		gone: '掉线',
		no_answer: '无应答',
		out_of_cards: '缺卡',
		out_of_cash: '缺钞',
		out_of_toner: '缺墨粉',
		paper_low: '纸少',
		silent: '失联',
		toner_low: '墨粉少',
		out_of_paper: '缺纸',
		note_jam: '卡钞',
		card_jam: '卡卡',
		paper_jam: '卡纸',
		network: '断网',
		power: '断电'
	} as Record<string, string>
};

export const en: typeof zh = {
	states: {
		offline: 'offline',
		degraded: 'degraded',
		maintenance: 'maintenance',
		unknown: 'not heard from'
	},
	causes: {
		cards_low: 'cards low',
		cash_low: 'cash low',
		flapping: 'on and off',
		gone: 'disconnected',
		no_answer: 'no answer',
		out_of_cards: 'out of cards',
		out_of_cash: 'out of cash',
		out_of_toner: 'out of toner',
		paper_low: 'paper low',
		silent: 'silent',
		toner_low: 'toner low',
		out_of_paper: 'out of paper',
		note_jam: 'note jam',
		card_jam: 'card jam',
		paper_jam: 'paper jam',
		network: 'network down',
		power: 'no power'
	}
};
