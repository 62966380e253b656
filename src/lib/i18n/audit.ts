/** What a row of the audit tells, apart from who and when. */
export interface Told {
	target: string;
	detail: Record<string, unknown>;
}

/** Words of other pages that sentences are made of. */
export interface Terms {
	role(role: unknown): string;
	screen(screen: unknown): string;
	scopes(scopes: unknown): string;
	branch(branch: unknown): string;
}

type Sentence = (told: Told, terms: Terms) => string;

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const number = (value: unknown): number => (typeof value === 'number' ? value : 0);

/** The page of the audit. */
export const zh = {
	title: '审计',
	about: '谁在什么时候做了什么。只能增加，不能修改，每一行都连着前一行。',
	text: '包含文字',
	kind: '类别',
	person: '人员（用户名）',
	from: '从',
	to: '到',
	search: '查找',
	reset: '清除条件',
	everything: '全部',
	kinds: {
		sign_in: '登录',
		people: '人员',
		displays: '显示屏',
		keys: '密钥',
		webhooks: '事件推送',
		settings: '网点设置',
		customers: '客户资料',
		exports: '导出',
		backups: '备份'
	} as Record<string, string>,
	columns: { time: '时间', who: '谁', what: '做了什么', address: '地址' },
	export: '导出 CSV',
	verify: '核对',
	whole: (rows: number, head: string) => `共 ${rows} 行，完整无缺。末行指纹 ${head}`,
	broken: {
		changed: (seq: number) => `第 ${seq} 行被改过，从这一行起不可信。请马上找管理系统的人。`,
		missing: (seq: number) => `第 ${seq} 行不见了，从这一行起不可信。请马上找管理系统的人。`
	},
	older: '更早',
	newest: '回到最新',
	nothing: '没有符合条件的记录。',
	comma: '，',
	actors: {
		operator: '命令行',
		system: '系统',
		nobody: '未登录',
		key: (id: string) => `密钥 ${id}`,
		display: (id: string) => `显示屏 ${id}`
	},
	actsOf: (who: string) => `${who} 在厅堂做了什么`,
	actsLink: '看厅堂里的操作',
	actsBack: '看审计记录',
	noActs: '没有厅堂里的操作。',
	atCounter: (counter: string) => `${counter} 号窗口`,
	sentences: {
		'person.signed_in': () => '登录',
		'person.signed_out': () => '退出登录',
		'person.sign_in_refused': ({ target, detail }) => {
			if (detail['with'] === 'second factor') return '登录失败：二次验证码不对';
			if (detail['with'] === 'provider') return '登录失败：行内统一登录没有通过';
			return detail['wait'] === undefined
				? `登录 ${target} 失败`
				: `登录 ${target} 次数太多，被挡住`;
		},
		'person.created': ({ target, detail }, terms) =>
			`新建人员 ${target}，${terms.role(detail['role'])}`,
		'person.changed': ({ target, detail }, terms) => {
			const parts: string[] = [];
			if ('name' in detail) parts.push(`姓名改为${String(detail['name'])}`);
			if ('role' in detail) parts.push(`角色改为${terms.role(detail['role'])}`);
			if ('branch' in detail) parts.push(`网点改为${terms.branch(detail['branch'])}`);
			if ('staff' in detail)
				parts.push(
					detail['staff'] === null ? '不再对应员工' : `对应员工 ${String(detail['staff'])}`
				);
			if ('disabledAt' in detail) parts.push(detail['disabledAt'] === null ? '重新启用' : '停用');
			return `${target}：${parts.join('，')}`;
		},
		'person.password_reset': ({ target }) => `重设 ${target} 的密码`,
		'person.password_changed': ({ target }) => `${target} 换了自己的密码`,
		'person.second_factor_added': ({ target }) => `${target} 开通二次验证`,
		'person.second_factor_removed': ({ target }) => `取消 ${target} 的二次验证`,
		'session.ended': ({ target, detail }) =>
			`结束 ${target} 的 ${typeof detail['count'] === 'number' ? detail['count'] : 1} 个登录`,
		'display.approved': ({ detail }, terms) =>
			`批准显示屏“${String(detail['name'])}”，${terms.screen(detail['screen'])}`,
		'display.revoked': ({ detail }) => `停用显示屏“${String(detail['name'])}”`,
		'key.created': ({ target, detail }, terms) =>
			`新建密钥“${String(detail['name'] || target)}”：${terms.scopes(detail['scopes'])}`,
		'key.rotated': ({ target, detail }) => `更换密钥 ${target}，由 ${String(detail['by'])} 接替`,
		'key.revoked': ({ target, detail }) => `停用密钥“${String(detail['name'] || target)}”`,
		'webhook.created': ({ detail }) => `新建推送地址 ${String(detail['host'])}`,
		'webhook.paused': ({ detail }) => `暂停推送到 ${String(detail['host'])}`,
		'webhook.resumed': ({ detail }) => `恢复推送到 ${String(detail['host'])}`,
		'webhook.rotated': ({ detail }) => `更换推送到 ${String(detail['host'])} 的签名密钥`,
		'webhook.removed': ({ detail }) => `删除推送地址 ${String(detail['host'])}`,
		'webhook.replayed': ({ detail }) =>
			`重发到 ${String(detail['host'])}，${number(detail['count'])} 个事件`,
		'webhook.tested': ({ detail }) => `向 ${String(detail['host'])} 发了一条测试`,
		'webhook.stopped': ({ detail }) =>
			detail['why'] === 'gone'
				? `${String(detail['host'])} 说不再接收，推送已停`
				: `${String(detail['host'])} 几天收不到，推送已停`,
		'branch.configured': ({ target, detail }) =>
			list(detail['changed'])[0] === '/'
				? `建立网点 ${target}`
				: `修改网点 ${target} 的设置，${number(detail['of'])} 处`,
		'access.refused': ({ detail }) =>
			number(detail['before']) > 0
				? `用无效的凭证访问，一分钟内还有 ${number(detail['before'])} 次`
				: '用无效的凭证访问',
		'audit.exported': () => '导出审计',
		'history.exported': () => '导出历史数据',
		'customer.revealed': ({ target, detail }) =>
			`查看 ${target} 的客户姓名，理由：${String(detail['reason'])}`,
		'customer.erased': ({ target }) => `删除 ${target} 的客户资料`,
		'customers.erased': ({ detail }) => `删除 ${String(detail['before'])} 以前的客户资料`,
		'backup.made': ({ detail }) => `做了备份，${number(detail['events'])} 个事件，已核对`,
		'backup.failed': ({ detail }) => `备份没有做成：${String(detail['why'])}`,
		'data.restored': ({ target, detail }) =>
			number(detail['caughtUp']) > 0
				? `从备份 ${target} 恢复，再接上后来的 ${number(detail['caughtUp'])} 个事件`
				: `从备份 ${target} 恢复`
	} as Record<string, Sentence>,
	acts: {
		'ticket.issued': '取号',
		'ticket.called': '叫号',
		'ticket.recalled': '重呼',
		'ticket.started': '开始办理',
		'ticket.finished': '办结',
		'ticket.no_show': '过号',
		'ticket.abandoned': '客户离开',
		'ticket.cancelled': '作废',
		'ticket.parked': '挂起',
		'ticket.resumed': '恢复办理',
		'ticket.requeued': '重新排队',
		'ticket.transferred': '转业务',
		'ticket.diverted': '引导到设备',
		'ticket.moved': '调整次序',
		'ticket.rated': '评价',
		'form.checked': '核对单据',
		'counter.opened': '开窗',
		'counter.paused': '暂停窗口',
		'counter.closed': '关窗',
		'help.called': '求助',
		'complaint.made': '记投诉',
		'device.status': '登记设备状态',
		'engagement.recorded': '记录交谈',
		'engagement.undone': '撤回交谈记录',
		'prompt.accepted': '接下提醒',
		'prompt.handed_back': '退回提醒',
		'prompt.not_reached': '没聊上',
		'prompt.done': '办完',
		'pitch.made': '介绍产品',
		'pitch.undone': '撤回一句话记录',
		'referral.made': '转介',
		'referral.seen': '看到转介',
		'referral.undone': '撤回转介',
		'referral.accepted': '接下转介',
		'referral.met': '见到客户',
		'referral.closed': '结束转介',
		'sale.recorded': '登记成交',
		'sale.corrected': '更正成交',
		'sale.cancelled': '取消成交',
		'staff.arrived': '到岗',
		'staff.left': '离岗',
		'checklist.checked': '勾选清单',
		'checklist.signed': '签收清单',
		'incident.acknowledged': '接手故障',
		'incident.passed': '故障报修',
		'incident.noted': '记录故障',
		'incident.resolved': '故障已排除',
		'activity.logged': '登记活动'
	} as Record<string, string>
};

