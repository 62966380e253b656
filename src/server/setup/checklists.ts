import type { BranchFile, DeviceConfig } from '#lib/protocol/branch-file.ts';
import type { Name } from '#lib/protocol/index.ts';

type Checklist = NonNullable<BranchFile['checklists']>[number];
type Item = Checklist['items'][number];

const minutes = (count: number) => count * 60;

const item = (id: string, zh: string, en: string, points = 1): Item => ({
	id,
	name: { zh, en },
	points
});

/** One item for each device of the kinds: its health fills it in, and a look is enough. */
function perDevice(
	devices: readonly DeviceConfig[],
	kinds: readonly string[],
	what: string,
	name: (device: Name) => Name,
	points: number
): Item[] {
	return devices
		.filter(({ kind }) => kinds.includes(kind))
		.map((device) => ({
			id: `${device.id}-${what}`,
			name: name(device.name),
			device: device.id,
			points
		}));
}

/** What the lobby manager checks before opening: seven things, then the folder, signs, screens and leaflets. */
export function lobbyOpening(devices: readonly DeviceConfig[]): Checklist {
	const has = (...kinds: string[]) => devices.some(({ kind }) => kinds.includes(kind));
	const cash = ['atm', 'crs'];
	return {
		id: 'lobby-opening',
		role: 'lobby_manager',
		dueBeforeOpening: minutes(15),
		items: [
			...perDevice(
				devices,
				[...cash, 'terminal'],
				'running',
				({ zh, en }) => ({ zh: `${zh}运行正常`, en: `${en} is running` }),
				3
			),
			...(has(...cash)
				? [item('atm-covers', '取款机罩上是本期广告', 'ATM covers carry the current advertisement')]
				: []),
			...(has(...cash, 'terminal', 'printer', 'card')
				? [
						item(
							'instructions',
							'每台自助设备旁有使用说明',
							'Every self-service device has its instructions'
						)
					]
				: []),
			...perDevice(
				devices,
				['pc'],
				'sign-in',
				({ zh, en }) => ({ zh: `${zh}能登录网银`, en: `${en} can sign in` }),
				2
			),
			...perDevice(
				devices,
				['phone'],
				'line',
				({ zh, en }) => ({ zh: `${zh}接通`, en: `${en} gets a line` }),
				2
			),
			...perDevice(
				devices,
				['note'],
				'running',
				({ zh, en }) => ({ zh: `客户用的${zh}正常`, en: `${en} for customers works` }),
				2
			),
			item('feedback-book', '意见簿在原位', 'The feedback book is in its place'),
			item(
				'folder',
				'文件夹齐全：热门产品折页、单据、便签、笔',
				'The folder has leaflets in demand, forms, notepads and pens'
			),
			item('signs', '指示牌、展架摆放到位', 'Signs and stands are in place'),
			item(
				'screens',
				'LED 屏、海报、灯箱内容正确',
				'LED screen, posters and light boxes show what is right'
			),
			item('leaflets', '折页齐全，没有过期或破损', 'Leaflets are complete, none expired or damaged')
		]
	};
}

/** What a teller prepares before opening. */
export function tellerOpening(): Checklist {
	return {
		id: 'teller-opening',
		role: 'teller',
		dueBeforeOpening: minutes(10),
		items: [
			item('equipment', '柜面设备开机并正常', 'Counter equipment is on and works', 3),
			item('seals', '印章齐全、日期正确', 'Seals are there and show the right date', 3),
			item('vouchers', '凭证、单据够用', 'There are vouchers and forms for the day', 2),
			item('counter-leaflets', '窗口折页到位', 'Leaflets lie at the counter'),
			item(
				'sales-goals',
				'看过今天的目标：重点产品、一般产品、交叉销售',
				'Today’s goals are read: key and ordinary products, cross-selling',
				2
			),
			item(
				'customer-list',
				'看过要关注的客户，备好一句话',
				'The customers to look after are known, with a prepared line',
				2
			)
		]
	};
}

/** What the lobby manager sees to when the last customer has gone. */
export function lobbyClosing(): Checklist {
	return {
		id: 'lobby-closing',
		role: 'lobby_manager',
		dueAfterClosing: minutes(30),
		items: [
			item(
				'lobby-empty',
				'厅内没有客户，没有遗留物品',
				'Nobody and nothing is left in the lobby',
				2
			),
			item(
				'self-service-area',
				'自助区无遗留卡片、可疑装置',
				'No card left at the machines, no strange device',
				3
			),
			item(
				'feedback-read',
				'看过意见簿，有意见已转达',
				'The feedback book is read, and passed on',
				1
			),
			item(
				'supplies',
				'单据、折页补齐，明天够用',
				'Forms and leaflets are filled up for tomorrow',
				1
			),
			item(
				'screens-off',
				'LED 屏、灯箱、叫号屏关闭',
				'LED screen, light boxes and call display are off',
				1
			)
		]
	};
}

/** What a teller puts away in the evening. */
export function tellerClosing(): Checklist {
	return {
		id: 'teller-closing',
		role: 'teller',
		dueAfterClosing: minutes(45),
		items: [
			item('cash-counted', '现金清点无误，已入库', 'Cash is counted and in the safe', 3),
			item('seals-locked', '印章、凭证入柜上锁', 'Seals and vouchers are locked away', 3),
			item('signed-off', '系统签退，终端关机', 'Signed off, terminal switched off', 2),
			item('desk-clear', '桌面无客户资料', 'No customer papers on the desk', 2)
		]
	};
}
