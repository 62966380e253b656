import type { Name } from '../../../protocol/index.ts';

/** Whom the branch asks about one prompt, one after the other. Seconds since the prompt was raised. */
export interface PassingExample {
	name: Name;
	lobby: {
		/** Lobby managers at work; the first is asked first where all have equally much in hand. */
		atWork: number;
		/** Whose hands are full until the end, by their place among those at work: 1 is the first. */
		full?: number;
		takenAfter?: number;
		/** The second is at work only from then on. */
		secondComesAfter?: number;
	};
	/** `who` by the same places; null: everybody. Nothing more is asked after the last. */
	asked: readonly { after: number; who: number | null }[];
}

/** The rule of who is asked to take a prompt, in the same form as those of when one is raised. */
export interface PassingRule {
	id: 'nobody_takes_it';
	name: Name;
	/** `{after}` stands for the seconds that one person is asked. */
	explanation: Name;
	/** `after` in seconds. */
	defaults: { on: boolean; after: number };
	examples: readonly PassingExample[];
}
