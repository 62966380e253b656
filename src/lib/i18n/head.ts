/** The branch head's page. */
export const zh = {
	title: '网点负责人',
	comma: '，',
	waiting: '等候',
	over: (minutes: number) => `超过 ${minutes} 分钟`,
	overLimit: '超过上限',
	nobody: '无人接',
	table: '表格',
	chart: '图',
	total: '全天',
	interval: '95% 区间',
	range: (low: number, high: number) => (low === high ? `${low}%` : `${low}–${high}%`),
	windows: {
		title: '商机利用',
		legend: '实心用上，空心错过',
		legendOpen: '实心用上，空心错过，灰框未定',
		chart: '每小时的商机：提示、用上、错过',
		none: '今天还没有商机',
		noneMissed: '没有错过',
		mostMissed: (hour: string, missed: number, raised: number) =>
			`${hour} 点错过最多：${missed}/${raised}`,
		hour: '小时',
		service: '业务',
		raised: '提示',
		used: '用上',
		missed: '错过',
		undecided: '未定',
		share: '利用率',
		point: (from: string, to: string, used: number, missed: number, raised: number) =>
			`${from}–${to} 用上 ${used}，错过 ${missed}，共提示 ${raised}`
	},
	waits: {
		title: '等候',
		number: (half: string, ninety: string) => `半数 ${half} 内，九成 ${ninety} 内`,
		half: (half: string) => `半数 ${half} 内`,
		by: '按取号时间',
		chart: '每半小时取号的人等了多久',
		none: '今天还没有叫过号',
		longest: (from: string, to: string, ninety: string) => `${from}–${to} 最久：九成 ${ninety} 内`,
		lowWord: '半数短于此',
		highWord: '九成短于此',
		p50: '半数内',
		p90: '九成内',
		calls: '叫到',
		over: (minutes: number) => `超 ${minutes}′`,
		stillWaiting: '还在等',
		point: (from: string, to: string, half: string) => `${from}–${to} 半数 ${half} 内`,
		pointNinety: (ninety: string) => `九成 ${ninety} 内`,
		pointWaiting: (n: number) => `还有 ${n} 人在等`,
		pointNone: (from: string, to: string) => `${from}–${to} 还没有叫到`
	},
	arrivals: {
		title: '取号',
		by: '按半小时',
		chart: '每半小时取号的人数',
		none: '今天还没有人取号',
		busiest: (from: string, to: string, n: number) => `${from}–${to} 最多：${n} 人`,
		issued: '取号',
		point: (from: string, to: string, n: number) => `${from}–${to} 取号 ${n} 人`,
		pointGrowing: '（未完）',
		time: '时间'
	},
	rates: {
		title: '比率',
		goal: '目标',
		count: '人次',
		share: '比率',
		names: {
			withinTarget: (minutes: number) => `${minutes} 分钟内叫到`,
			abandoned: '弃号',
			pitchCoverage: '一句话覆盖',
			outflowKept: '挽留外流'
		},
		furthest: (name: string, points: string) => `${name}，比目标低 ${points} 点`,
		allMet: '都达到目标'
	},
	services: {
		title: '业务',
		all: '全部',
		issued: '取号',
		wait: '等候',
		mean: '平均',
		p50: '半数内',
		p90: '九成内',
		over: '超时',
		windows: '商机',
		slowest: (name: string, ninety: string) => `${name}等得最久：九成 ${ninety} 内`
	}
};

export const en: typeof zh = {
	title: 'Branch head',
	comma: ', ',
	waiting: 'waiting',
	over: (minutes) => `over ${minutes} min`,
	overLimit: 'over the limit',
	nobody: 'with nobody',
	table: 'Table',
	chart: 'Chart',
	total: 'All day',
	interval: '95% interval',
	range: (low, high) => (low === high ? `${low}%` : `${low}–${high}%`),
	windows: {
		title: 'Windows used',
		legend: 'solid used, hollow missed',
		legendOpen: 'solid used, hollow missed, grey open',
		chart: 'Engagement windows by hour: raised, used, missed',
		none: 'No windows yet today',
		noneMissed: 'None missed',
		mostMissed: (hour, missed, raised) => `Most missed at ${hour}: ${missed}/${raised}`,
		hour: 'Hour',
		service: 'Service',
		raised: 'Raised',
		used: 'Used',
		missed: 'Missed',
		undecided: 'Open',
		share: 'Share used',
		point: (from, to, used, missed, raised) =>
			`${from}–${to} ${used} used, ${missed} missed of ${raised} raised`
	},
	waits: {
		title: 'Waits',
		number: (half, ninety) => `half within ${half}, 90% within ${ninety}`,
		half: (half) => `half within ${half}`,
		by: 'by time of issue',
		chart: 'How long people waited, by half hour of issue',
		none: 'Nobody called yet today',
		longest: (from, to, ninety) => `Longest ${from}–${to}: 90% in ${ninety}`,
		lowWord: 'half waited less',
		highWord: '90% waited less',
		p50: 'Half within',
		p90: '90% within',
		calls: 'Called',
		over: (minutes) => `Over ${minutes}′`,
		stillWaiting: 'Waiting',
		point: (from, to, half) => `${from}–${to} half within ${half}`,
		pointNinety: (ninety) => `90% within ${ninety}`,
		pointWaiting: (n) => `${n} still waiting`,
		pointNone: (from, to) => `${from}–${to} nobody called yet`
	},
	arrivals: {
		title: 'Arrivals',
		by: 'by half hour',
		chart: 'Tickets issued by half hour',
		none: 'No tickets yet today',
		busiest: (from, to, n) => `Busiest ${from}–${to}: ${n}`,
		issued: 'Issued',
		point: (from, to, n) => `${from}–${to} ${n} issued`,
		pointGrowing: ' so far',
		time: 'Time'
	},
	rates: {
		title: 'Rates',
		goal: 'target',
		count: 'count',
		share: 'rate',
		names: {
			withinTarget: (minutes) => `Called within ${minutes} min`,
			abandoned: 'Abandoned',
			pitchCoverage: 'Pitch coverage',
			outflowKept: 'Outflow kept'
		},
		furthest: (name, points) => `${name}: ${points} points under target`,
		allMet: 'All on target'
	},
	services: {
		title: 'Services',
		all: 'All',
		issued: 'Issued',
		wait: 'Wait',
		mean: 'mean',
		p50: 'half in',
		p90: '90% in',
		over: 'Over',
		windows: 'Windows',
		slowest: (name, ninety) => `Slowest: ${name}, 90% within ${ninety}`
	}
};
