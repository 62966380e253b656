import { Busy } from './analysts.ts';
import type { Analyses } from './analysts.ts';

/** Analysts that are asked only while the server has nothing more urgent to do; `isShort`: whether it has. */
export function whileThereIsRoom(
	analysts: Analyses,
	isShort: () => boolean
): Pick<Analyses, 'ask'> {
	return {
		ask: (question) =>
			isShort()
				? Promise.reject(new Busy('The server has more urgent things to do'))
				: analysts.ask(question)
	};
}
