import * as kinds from './kinds.ts';

/** The first run: at most five steps from an empty folder to a branch that works. */
export const zh = {
	step: (n: number, of: number) => `第 ${n} 步，共 ${of} 步`,
	skip: '先跳过',
	closed: {
		title: '这里还没有设置好',
		detail: '请打开服务器启动时打印的那个链接，它像这样：',
		line: (origin: string) => `${origin}/setup?token=…`,
		where: '它在运行 npm start 的终端里。每次启动都会换一个新的，旧的就失效了。',
		wrong: '这个链接不对，或者已经过期：服务器重新启动后，链接就换新了。',
		wait: (minutes: number) => `试得太多了，请 ${minutes} 分钟后再打开链接。`
	},
	language: {
		title: '欢迎使用厅堂',
		choose: '画面用哪种语言？',
		later: '以后每块屏幕都可以单独换',
		then: '从哪里开始？',
		branch: '设置这个网点',
		branchDetail: '建管理员、网点、设备，再配对大屏，大约五分钟',
		demonstration: '先看一天的演示',
		demonstrationDetail: '一个编出来的网点，时间快六十倍；不影响以后正式设置'
	},
	administrator: {
		title: '管理员',
		detail: '管理员建账号、改网点、撤销屏幕。日常上岗另用各自的账号。',
		name: '姓名',
		username: '用户名',
		usernameHint: '登录时用，例如 admin 或姓名拼音',
		password: '密码',
		again: '再输一次',
		submit: '建立管理员'
	},
	branch: {
		title: '网点',
		template: '先选一个像的，以后都能改',
		nameZh: '中文名称',
		nameZhExample: '例如 湖滨支行',
		nameEn: '英文名称',
		nameEnExample: '例如 Lakeside Branch',
		counters: '窗口数',
		hours: '营业时间',
		days: { 'mon-fri': '周一至周五', sat: '周六', sun: '周日' } as Record<string, string>,
		from: '开门',
		to: '关门',
		more: '编号和时区',
		id: '编号',
		idHint: '接口和文件里用，定了就不再变；不填就按英文名称生成',
		timeZone: '时区',
		submit: '建立网点'
	},
	devices: {
		title: '设备',
		detail: '各有几台？以后可以一台一台地改名、增减。',
		fewer: (name: string) => `${name}少一台`,
		more: (name: string) => `${name}多一台`,
		kinds: kinds.zh,
		submit: '保存'
	},
	displays: {
		title: '大屏和叫号屏',
		open: '在要挂上去的那台电脑或电视上打开其中一个',
		then: '屏幕上会出现六位代码，把它输到这里。也可以用手机扫屏幕上的二维码。',
		code: '屏幕上的代码',
		name: '给它起个名字',
		suggested: '后台大屏',
		submit: '批准',
		approved: (name: string) => `“${name}”配对好了，几秒内会自己打开画面`,
		another: '再配一块',
		finish: '完成',
		paired: '已配对'
	},
	done: {
		title: '网点可以用了',
		detail: '下面是每个画面的地址，在各自的设备上打开、登录即可。',
		screens: '画面',
		next: '接下来',
		people: '给同事建账号',
		peopleDetail: '大堂经理、柜员、网点负责人各用自己的账号登录',
		machine: '接上排队机',
		machineDetail: '建一个密钥，排队机用它把取号、叫号发过来',
		home: '去首页'
	},
	demonstration: {
		title: '演示',
		starting: '正在启动演示，大约几秒钟',
		ready: '演示已经开始',
		detail: '用下面任意一个账号登录，看到的就是那个岗位的画面。密码只在这里显示这一次。',
		role: '岗位',
		username: '用户名',
		password: '密码',
		signIn: '去登录',
		after: '看完后在终端按 Ctrl-C 结束。下次 npm start 还会给出设置链接。',
		cannot: '这个服务器不能切换成演示。请在终端运行 npm run demo。'
	},
	refusals: {
		no_link: '设置链接已经失效，请打开服务器最近一次启动时打印的链接',
		missing_name: '请填中文或英文名称',
		invalid_id: '编号要以字母或数字开头，可以有 - . _，最多 64 个字符',
		branch_exists: '已经有这个编号的网点，请换一个',
		unknown_time_zone: '没有这个时区，请从列表里选，例如 Asia/Shanghai',
		closes_before_opening: '关门时间要晚于开门时间',
		counters: (most: number) => `窗口数要在 1 到 ${most} 之间`,
		devices: (most: number) => `每种设备最多 ${most} 台`,
		unknown_branch: '没有这个网点'
	}
};

