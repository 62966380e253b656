/**
 * First line: what whoever stands before a device does until the vendor is needed. By cause, where a cause means the
 * same on every kind; `kind/cause` where it does not; else by kind. Each step is one thing to do.
 */
type Steps = Record<string, readonly string[]>;

export const zh = {
	byCause: {
		out_of_cash: ['放上“请到其他设备取款”的牌子', '通知管库员加钞', '加完取一笔试试，再点修好了'],
		cash_low: ['通知管库员安排加钞', '大额取款先引导到其他设备'],
		reject_full: ['通知管库员清回收箱', '清完存一笔试试'],
		note_jam: [
			'不要伸手进出钞口',
			'问客户钱和卡是否都拿到，没拿到先登记',
			'通知管库员双人开机取钞'
		],
		card_jam: [
			'安抚客户，不要让别人再插卡',
			'不要硬拔，记下卡主姓氏和时间',
			'请有钥匙的同事双人取卡'
		],
		out_of_paper: ['取一卷新纸，按机内箭头方向装上', '合上盖，打一张试试'],
		paper_low: ['备一卷新纸放在旁边', '没有人用时换上'],
		paper_jam: ['打开盖，顺着走纸方向抽出卡住的纸', '看有没有碎纸留在里面', '合上盖，打一张试试'],
		cover_open: ['看盖和纸舱是否扣紧', '合到听见一声响'],
		out_of_toner: ['换上新墨粉盒', '打一张试试'],
		toner_low: ['看备用墨粉盒还有没有', '字迹变淡时再换'],
		output_full: ['取走出纸口的纸'],
		out_of_cards: ['引导客户到窗口领卡', '通知管重空的同事加卡'],
		cards_low: ['通知管重空的同事加卡'],
		network: ['看网线两头是否插紧、灯是否亮', '旁边的设备也断网，就报科技', '只有这一台，报修'],
		power: ['看插头和插座开关', '同一排都没电，找物业看空开', '来电后等机器自己启动完'],
		no_answer: ['看屏幕是否亮着', '亮着就看网线，不亮就看电源', '五分钟还没有应答，报修'],
		gone: ['看屏幕是否亮着', '亮着就看网线，不亮就看电源', '五分钟还没有恢复，报修'],
		silent: ['去看一眼，能不能正常用', '能用：看网线，再报科技查联网', '不能用：报修'],
		wrong_answer: ['看屏幕上的提示', '按提示做，做不了就报修'],
		flapping: ['先不引导客户过去', '看插头、网线有没有松', '还是时好时坏，报修'],
		fraud: [
			'什么都不要碰，保持原样',
			'点停用维护，站在旁边请客户到别处办',
			'马上打电话给运营主管',
			'等主管来，不要自己拆'
		],
		hardware: ['记下屏幕上的代码', '报修，把代码告诉厂商', '放上暂停使用的牌子'],
		sign_in: ['换一个浏览器再登录一次', '看 U 盾是否插好', '还不行，重启电脑，再不行报科技'],
		service_due: ['约厂商来保养', '约到没有客户的时间'],
		operator: ['问是谁停用的、为什么', '能用了点恢复使用'],
		probe_not_allowed: ['没有人检测这台设备，去看一眼', '告诉管理员，在设置里允许检测'],
		probe_unavailable: ['没有人检测这台设备，去看一眼', '告诉管理员，检测方式要改']
	} as Steps,
	byKind: {
		atm: ['看屏幕上的提示', '放上暂停使用的牌子', '报修，客户引导到其他设备'],
		crs: ['看屏幕上的提示', '放上暂停使用的牌子', '报修，客户引导到其他设备'],
		terminal: ['看屏幕上的提示', '重启一次', '还不行，报修'],
		printer: ['看有没有纸、盖有没有合上', '关机再开一次', '还不行，报修'],
		card: ['看屏幕上的提示', '引导客户到窗口', '报修'],
		note: ['关机，清一清进钞口', '换一台备用的', '还不行，报修'],
		pc: ['重启电脑', '看网线', '还不行，报科技'],
		kiosk: ['用平板给客户取号', '重启取号机', '还不行，报修'],
		display: ['请柜员叫号时念出来', '看电源和网线', '还不行，报修'],
		led: ['看电源', '重发一次内容', '还不行，报修'],
		phone: ['拿起听筒听有没有拨号音', '看电话线两头', '没有拨号音，报科技']
	} as Steps,
	both: {
		'kiosk/out_of_paper': [
			'用平板给客户取号',
			'取一卷新纸，按机内箭头方向装上',
			'合上盖，取一张号试试'
		],
		'phone/no_answer': ['拿起听筒听有没有拨号音', '看电话线两头', '没有拨号音，报科技'],
		'note/note_jam': ['关机，打开后盖取出纸币', '把钱当面点给客户', '开机数一把试试'],
		'pc/network': ['看网线两头是否插紧', '重启电脑', '还不行，报科技']
	} as Steps,
	other: ['去看一眼', '能自己处理就处理', '处理不了，报修']
};

