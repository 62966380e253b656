/** What an office page says of what was done on it and is not answered, or was refused. */
export const zh = {
	dismiss: '知道了',
	unsent: (n: number) => `${n} 件还没送出，连上后自动送`,
	elsewhere: '另一个页面上做的',
	sendAgain: '再送一次'
};

export const en: typeof zh = {
	dismiss: 'OK',
	unsent: (n) => `${n} not sent yet; sent once connected`,
	elsewhere: 'Done on another page',
	sendAgain: 'Send again'
};
