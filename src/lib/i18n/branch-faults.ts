import type { Fault, FaultCode, FaultParams } from '../protocol/file-fault.ts';

export type Sentences = { [Code in FaultCode]: (params: FaultParams[Code]) => string };

/** What to do about each mistake in a branch file. */
export const zh: Sentences = {
	unknown_key: ({ key }) => `没有“${key}”这一项，请删掉或改正写法`,
	missing_key: () => '必填',
	not_text: () => '这里写文字',
	not_a_number: () => '这里写数字',
	not_a_whole_number: () => '写整数，不要小数',
	not_yes_or_no: () => '写 true（是）或 false（否）',
	not_a_list: () => '这里要一个列表，写在 [ ] 里',
	not_an_object: () => '这里要一组设置，写在 { } 里',
	invalid_choice: ({ allowed }) => `只能写 ${allowed.join('、')}`,
	invalid_id: () => '以字母或数字开头，后面还可以用空格和 - . _ / + # :',
	invalid_text: () => '含有看不见的控制字符，请重新输入',
	invalid_time: () => '时间写成 09:30 这样，从 00:00 到 23:59',
	invalid_code: () => '写 4 到 12 位数字',
	invalid_address: () => '写完整地址，从 https 写起，不带 ? 和 #',
	invalid_host: () => '只写地址或主机名，例如 10.0.0.9，不带端口和路径',
	invalid_path: () => '从 / 写起，例如 /login，不带空格和 #',
	too_long: ({ max }) => `太长，最多 ${max} 个字`,
	too_short: ({ min }) => (min === 1 ? '不能空着' : `太短，至少 ${min} 个字`),
	too_many: ({ max }) => `太多，最多 ${max} 个`,
	too_few: ({ min }) => `至少要 ${min} 个`,
	wrong_count: ({ count }) => `这里正好写 ${count} 个值`,
	out_of_range: ({ min, max, unit = '' }) => {
		if (max === undefined) return `不能小于 ${min} ${unit}`.trim();
		return (min === undefined ? `不能大于 ${max} ${unit}` : `从 ${min} 到 ${max} ${unit}`).trim();
	},
	duplicate_id: ({ id }) => `编号“${id}”已经用过，请换一个`,
	unknown_service: ({ id }) => `没有编号为“${id}”的业务`,
	unknown_product: ({ id }) => `没有编号为“${id}”的产品`,
	unknown_person: ({ id }) => `没有编号为“${id}”的员工`,
	unknown_device: ({ id }) => `没有编号为“${id}”的设备`,
	unknown_need: ({ id }) => `没有编号为“${id}”的客户需求`,
	pitch_twice: () => '这项业务、这个产品已经有一句话了，留一句',
	target_twice: ({ id }) => `产品“${id}”的目标写了两次，合成一条`,
	after_long_wait: ({ limit }) => `等 ${limit} 秒已经算久候，这条规则轮不到了：写短一些，或者停用`,
	not_a_printer: ({ id }) =>
		`设备“${id}”打不了小票：类型要写 printer，probe 里要写 host（打印机的地址）`,
	unknown_time_zone: ({ zone }) => `没有时区“${zone}”，例如写 Asia/Shanghai`,
	closes_before_opening: ({ from, to }) => `${from} 开门，${to} 关门：关门要晚于开门`,
	day_twice: () => '同一天写了两次，每天只写一次',
	in_use: (use) => {
		if (use.what === 'time_zone') return '网点已有记录，时区不能再改；需要的话另建一个网点';
		if (use.what === 'clock') return '网点已有记录，时钟方式不能再改；需要的话另建一个网点';
		if (use.what === 'person') {
			return `“${use.id}”手上还有 ${use.tasks} 件事没有结果，交回或办完再删`;
		}
		return use.what === 'service'
			? `${use.ticket} 还在等业务“${use.id}”，没有人等了再删`
			: `窗口“${use.id}”正在办 ${use.ticket}，空出来再删`;
	},
	changed_meanwhile: () => '别人在此期间改了设置；先看看改了什么，再保存',
	not_allowed: ({ id }) => `你不能改网点“${id}”的设置`,
	branch_exists: ({ id }) => `已经有编号为“${id}”的网点，请换一个编号`,
	other_branch: ({ id }) => `这是另一个网点“${id}”的文件`,
	malformed_json: ({ line }) =>
		`不是 JSON 格式，${line === null ? '请检查引号、逗号和括号' : `请看第 ${line} 行附近的引号、逗号和括号`}`,
	more_faults: ({ count }) => `另外还有 ${count} 处错误`
};

