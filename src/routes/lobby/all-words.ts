/**
 * Every word that messages can say, for whoever has to have a face for it: most of a sheet's words were not there when
 * the page was drawn. A message that is a function carries its words in its source.
 */
export function allWords(messages: unknown): string {
	if (typeof messages === 'string') return messages;
	if (typeof messages === 'function') return String(messages);
	if (typeof messages !== 'object' || messages === null) return '';
	return Object.values(messages).map(allWords).join('');
}