export const en: typeof zh = {
	byCause: {
		out_of_cash: [
			'Put up the sign that sends people to another machine',
			'Ask the vault keeper to refill it',
			'Withdraw once to try it, then tap Fixed'
		],
		cash_low: [
			'Ask the vault keeper to plan a refill',
			'Send large withdrawals to another machine'
		],
		reject_full: ['Ask the vault keeper to empty the reject box', 'Deposit once to try it'],
		note_jam: [
			'Do not reach into the slot',
			'Ask whether the customer has money and card; if not, write it down',
			'Call the vault keeper: two people open it'
		],
		card_jam: [
			'Calm the customer; nobody else puts a card in',
			'Do not pull; note the holder’s name and the time',
			'Two people with the key take the card out'
		],
		out_of_paper: ['Put in a new roll along the arrows inside', 'Close it and print one to try'],
		paper_low: ['Have a new roll ready beside it', 'Change it when nobody is using it'],
		paper_jam: [
			'Open the cover and pull the paper the way it runs',
			'Look for torn pieces inside',
			'Close it and print one to try'
		],
		cover_open: ['See that the cover and tray are shut', 'Press until it clicks'],
		out_of_toner: ['Put in a new cartridge', 'Print one to try'],
		toner_low: ['See that there is a spare cartridge', 'Change it once the print turns pale'],
		output_full: ['Take the paper from the output tray'],
		out_of_cards: [
			'Send customers to a counter for their card',
			'Ask whoever keeps blank cards to refill'
		],
		cards_low: ['Ask whoever keeps blank cards to refill'],
		network: [
			'See that the cable is in at both ends and its light is on',
			'Others near it are off too: call IT',
			'Only this one: call the vendor'
		],
		power: [
			'Check the plug and the switch at the socket',
			'The whole row is dark: ask the building for the breaker',
			'Once power is back let it start by itself'
		],
		no_answer: [
			'See whether the screen is lit',
			'Lit: check the cable; dark: check the power',
			'No answer after five minutes: call the vendor'
		],
		gone: [
			'See whether the screen is lit',
			'Lit: check the cable; dark: check the power',
			'Not back after five minutes: call the vendor'
		],
		silent: [
			'Go and see whether it works',
			'It works: check the cable, then call IT',
			'It does not: call the vendor'
		],
		wrong_answer: ['Read what its screen says', 'Do that; if you cannot, call the vendor'],
		flapping: [
			'Send nobody there for now',
			'See whether plug or cable is loose',
			'Still on and off: call the vendor'
		],
		fraud: [
			'Touch nothing, leave it as it is',
			'Tap Out of use, stand by it and send people elsewhere',
			'Call the operations supervisor at once',
			'Wait for them; take nothing apart'
		],
		hardware: [
			'Note the code on its screen',
			'Call the vendor and tell them the code',
			'Put up the out-of-use sign'
		],
		sign_in: [
			'Sign in once more with another browser',
			'See that the USB key is plugged in',
			'Still not: restart it, then call IT'
		],
		service_due: ['Book the vendor for the service', 'For a time without customers'],
		operator: ['Ask who took it out of use and why', 'If it can be used, tap Back in use'],
		probe_not_allowed: [
			'Nobody watches it: go and look',
			'Tell the administrator to allow the probe in the settings'
		],
		probe_unavailable: [
			'Nobody watches it: go and look',
			'Tell the administrator that its probe needs a change'
		]
	},
	byKind: {
		atm: [
			'Read what its screen says',
			'Put up the out-of-use sign',
			'Call the vendor; send people to another machine'
		],
		crs: [
			'Read what its screen says',
			'Put up the out-of-use sign',
			'Call the vendor; send people to another machine'
		],
		terminal: ['Read what its screen says', 'Restart it once', 'Still not: call the vendor'],
		printer: [
			'See that there is paper and the cover is shut',
			'Switch it off and on',
			'Still not: call the vendor'
		],
		card: ['Read what its screen says', 'Send customers to a counter', 'Call the vendor'],
		note: ['Switch it off and clean the feeder', 'Use the spare one', 'Still not: call the vendor'],
		pc: ['Restart it', 'Check the cable', 'Still not: call IT'],
		kiosk: [
			'Take tickets for customers on the tablet',
			'Restart the kiosk',
			'Still not: call the vendor'
		],
		display: [
			'Ask the tellers to call numbers aloud',
			'Check power and cable',
			'Still not: call the vendor'
		],
		led: ['Check the power', 'Send its contents again', 'Still not: call the vendor'],
		phone: ['Lift the receiver: is there a tone', 'Check both ends of the line', 'No tone: call IT']
	},
	both: {
		'kiosk/out_of_paper': [
			'Take tickets for customers on the tablet',
			'Put in a new roll along the arrows inside',
			'Close it and take a ticket to try'
		],
		'phone/no_answer': [
			'Lift the receiver: is there a tone',
			'Check both ends of the line',
			'No tone: call IT'
		],
		'note/note_jam': [
			'Switch it off, open the back and take the notes out',
			'Count them back to the customer',
			'Switch it on and count once to try'
		],
		'pc/network': ['See that the cable is in at both ends', 'Restart it', 'Still not: call IT']
	},
	other: ['Go and look', 'Put right what you can', 'If you cannot, call the vendor']
};

/** What to do first about a device of a kind with a cause. */
export function stepsFor(kind: string, cause: string | undefined, t: typeof zh): readonly string[] {
	const both = t.both[`${kind}/${cause}`];
	return both ?? t.byCause[cause ?? ''] ?? t.byKind[kind] ?? t.other;
}