export const en: typeof zh = {
	title: 'Audit',
	about: 'Who did what, and when. Rows are only ever added, and each is chained to the one before.',
	text: 'Contains',
	kind: 'About',
	person: 'Person (username)',
	from: 'From',
	to: 'To',
	search: 'Search',
	reset: 'Clear',
	everything: 'Everything',
	kinds: {
		sign_in: 'Signing in',
		people: 'People',
		displays: 'Displays',
		keys: 'Keys',
		webhooks: 'Webhooks',
		settings: 'Branch settings',
		customers: 'Customers',
		exports: 'Exports',
		backups: 'Backups'
	},
	columns: { time: 'Time', who: 'Who', what: 'What', address: 'Address' },
	export: 'Export CSV',
	verify: 'Verify',
	whole: (rows, head) => `All ${rows} rows are whole. The last one’s fingerprint: ${head}`,
	broken: {
		changed: (seq) =>
			`Row ${seq} was changed: from it on nothing can be trusted. Tell whoever looks after Foyer at once.`,
		missing: (seq) =>
			`Row ${seq} is missing: from it on nothing can be trusted. Tell whoever looks after Foyer at once.`
	},
	older: 'Older',
	newest: 'Newest',
	nothing: 'Nothing fits these conditions.',
	comma: ', ',
	actors: {
		operator: 'Command line',
		system: 'System',
		nobody: 'Not signed in',
		key: (id) => `Key ${id}`,
		display: (id) => `Display ${id}`
	},
	actsOf: (who) => `What ${who} did in the lobby`,
	actsLink: 'What they did in the lobby',
	actsBack: 'Back to the audit',
	noActs: 'Nothing was done in the lobby.',
	atCounter: (counter) => `counter ${counter}`,
	sentences: {
		'person.signed_in': () => 'Signed in',
		'person.signed_out': () => 'Signed out',
		'person.sign_in_refused': ({ target, detail }) => {
			if (detail['with'] === 'second factor') return 'Sign-in failed: wrong second factor';
			if (detail['with'] === 'provider') return 'Sign-in failed at the bank’s own sign-in';
			return detail['wait'] === undefined
				? `Sign-in as ${target} failed`
				: `Sign-in as ${target} held back: too many attempts`;
		},
		'person.created': ({ target, detail }, terms) =>
			`Created ${target}, ${terms.role(detail['role'])}`,
		'person.changed': ({ target, detail }, terms) => {
			const parts: string[] = [];
			if ('name' in detail) parts.push(`name now ${String(detail['name'])}`);
			if ('role' in detail) parts.push(`role now ${terms.role(detail['role'])}`);
			if ('branch' in detail) parts.push(`branch now ${terms.branch(detail['branch'])}`);
			if ('staff' in detail)
				parts.push(
					detail['staff'] === null
						? 'no longer on the staff'
						: `on the staff as ${String(detail['staff'])}`
				);
			if ('disabledAt' in detail)
				parts.push(detail['disabledAt'] === null ? 'enabled' : 'disabled');
			return `${target}: ${parts.join(', ')}`;
		},
		'person.password_reset': ({ target }) => `Reset the password of ${target}`,
		'person.password_changed': ({ target }) => `${target} changed their own password`,
		'person.second_factor_added': ({ target }) => `${target} added a second factor`,
		'person.second_factor_removed': ({ target }) => `Removed the second factor of ${target}`,
		'session.ended': ({ target, detail }) =>
			typeof detail['count'] === 'number'
				? `Ended ${detail['count']} sessions of ${target}`
				: `Ended a session of ${target}`,
		'display.approved': ({ detail }, terms) =>
			`Approved the display “${String(detail['name'])}”, ${terms.screen(detail['screen'])}`,
		'display.revoked': ({ detail }) => `Revoked the display “${String(detail['name'])}”`,
		'key.created': ({ target, detail }, terms) =>
			`Created the key “${String(detail['name'] || target)}”: ${terms.scopes(detail['scopes'])}`,
		'key.rotated': ({ target, detail }) =>
			`Rotated the key ${target}; ${String(detail['by'])} takes over`,
		'key.revoked': ({ target, detail }) => `Revoked the key “${String(detail['name'] || target)}”`,
		'webhook.created': ({ detail }) => `Created the webhook to ${String(detail['host'])}`,
		'webhook.paused': ({ detail }) => `Paused the webhook to ${String(detail['host'])}`,
		'webhook.resumed': ({ detail }) => `Resumed the webhook to ${String(detail['host'])}`,
		'webhook.rotated': ({ detail }) =>
			`Made a new secret for the webhook to ${String(detail['host'])}`,
		'webhook.removed': ({ detail }) => `Removed the webhook to ${String(detail['host'])}`,
		'webhook.replayed': ({ detail }) =>
			`Told ${String(detail['host'])} again: ${number(detail['count'])} events`,
		'webhook.tested': ({ detail }) => `Sent a test to ${String(detail['host'])}`,
		'webhook.stopped': ({ detail }) =>
			detail['why'] === 'gone'
				? `Stopped the webhook to ${String(detail['host'])}: it says that it is gone`
				: `Stopped the webhook to ${String(detail['host'])}: it failed for days`,
		'branch.configured': ({ target, detail }) =>
			list(detail['changed'])[0] === '/'
				? `Created the branch ${target}`
				: `Changed the settings of ${target} in ${number(detail['of'])} places`,
		'access.refused': ({ detail }) =>
			number(detail['before']) > 0
				? `Tried an invalid credential, and ${number(detail['before'])} times more within a minute`
				: 'Tried an invalid credential',
		'audit.exported': () => 'Exported the audit',
		'history.exported': () => 'Exported history',
		'customer.revealed': ({ target, detail }) =>
			`Looked at the name of ${target}; reason: ${String(detail['reason'])}`,
		'customer.erased': ({ target }) => `Erased the customer of ${target}`,
		'customers.erased': ({ detail }) => `Erased customers from before ${String(detail['before'])}`,
		'backup.made': ({ detail }) =>
			`Made a backup of ${number(detail['events'])} events and verified it`,
		'backup.failed': ({ detail }) => `Could not make a backup: ${String(detail['why'])}`,
		'data.restored': ({ target, detail }) =>
			number(detail['caughtUp']) > 0
				? `Restored ${target}, and took over ${number(detail['caughtUp'])} later events`
				: `Restored ${target}`
	},
	acts: {
		'ticket.issued': 'Issued',
		'ticket.called': 'Called',
		'ticket.recalled': 'Called again',
		'ticket.started': 'Started',
		'ticket.finished': 'Finished',
		'ticket.no_show': 'No show',
		'ticket.abandoned': 'Left',
		'ticket.cancelled': 'Cancelled',
		'ticket.parked': 'Parked',
		'ticket.resumed': 'Resumed',
		'ticket.requeued': 'Back in line',
		'ticket.transferred': 'Transferred',
		'ticket.diverted': 'Sent to a device',
		'ticket.moved': 'Moved in line',
		'ticket.rated': 'Rated',
		'form.checked': 'Checked the form of',
		'counter.opened': 'Opened counter',
		'counter.paused': 'Paused counter',
		'counter.closed': 'Closed counter',
		'help.called': 'Called for help at',
		'complaint.made': 'Complaint about',
		'device.status': 'Noted the state of device',
		'engagement.recorded': 'Noted a talk with',
		'engagement.undone': 'Took back a talk with',
		'prompt.accepted': 'Took the prompt',
		'prompt.handed_back': 'Handed back the prompt',
		'prompt.not_reached': 'Not reached:',
		'prompt.done': 'Done:',
		'pitch.made': 'Pitched to',
		'pitch.undone': 'Took back the pitch to',
		'referral.made': 'Made the referral',
		'referral.seen': 'Saw the referral',
		'referral.undone': 'Took back the referral',
		'referral.accepted': 'Accepted the referral',
		'referral.met': 'Met the customer of',
		'referral.closed': 'Closed the referral',
		'sale.recorded': 'Recorded the sale',
		'sale.corrected': 'Corrected the sale',
		'sale.cancelled': 'Cancelled the sale',
		'staff.arrived': 'Came to work',
		'staff.left': 'Left work',
		'checklist.checked': 'Ticked the checklist',
		'checklist.signed': 'Signed the checklist',
		'incident.acknowledged': 'Took the fault',
		'incident.passed': 'Called the vendor about',
		'incident.noted': 'Noted on the fault',
		'incident.resolved': 'Ended the fault',
		'activity.logged': 'Logged an activity'
	}
};
