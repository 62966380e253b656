/**
 * Reasons for what is done at a station, by the word that is kept in the log: each person reads it in their own
 * language. What is not here was written by whoever did it.
 */
export const zh = {
	pause: {
		lunch: '午餐',
		break: '休息',
		approval: '授权',
		training: '培训',
		equipment: '设备故障'
	},
	open: { crowd: '人多', cover: '顶岗', shift: '换班', services: '调整业务' },
	close: { quiet: '人少', shift_over: '下班', equipment: '设备故障' },
	finish: { forgotten: '忘了办结', customer_left: '客户已经走了' },
	return: { wrong_call: '叫错号', teller_away: '柜员离开', customer_away: '客户走开一下' },
	move: {
		unwell: '身体不适',
		long_wait: '等得太久',
		complaint: '有投诉',
		asked: '客户要求'
	},
	transfer: { wrong_service: '取错业务', balance: '分流', skills: '要专人办' },
	requeue: { form_error: '填单有误', document_missing: '材料不全', other: '其他' }
};

export const en: typeof zh = {
	pause: {
		lunch: 'lunch',
		break: 'break',
		approval: 'approval',
		training: 'training',
		equipment: 'equipment fault'
	},
	open: {
		crowd: 'many waiting',
		cover: 'cover',
		shift: 'shift change',
		services: 'other services'
	},
	close: { quiet: 'few waiting', shift_over: 'shift over', equipment: 'equipment fault' },
	finish: { forgotten: 'forgotten', customer_left: 'customer has left' },
	return: {
		wrong_call: 'called by mistake',
		teller_away: 'teller away',
		customer_away: 'customer away'
	},
	move: {
		unwell: 'unwell',
		long_wait: 'waited too long',
		complaint: 'complaint',
		asked: 'customer asked'
	},
	transfer: {
		wrong_service: 'wrong service',
		balance: 'spread load',
		skills: 'needs a specialist'
	},
	requeue: { form_error: 'form error', document_missing: 'document missing', other: 'other' }
};

/** A reason of the log in words; what somebody wrote stays as it is. */
export function reasonWords(reason: string, t: typeof zh): string {
	for (const words of Object.values(t) as Record<string, string>[]) {
		if (Object.hasOwn(words, reason)) return words[reason] as string;
	}
	return reason;
}
