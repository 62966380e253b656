import type { TodayRow } from '#lib/protocol/index.ts';
import type { Logged } from './stations.ts';

/** A ticket as this reference follows it. */
interface Story {
	issuedAt: number;
	state: string;
	calledAt: number | null;
	startedAt: number | null;
	returnedAt: number | null;
	lost: number;
	wait: number | null;
	service: number | null;
	ends: number;
}

const SECOND = 1000;
const mean = (values: readonly number[]) =>
	values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * A day's figures from its log, worked out anew and in another way than the program's: the whole log from front to
 * back, one ticket after the other. Only for days on which nothing was told late.
 */
export function dayFigures(log: readonly Logged[]): {
	today: Partial<TodayRow>;
	/** Tickets that were called to two counters with neither an end nor a return between. */
	doubleCalls: string[];
	/** Tickets that ended twice. */
	twiceOver: string[];
} {
	const stories = new Map<string, Story>();
	const doubleCalls: string[] = [];
	let requeued = 0;
	for (const { type, subject, at } of log) {
		if (type === 'ticket.issued') {
			stories.set(subject, {
				...{ issuedAt: at, state: 'waiting', calledAt: null, startedAt: null },
				...{ returnedAt: null, lost: 0, wait: null, service: null, ends: 0 }
			});
			continue;
		}
		const story = stories.get(subject);
		if (story === undefined || !type.startsWith('ticket.')) continue;
		switch (type) {
			case 'ticket.called':
				if (story.state === 'called' || story.state === 'serving') doubleCalls.push(subject);
				if (story.returnedAt !== null) story.lost += at - story.returnedAt;
				story.returnedAt = null;
				story.calledAt = at;
				story.state = 'called';
				break;
			case 'ticket.recalled':
				story.calledAt = at;
				break;
			case 'ticket.started':
				story.startedAt = at;
				story.state = 'serving';
				break;
			case 'ticket.finished':
				story.state = 'finished';
				story.ends += 1;
				story.wait = (story.calledAt ?? at) - story.issuedAt;
				story.service = at - (story.startedAt ?? story.calledAt ?? at);
				break;
			case 'ticket.no_show':
				story.state = 'no_show';
				story.ends += 1;
				story.wait = at - story.issuedAt;
				break;
			case 'ticket.requeued':
				requeued += 1;
				story.state = 'waiting';
				story.startedAt = null;
				story.returnedAt = at;
				break;
		}
	}
	const all = [...stories.values()];
	const inState = (state: string) => all.filter((story) => story.state === state).length;
	const meanWait = mean(all.flatMap(({ wait }) => wait ?? []));
	const meanService = mean(all.flatMap(({ service }) => service ?? []));
	const seconds = (ms: number | null) => (ms === null ? null : Math.round(ms) / SECOND);
	return {
		today: {
			issued: all.length,
			waiting: inState('waiting'),
			serving: inState('serving'),
			finished: inState('finished'),
			noShow: inState('no_show'),
			meanWait: seconds(meanWait),
			meanService: seconds(meanService),
			requeued,
			calls: inState('finished')
		},
		doubleCalls,
		twiceOver: [...stories].filter(([, { ends }]) => ends > 1).map(([number]) => number)
	};
}
