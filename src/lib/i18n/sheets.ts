/** What every sheet over a station says. */
export const zh = { cancel: '不了' };

export const en: typeof zh = { cancel: 'Never mind' };
