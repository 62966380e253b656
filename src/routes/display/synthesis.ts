/** A voice that reads text, for a language whose recordings cannot be had. */
import type { Language } from './parts.ts';

/** Mandarin, and not what else is written in Chinese. */
const TAGS: Record<Language, RegExp> = {
	zh: /^(zh|zh[-_](cn|sg|hans.*)|cmn([-_].*)?)$/i,
	en: /^en([-_].*)?$/i
};

type Speaker = Pick<SpeechSynthesisVoice, 'lang' | 'localService'>;

/** One that is on this machine: another one would send the number to somebody, and be silent without a network. */
export function localVoice<V extends Speaker>(
	voices: readonly V[],
	language: Language
): V | undefined {
	return voices.find(({ lang, localService }) => localService && TAGS[language].test(lang));
}

/** Kept when all is read, or at once when the signal ends it. */
export function read(
	text: string,
	{ voice, volume }: { voice: SpeechSynthesisVoice; volume: number },
	signal: AbortSignal
): Promise<void> {
	const utterance = new SpeechSynthesisUtterance(text);
	Object.assign(utterance, { voice, volume, lang: voice.lang });
	return new Promise((resolve) => {
		const stop = () => {
			speechSynthesis.cancel();
			resolve();
		};
		const over = () => {
			signal.removeEventListener('abort', stop);
			resolve();
		};
		utterance.addEventListener('end', over);
		utterance.addEventListener('error', over);
		signal.addEventListener('abort', stop);
		speechSynthesis.speak(utterance);
	});
}