export const en: typeof zh = {
	step: (n, of) => `Step ${n} of ${of}`,
	skip: 'Skip for now',
	closed: {
		title: 'Foyer is not set up yet',
		detail: 'Open the link that the server printed when it started. It looks like this:',
		line: (origin) => `${origin}/setup?token=…`,
		where:
			'It is in the terminal where npm start runs. Every start makes a new one, and the one before opens nothing.',
		wrong: 'This link is wrong or old: the server makes a new one at every start.',
		wait: (minutes) => `Too many attempts. Open the link again in ${minutes} min.`
	},
	language: {
		title: 'Welcome to Foyer',
		choose: 'Which language?',
		later: 'Every screen can be changed by itself later',
		then: 'Where to begin?',
		branch: 'Set up this branch',
		branchDetail: 'Administrator, branch, devices, then pair the wall: about five minutes',
		demonstration: 'Try a demonstration day',
		demonstrationDetail:
			'A made-up branch, sixty times as fast as life; you can still set up yours afterwards'
	},
	administrator: {
		title: 'Administrator',
		detail:
			'Makes accounts, changes the branch, revokes screens. For daily work everybody has an account of their own.',
		name: 'Name',
		username: 'Username',
		usernameHint: 'To sign in with, for example admin',
		password: 'Password',
		again: 'Once more',
		submit: 'Make administrator'
	},
	branch: {
		title: 'Branch',
		template: 'Choose what is most like it; everything can be changed later',
		nameZh: 'Chinese name',
		nameZhExample: 'such as 湖滨支行',
		nameEn: 'English name',
		nameEnExample: 'such as Lakeside Branch',
		counters: 'Counters',
		hours: 'Opening hours',
		days: { 'mon-fri': 'Monday to Friday', sat: 'Saturday', sun: 'Sunday' },
		from: 'From',
		to: 'To',
		more: 'Id and time zone',
		id: 'Id',
		idHint:
			'For files and interfaces, never changed later; left empty, it is made from the English name',
		timeZone: 'Time zone',
		submit: 'Make branch'
	},
	devices: {
		title: 'Devices',
		detail: 'How many of each? Names and single devices can be changed later.',
		fewer: (name) => `One ${name} less`,
		more: (name) => `One ${name} more`,
		kinds: kinds.en,
		submit: 'Save'
	},
	displays: {
		title: 'Displays',
		open: 'On the computer or television that is to hang, open one of these',
		then: 'It shows a code of six. Type it here, or scan its QR code with a phone.',
		code: 'Code on the screen',
		name: 'A name for it',
		suggested: 'Back-office wall',
		submit: 'Approve',
		approved: (name) => `“${name}” is paired and opens by itself within seconds`,
		another: 'Pair another',
		finish: 'Finish',
		paired: 'Paired'
	},
	done: {
		title: 'The branch is ready',
		detail: 'Each screen has its address: open it on its device and sign in.',
		screens: 'Screens',
		next: 'What comes next',
		people: 'Make accounts for colleagues',
		peopleDetail: 'Lobby managers, tellers and the branch head each sign in as themselves',
		machine: 'Connect the queue machine',
		machineDetail: 'Make a key; with it the machine tells of tickets issued and called',
		home: 'To the start page'
	},
	demonstration: {
		title: 'Demonstration',
		starting: 'The demonstration starts, a few seconds',
		ready: 'The demonstration runs',
		detail:
			'Sign in as any of these and you see what that role sees. The passwords are shown here, and only this once.',
		role: 'Role',
		username: 'Username',
		password: 'Password',
		signIn: 'Sign in',
		after: 'Ctrl-C in the terminal ends it. The next npm start offers the set-up again.',
		cannot: 'This server cannot change over to it. Run npm run demo in a terminal.'
	},
	refusals: {
		no_link: 'The set-up link holds no longer: open the one that the server printed last',
		missing_name: 'Write a Chinese or an English name',
		invalid_id: 'An id begins with a letter or digit, may have - . _, and at most 64 characters',
		branch_exists: 'There is a branch with this id already; choose another',
		unknown_time_zone: 'There is no such time zone; choose from the list, such as Asia/Shanghai',
		closes_before_opening: 'It has to close later than it opens',
		counters: (most) => `From 1 to ${most} counters`,
		devices: (most) => `At most ${most} of each kind`,
		unknown_branch: 'There is no such branch'
	}
};

export type SetupWords = typeof zh;
