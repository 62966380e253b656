/** A fault that Foyer has to survive: a row of the table that `npm run faults` ends with. */
export interface FaultRow {
	/** As the titles of its tests begin: `F1`. */
	fault: string;
	/** What goes wrong. */
	what: string;
	/** What is to happen then. */
	expected: string;
	/** Its test measures, so that nothing else runs beside it. */
	alone?: true;
}

/** Every fault, in the order of the table. Tests are found by their titles. */
export const FAULTS: readonly FaultRow[] = [
	{
		fault: 'F1',
		what: 'The server is killed in the middle of commits',
		expected: 'Every acknowledged event is there once, nothing half done, up again within 2 s'
	},
	{
		fault: 'F2',
		what: 'The power fails: the WAL ends at any byte',
		expected: 'It opens, and holds a prefix with every commit that was written whole'
	},
	{
		fault: 'F3',
		what: 'Garbage in the WAL',
		expected: 'The chain notices what SQLite drops without a word, and says how many are missing'
	},
	{
		fault: 'F4',
		what: 'The database file is damaged',
		expected:
			'Found; reading goes on in safe mode, a backup restores; no crash loop, no empty start'
	},
	{
		fault: 'F5',
		what: 'The disk fills up while the server runs',
		expected: '503 with Retry-After, nothing acknowledged; screens go on, and it resumes by itself'
	},
	{
		fault: 'F6',
		what: 'The disk is full at the start',
		expected: 'A clear message; reading works, writing is refused'
	},
	{
		fault: 'F7',
		what: 'The file system is read-only',
		expected: 'A clear message; reading works, writing is refused'
	},
	{
		fault: 'F8',
		what: 'The clock steps an hour ahead, or two back',
		expected: 'No storm of prompts, no negative wait, nobody signed out, the step is logged'
	},
	{
		fault: 'F9',
		what: 'Daylight saving, midnight, 29 February',
		expected: 'A day is the local day of the branch, of 23, 24 or 25 hours'
	},
	{
		fault: 'F10',
		what: 'The clock of a tablet is a day off',
		expected: 'The same waits on every screen, within a second'
	},
	{
		fault: 'F11',
		what: 'The websocket drops',
		expected: 'Back within 0.5 to 5 s, not all at once; what is drawn equals the server’s view'
	},
	{
		fault: 'F12',
		what: 'A link is half open: nothing arrives, nothing is closed',
		expected: 'Both ends notice within 10 s',
		alone: true
	},
	{
		fault: 'F13',
		what: 'A screen stops reading',
		expected:
			'Memory is bounded, it is cut within 6 s and comes back whole; the others notice nothing',
		alone: true
	},
	{
		fault: 'F14',
		what: 'Fifty screens come back at once',
		expected: 'Fresh within 5 s (p95), event loop delay p99 under 100 ms',
		alone: true
	},
	{
		fault: 'F15',
		what: 'Events arrive twice and out of order',
		expected: 'One effect; nothing late moves a ticket back'
	},
	{
		fault: 'F16',
		what: 'The first answer was lost, and the event is sent again',
		expected: 'The same answer; the same id with another body is 422'
	},
	{
		fault: 'F17',
		what: 'Ten times the load',
		expected:
			'Accepted, or 429 with Retry-After; nothing acknowledged is lost; in time again within 5 s',
		alone: true
	},
	{
		fault: 'F18',
		what: 'A queue machine was offline for four hours and tells everything at once',
		expected: 'Counted at its own times, and no prompt for what is over'
	},
	{
		fault: 'F19',
		what: 'Poisoned HTTP requests',
		expected: '4xx, nothing changes, the server stays up'
	},
	{
		fault: 'F20',
		what: 'Poisoned messages and frames over the socket',
		expected: 'Refused, nothing changes, the server stays up'
	},
	{
		fault: 'F21',
		what: 'Credentials that are forged, replayed, expired, revoked, or of another branch',
		expected: '401 or 403, written down; whoever is revoked is cut within 2 s on every socket'
	},
	{
		fault: 'F22',
		what: 'A page of another site acts in the browser of somebody who is signed in',
		expected: 'Refused over every transport and with every kind of body'
	},
	{
		fault: 'F23',
		what: 'Two tellers call the same ticket',
		expected: 'One has it, the other is told; one event'
	},
	{
		fault: 'F24',
		what: 'A customer is called a tenth of a second before the limit',
		expected: 'No prompt; a moment after it exactly one'
	},
	{
		fault: 'F25',
		what: 'The tablet sleeps, or nobody takes the prompt',
		expected: 'It escalates after 60 s, is taken once, and is gone everywhere'
	},
	{
		fault: 'F26',
		what: 'A new version is started while screens are open',
		expected: 'Nothing is lost, and every screen is on it within 60 s without a touch'
	},
	{
		fault: 'F27',
		what: 'A migration fails half way',
		expected: 'Rolled back, the version before starts again, a backup was made first'
	},
	{
		fault: 'F28',
		what: 'The credential of a wall is revoked',
		expected: 'It shows how to pair it, and never old data'
	},
	{
		fault: 'F29',
		what: 'The browser of the wall is killed',
		expected: 'The same board, without a touch'
	},
	{
		fault: 'F30',
		what: 'Devices that take a probe’s connection and never answer',
		expected: 'No other device is delayed; unknown after three misses'
	},
	{
		fault: 'F31',
		what: 'A device flaps',
		expected: 'One alert and not fifty, a row that stands still'
	},
	{
		fault: 'F32',
		what: 'The receiver of a webhook is down',
		expected: 'Tried ever more rarely, told again later, and no commit waits for it'
	},
	{
		fault: 'F33',
		what: 'A second server is started on the same data',
		expected: 'It refuses to start, and the first one goes on'
	},
	{
		fault: 'F34',
		what: 'Somebody exports a year',
		expected: 'Screens keep a p99 under 1 s',
		alone: true
	},
	{
		fault: 'F35',
		what: 'A long run',
		expected: 'Memory, nodes, listeners, files and WAL stay flat'
	},
	{
		fault: 'F36',
		what: 'The newest backup is bad',
		expected: 'Found when it was made; the one before restores'
	}
];
