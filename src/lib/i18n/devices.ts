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
		sign_in: '登不上',
		silent: '失联',
		toner_low: '墨粉少',
		out_of_paper: '缺纸',
		note_jam: '卡钞',
		card_jam: '卡卡',
		paper_jam: '卡纸',
		network: '断网',
		power: '断电',
		wrong_answer: '应答异常',
		hardware: '硬件故障',
		fraud: '疑似欺诈',
		cover_open: '盖未合',
		output_full: '出纸满',
		service_due: '待保养',
		reject_full: '钞箱满',
		operator: '人工停用',
		probe_not_allowed: '未许检测',
		probe_unavailable: '无法检测'
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
		sign_in: 'no sign-in',
		silent: 'silent',
		toner_low: 'toner low',
		out_of_paper: 'out of paper',
		note_jam: 'note jam',
		card_jam: 'card jam',
		paper_jam: 'paper jam',
		network: 'network down',
		power: 'no power',
		wrong_answer: 'wrong answer',
		hardware: 'hardware fault',
		fraud: 'fraud suspected',
		cover_open: 'cover open',
		output_full: 'output full',
		service_due: 'service due',
		reject_full: 'cash box full',
		operator: 'taken offline',
		probe_not_allowed: 'probe not allowed',
		probe_unavailable: 'cannot probe'
	}
};
