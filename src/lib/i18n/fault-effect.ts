/** What a fault does to the lines, and where people are sent meanwhile. */
export const zh = {
	/** 现金业务 is the line for cash. */
	queue: (service: string) => `${service.replace(/业务$/, '')}队列`,
	longer: (queue: string, minutes: number) => `${queue} +${minutes} 分钟`,
	more: (queue: string, people: number) => `${queue}多 ${people} 人`,
	sendTo: (what: string, device: string) => `${what}引导到 ${device}`,
	and: '、'
};

export const en: typeof zh = {
	queue: (service) => `${service} queue`,
	longer: (queue, minutes) => `${queue} +${minutes} min`,
	more: (queue, people) => `${queue}: ${people} more`,
	sendTo: (what, device) => `send ${what || 'customers'} to ${device}`,
	and: ' and '
};
