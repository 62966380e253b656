/** Why a ticket stands where it stands, in sentences; in a word or two it is in `reasons.ts`. */
export const zh = {
	and: '，',
	because: {
		stands: (service: string, place: number, of: number) =>
			`${service}第 ${place} 位，共 ${of} 人在等。`,
		first_come: '先到先办，按取号时间排。',
		priority: (minutes: number) => `优先客户，按早到 ${minutes} 分钟排。`,
		vip: (minutes: number) => `贵宾，按早到 ${minutes} 分钟排。`,
		aged: '等得够久了，后来的优先客户也不再排到前面。',
		passes: (n: number) => `排在 ${n} 位更早取号的人前面。`,
		yields: (n: number) => `有 ${n} 位更晚取号的人排在前面。`,
		limit_holds: (most: number) => `优先号最多连叫 ${most} 个，所以先叫一个普通号，再到这个号。`,
		limit_lets: (most: number) => `优先号最多连叫 ${most} 个，所以这个普通号排在优先号前面。`,
		returned: (next: number, later: number) =>
			later > next
				? `过号后回来的：叫过 ${next} 个号以内回来排最前，${later} 个以内排在第 3 位后面。`
				: `过号后回来的：叫过 ${next} 个号以内回来排最前。`,
		requeued: '窗口退回重办：号码和取号时间不变，所以不用排到最后。',
		transferred: '转到这项业务：号码和取号时间不变，按原来的时间排。',
		moved_first: '主管把这个号调到最前，理由记在日志里。',
		moved_last: '主管把这个号调到最后，理由记在日志里。',
		held: (counter: string) => `转给了 ${counter}，别的窗口不叫这个号。`,
		parked: '挂起了：位置保留，恢复后按原来的取号时间排。',
		form_needed: '填单还没有人看过，叫号前先看一遍。',
		form_faults: '填单看过，有误，改好再叫。',
		further: (services: string) => `办完还要办：${services}。`,
		called: (counter: string, times: number, of: number) =>
			`${counter}叫了 ${times} 次，最多叫 ${of} 次。`,
		no_more_calls: '不能再重呼。',
		no_show_in: (seconds: number) => `还没来的话，再过 ${seconds} 秒可以按过号。`,
		no_show_now: '还没来的话，现在可以按过号。',
		if_missed: (next: number, later: number) =>
			later > next
				? `过号后再来：同一业务又叫了不超过 ${next} 个号，排最前；不超过 ${later} 个，排在第 3 位后面；再多就要重新取号。`
				: `过号后再来：同一业务又叫了不超过 ${next} 个号，排最前；再多就要重新取号。`,
		serving: (counter: string, minutes: number, usual: number) =>
			`${counter}办了 ${minutes} 分钟，这项业务通常 ${usual} 分钟。`
	}
};

export const en: typeof zh = {
	and: ', ',
	because: {
		stands: (service, place, of) => `No. ${place} of ${of} waiting for ${service}.`,
		first_come: 'First come, first served, by the time of issue.',
		priority: (minutes) => `Priority customer: stands as if issued ${minutes} min earlier.`,
		vip: (minutes) => `VIP customer: stands as if issued ${minutes} min earlier.`,
		aged: 'Has waited so long that no later priority customer goes before any more.',
		passes: (n) => `Goes before ${n} issued earlier.`,
		yields: (n) => `${n} issued later ${n === 1 ? 'goes' : 'go'} before.`,
		limit_holds: (most) =>
			`At most ${most} priority calls in a row: an ordinary ticket is called first, then this one.`,
		limit_lets: (most) =>
			`At most ${most} priority calls in a row, so this ordinary ticket goes before a priority one.`,
		returned: (next, later) =>
			later > next
				? `Came back after a missed call: first in line within ${next} calls, behind the third within ${later}.`
				: `Came back after a missed call: first in line within ${next} calls.`,
		requeued: 'Sent back by the counter: number and time of issue stay, so it is not last.',
		transferred: 'Transferred to this service: number and time of issue stay, and count here.',
		moved_first: 'Put first by the lead; the reason is in the log.',
		moved_last: 'Put last by the lead; the reason is in the log.',
		held: (counter) => `Passed on to ${counter}: no other counter calls it.`,
		parked: 'Parked: keeps its place, and stands by its time of issue once resumed.',
		form_needed: 'Nobody has checked the form: check it before the call.',
		form_faults: 'The form was checked and has faults: mend them before the call.',
		further: (services) => `Afterwards also: ${services}.`,
		called: (counter, times, of) => `Called ${times} of ${of} times, to ${counter}.`,
		no_more_calls: 'It cannot be called again.',
		no_show_in: (seconds) => `If nobody comes, no-show is possible in ${seconds} s.`,
		no_show_now: 'If nobody has come, no-show is possible now.',
		if_missed: (next, later) =>
			later > next
				? `Who comes back after a no-show is first within ${next} more calls of this service, behind the third within ${later}, and needs a new ticket after that.`
				: `Who comes back after a no-show is first within ${next} more calls of this service, and needs a new ticket after that.`,
		serving: (counter, minutes, usual) =>
			`At ${counter} for ${minutes} min; this service usually takes ${usual} min.`
	}
};