export const en: Sentences = {
	unknown_key: ({ key }) => `There is no setting "${key}" here; remove it or mend its spelling.`,
	missing_key: ({ key }) => `"${key}" is missing; write it.`,
	not_text: () => 'Write text here, in quotation marks.',
	not_a_number: () => 'Write a number here.',
	not_a_whole_number: () => 'Write a whole number.',
	not_yes_or_no: () => 'Write true or false.',
	not_a_list: () => 'Write a list here, in [ ].',
	not_an_object: () => 'Write settings here, in { }.',
	invalid_choice: ({ allowed }) => `Write ${either(allowed)}.`,
	invalid_id: () =>
		'Begin with a letter or a digit; after it also spaces and - . _ / + # : may stand.',
	invalid_text: () => 'There are invisible control characters in this; type it anew.',
	invalid_time: () => 'Write a time like 09:30, from 00:00 to 23:59.',
	invalid_code: () => 'Write 4 to 12 figures.',
	invalid_address: () => 'Write a whole address, beginning with https, without ? and #.',
	invalid_host: () =>
		'Write an address like 10.0.0.9, or the name of a host, without a port or a path.',
	invalid_path: () => 'Begin with a slash, like /login; neither spaces nor # may stand in it.',
	too_long: ({ max }) => `Too long: write at most ${max} characters.`,
	too_short: ({ min }) =>
		min === 1 ? 'This may not be empty.' : `Too short: write at least ${min} characters.`,
	too_many: ({ max }) => `Too many: keep at most ${max}.`,
	too_few: ({ min }) => `Too few: give at least ${min}.`,
	wrong_count: ({ count }) => `Write exactly ${count} values here.`,
	out_of_range: ({ min, max, unit }) => {
		const last = (bound: number) => (unit === undefined ? `${bound}` : `${bound} ${unit}`);
		if (min === undefined) return max === undefined ? '' : `Write ${last(max)} or less.`;
		if (max === undefined) return `Write ${last(min)} or more.`;
		return `Write a number from ${min} to ${last(max)}.`;
	},
	duplicate_id: ({ id }) => `"${id}" stands twice; give this one an id of its own.`,
	unknown_service: ({ id }) => `There is no service "${id}" in this file.`,
	unknown_product: ({ id }) => `There is no product "${id}" in this file.`,
	unknown_person: ({ id }) => `There is no person "${id}" in this file.`,
	unknown_device: ({ id }) => `There is no device "${id}" in this file.`,
	unknown_need: ({ id }) => `There is no need "${id}" in this file.`,
	pitch_twice: () => 'There is a sentence for this service and product already; keep one of them.',
	target_twice: ({ id }) => `There is a target for product "${id}" already; make one of both.`,
	after_long_wait: ({ limit }) =>
		`After ${limit} seconds a wait is long, and this rule would never speak first; write less, or switch it off.`,
	not_a_printer: ({ id }) =>
		`Device "${id}" cannot print tickets: its kind has to be printer, and its probe needs a host.`,
	unknown_time_zone: ({ zone }) => `"${zone}" is no time zone; write one like Asia/Shanghai.`,
	closes_before_opening: ({ from, to }) =>
		`It would close at ${to} and open at ${from}; write a later closing time.`,
	day_twice: () => 'A day stands here for the second time; name each day once.',
	in_use: (use) => {
		if (use.what === 'time_zone') {
			return 'The time zone of a branch that has had events cannot change; make a new branch.';
		}
		if (use.what === 'clock') {
			return 'The kind of clock of a branch that has had events cannot change; make a new branch.';
		}
		if (use.what === 'person') {
			const tasks = use.tasks === 1 ? 'a task' : `${use.tasks} tasks`;
			return `"${use.id}" has ${tasks} in hand; remove them once that is done or handed back.`;
		}
		return use.what === 'service'
			? `Ticket ${use.ticket} is there for service "${use.id}"; remove it when nobody is.`
			: `Counter "${use.id}" has ticket ${use.ticket}; remove the counter when it is free.`;
	},
	changed_meanwhile: () =>
		'Somebody else changed the branch meanwhile; look at what changed, then save again.',
	not_allowed: ({ id }) => `You may not change the settings of branch "${id}".`,
	branch_exists: ({ id }) => `There is a branch "${id}" already; choose another id.`,
	other_branch: ({ id }) => `This is the file of another branch, "${id}".`,
	malformed_json: ({ line }) =>
		`This is not JSON; look at the quotes, commas and brackets${line === null ? '' : ` near line ${line}`}.`,
	more_faults: ({ count }) => `There are ${count} more mistakes.`
};

function either(words: string[]): string {
	return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** A mistake as a sentence. */
export function sentenceOf(sentences: Sentences, { code, params }: Fault): string {
	return (sentences[code] as (params: unknown) => string)(params);
}
