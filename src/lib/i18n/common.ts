/** What every screen says. */
export const zh = {
	product: '厅堂',
	live: '实时',
	quiet: '没有消息',
	connecting: '正在连接',
	reconnecting: '正在重连',
	staleTitle: (duration: string) => `数据已停 ${duration}`,
	staleDetail: (time: string) => `以下全部停在 ${time}，以现场为准`,
	notStored: {
		unavailable: {
			what: '磁盘暂时写不进去，系统在重试',
			then: '你做的操作先留在这台设备上'
		},
		disk_full: { what: '磁盘满了，新的操作存不下', then: '请告诉管理系统的人腾出空间' },
		read_only: { what: '现在只能看，什么都存不下', then: '请告诉管理系统的人' },
		damaged: { what: '数据有损坏，现在只能看，什么都存不下', then: '请马上告诉管理系统的人' }
	},
	notStoredThen: (what: string, then: string) => `${what}；${then}`,
	seconds: (n: number) => `${n} 秒`,
	minutes: (n: number) => `${n} 分钟`,
	hours: (n: number) => `${n} 小时`,
	noScript: (time: string) => `脚本没有运行，画面停在 ${time}，不会自己更新`,
	warnMark: '接近上限',
	overMark: '超过上限',
	doneMark: '已有人',
	noBranchTitle: '还没有网点',
	noBranchDetail: '用下面的命令建一个，画面会自己出现：',
	noBranchApply: '按文件建立网点',
	noBranchDemo: '看一天的演示',
	screens: {
		wall: '大屏',
		display: '叫号屏',
		kiosk: '取号机',
		rating: '好评器',
		lobby: '大堂经理',
		counter: '柜台',
		wealth: '理财经理',
		head: '网点负责人',
		devices: '设备'
	},
	screensDetail: {
		wall: '后台大屏，五米外可读',
		display: '大厅里，叫到谁、去几号窗口',
		kiosk: '门口，两下取号',
		rating: '窗口上，客户点一下评价',
		lobby: '平板，待办与商机',
		counter: '窗口前叫号、办理',
		wealth: '收件箱：转介来的客户',
		head: '今天到现在',
		devices: '哪台坏了，谁在处理，检查做了没有'
	},
	otherLanguage: 'English',
	errorTitle: '画面打不开',
	errors: {
		unknown_branch: '没有这个网点。请检查地址里的 branch，或回到首页选择。',
		unknown_counter: '没有这个窗口。请回到柜台页重新选择。',
		not_found: '没有这个页面。',
		other: '出错了，稍后自动再试。若一直如此，请告诉维护的人。'
	} as Record<string, string>,
	home: '回首页'
};

export const en: typeof zh = {
	product: 'Foyer',
	live: 'Live',
	quiet: 'No word',
	connecting: 'Connecting',
	reconnecting: 'Reconnecting',
	staleTitle: (duration) => `No data for ${duration}`,
	staleDetail: (time) => `Below is as of ${time}; go by what you see`,
	notStored: {
		unavailable: {
			what: 'The disk takes nothing just now and is tried again',
			then: 'what you do is kept on this device'
		},
		disk_full: {
			what: 'The disk is full and nothing new is stored',
			then: 'tell whoever looks after Foyer to make room'
		},
		read_only: {
			what: 'Nothing can be stored, only shown',
			then: 'tell whoever looks after Foyer'
		},
		damaged: {
			what: 'The data is damaged and only shown, nothing is stored',
			then: 'tell whoever looks after Foyer now'
		}
	},
	notStoredThen: (what, then) => `${what}; ${then}`,
	seconds: (n) => `${n} s`,
	minutes: (n) => `${n} min`,
	hours: (n) => `${n} h`,
	noScript: (time) => `Scripts are off: this picture is from ${time} and does not update itself`,
	warnMark: 'close to a limit',
	overMark: 'past a limit',
	doneMark: 'taken',
	noBranchTitle: 'No branch yet',
	noBranchDetail: 'Make one with a command below; this page then shows it by itself:',
	noBranchApply: 'make a branch from a file',
	noBranchDemo: 'see a day played',
	screens: {
		wall: 'Wall',
		display: 'Call display',
		kiosk: 'Kiosk',
		rating: 'Rating pad',
		lobby: 'Lobby manager',
		counter: 'Counter',
		wealth: 'Wealth manager',
		head: 'Branch head',
		devices: 'Devices'
	},
	screensDetail: {
		wall: 'back-office display, read from five metres',
		display: 'in the hall: who is called, and where to',
		kiosk: 'at the door: a number in two taps',
		rating: 'at a counter: how it was, in one tap',
		lobby: 'tablet: what to do, and opportunities',
		counter: 'calls, serves and finishes at a window',
		wealth: 'inbox: customers who were referred',
		head: 'today so far',
		devices: 'what is broken, who sees to it, what was checked'
	},
	otherLanguage: '中文',
	errorTitle: 'This page cannot be shown',
	errors: {
		unknown_branch:
			'There is no such branch. Check `branch` in the address, or choose one from the start page.',
		unknown_counter: 'There is no such counter. Go back to the counters and choose one.',
		not_found: 'There is no such page.',
		other:
			'Something failed; it tries again by itself. If it stays so, tell whoever looks after Foyer.'
	},
	home: 'Start page'
};
