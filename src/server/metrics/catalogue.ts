/** What a number of `/metrics` is, and what whoever sees it grow can do. */
export interface Metric {
	kind: 'counter' | 'gauge' | 'histogram';
	/** With the unit: Prometheus shows it beside the number. */
	help: string;
	labels?: readonly string[];
	/** Upper bounds of a histogram's buckets. */
	buckets?: readonly number[];
	/** When it is bad, and what to do then. */
	bad: string;
}

const counter = (help: string, bad: string, ...labels: string[]): Metric => ({
	...{ kind: 'counter', help, bad, labels }
});
const gauge = (help: string, bad: string, ...labels: string[]): Metric => ({
	...{ kind: 'gauge', help, bad, labels }
});
const histogram = (help: string, bad: string, ...buckets: number[]): Metric => ({
	...{ kind: 'histogram', help, bad, buckets }
});

/** Branches that have numbers of their own: a label for each of a thousand would cost more than it tells. */
export const MOST_BRANCHES = 200;
const OF_BRANCHES = `the first ${MOST_BRANCHES} branches by id`;

/** Everything that `/metrics` says. To add one, a line here and its reading in `metrics.ts`; docs/metrics.md follows. */
export const METRICS = {
	foyer_build_info: gauge(
		'Always 1; which version runs, on which Node',
		'two versions for longer than an upgrade takes: one server was left behind',
		...['version', 'node']
	),
	foyer_ready: gauge(
		'1 while events are taken, 0 while they are not',
		'0: `/readyz` says why in words'
	),
	foyer_uptime_seconds: gauge(
		'Seconds since the process began',
		'falls again and again: look in the log for what ends it'
	),

	foyer_events_total: counter(
		'Events by who told them (machine, person) and what became of them (accepted, duplicate, refused), on disk',
		'refused grows: a queue machine and the branch file do not agree; the answer to each says why',
		...['origin', 'outcome']
	),
	foyer_commit_seconds: histogram(
		'Seconds from handing a group of events to the log until it is on disk',
		'p99 over 0.1: the disk is slow or shared; `foyer doctor` measures it',
		...[0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]
	),
	foyer_commit_events: histogram(
		'Events in one commit',
		'near 1,000 for long: more comes than the disk takes',
		...[1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000]
	),
	foyer_commands_waiting: gauge(
		'Commands that are not answered yet',
		'over 10,000: 429 is near; send in batches, or find what slows the disk'
	),
	foyer_requests_in_flight_events: gauge(
		'Events taken in at the machines’ door and not answered yet',
		'the same'
	),

	foyer_event_loop_delay_seconds: gauge(
		'How late the event loop was since the last scrape, seconds, by quantile (0.5, 0.99, 1)',
		'p99 over 0.1: too much for one processor, or something else uses it',
		'quantile'
	),
	foyer_memory_bytes: gauge(
		'Bytes of memory: rss (all of the process), heap_used, heap_total, external',
		'rss grows for days: tell us, with the version',
		'of'
	),
	foyer_gc_seconds_total: counter(
		'Seconds spent collecting garbage, by kind',
		'more than a tenth of the time: memory is short',
		'kind'
	),
	foyer_cpu_seconds_total: counter(
		'Seconds of processor time of the whole process',
		'near the number of processors times the time that passed: too much for this machine'
	),

	foyer_screens: gauge(
		'Connected screens by what they show; none: connected and not watching yet',
		'walls missing: their browser or their network; `foyer doctor` names them',
		'screen'
	),
	foyer_watches_total: counter(
		'Screens that asked for the state, by whether a few patches were enough or the whole view was sent',
		'view grows fast: links break often',
		'answer'
	),
	foyer_patches_total: counter(
		'Patches sent, one for each screen that got it',
		'nothing by itself'
	),
	foyer_network_bytes_total: counter(
		'Bytes of all connections, in and out',
		'out near what the link carries: fewer screens by this link',
		'direction'
	),
	foyer_screens_unsent_bytes: gauge(
		'Bytes that wait for screens to read them',
		'over 100 MB: many screens on a link that is too thin'
	),
	foyer_screens_cut_total: counter(
		'Screens that were cut because they did not read; they come back by themselves',
		'the same screen again and again: its network'
	),
	foyer_messages_unknown_total: counter(
		'Messages of screens with a name that nobody knows',
		'grows: a program that is none of ours'
	),

	foyer_shedding: gauge(
		'0: there is enough; 1: reports, new screens and events are asked to come again; 2: people’s taps too',
		'1 for a minute: it is short of what the label says',
		'short_of'
	),
	foyer_shed_total: counter(
		'What was asked to come again (429), by what it was and what was short',
		'grows: as above; nothing that was taken is lost',
		...['what', 'short_of']
	),
	foyer_limited_total: counter(
		'Attempts that a limit turned away, by the limit',
		'signInAccount or credentials grow: somebody guesses; see `foyer audit`',
		'limit'
	),
	foyer_credentials_refused_total: counter(
		'Keys and credentials that opened nothing',
		'grows: a machine with an old key, or somebody who guesses; see `foyer audit`'
	),

	foyer_prompts_raised_total: counter(
		'Prompts raised, once each',
		'stands still on a busy day: no rule is on'
	),
	foyer_prompts_late_total: counter(
		'Prompts that were on disk more than a second after they were due',
		'grows: disk or processor are short'
	),
	foyer_ticker_late_seconds: histogram(
		'Seconds that the timer of deadlines was late',
		'p99 over 0.25: the event loop is late',
		...[0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]
	),
	foyer_clock_steps_total: counter(
		'Times that the machine’s clock was set while the server ran',
		'grows: no or a bad time server'
	),

	foyer_database_bytes: gauge('Bytes of the database', 'grows beyond what the retention keeps'),
	foyer_wal_bytes: gauge(
		'Bytes of the log beside the database that are not folded into it yet',
		'over 100 MB for long: some program reads the database and does not end'
	),
	foyer_disk_free_bytes: gauge(
		'Bytes free for the data folder',
		'under 1 GB: make room; when none is left nothing is acknowledged any more'
	),
	foyer_compaction_step_seconds: histogram(
		'Seconds that a step of compaction took, which a commit may have to wait for',
		'p99 over 0.25: the disk is slow or shared',
		...[0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1]
	),
	foyer_compaction_rows_total: counter(
		'Rows that were taken away because what the branch keeps is over',
		'stands still for days while the database grows: the log says why'
	),
	foyer_backup_age_seconds: gauge(
		'Seconds since the newest backup that was verified; missing: there is none',
		'over 7,200: backups fail; the log says why'
	),

	foyer_probes_total: counter(
		'Probes of devices by their answer (ok, wrong, none)',
		'none grows everywhere at once: the network, not the devices',
		'answer'
	),
	foyer_mqtt_messages_total: counter(
		'MQTT messages by what became of them',
		'unknown_device or invalid grow: topics and the branch file do not agree',
		'outcome'
	),
	foyer_mqtt_broker_reached: gauge(
		'1: the bank’s broker is reached; missing: none is set',
		'0: its address, its network or its password'
	),
	foyer_webhooks_waiting: gauge(
		'Deliveries that wait for receivers',
		'grows: a receiver is down; `foyer webhook list` names it'
	),
	foyer_webhooks_dead: gauge(
		'Deliveries that were tried for the last time',
		'over 0: mend the receiver, then `foyer webhook replay`'
	),

	foyer_branches: gauge('Branches that are served', 'fewer than before: the wrong data folder'),
	foyer_branch_waiting: gauge(
		`Customers who wait, of ${OF_BRANCHES}`,
		'the branch’s own business',
		'branch'
	),
	foyer_branch_longest_wait_seconds: gauge(
		`Seconds that the longest waiting customer has waited, of ${OF_BRANCHES}`,
		'the branch’s own business',
		'branch'
	),
	foyer_branch_over_threshold: gauge(
		`Customers of today who waited longer than the branch’s threshold, of ${OF_BRANCHES}`,
		'the branch’s own business',
		'branch'
	),
	foyer_branch_prompts_open: gauge(
		`Prompts that nobody has answered for, of ${OF_BRANCHES}`,
		'grows: nobody looks at the tablet',
		'branch'
	)
} as const satisfies Record<string, Metric>;

export type MetricName = keyof typeof METRICS;

/** The table of docs/metrics.md. */
export function metricsTable(): string[] {
	const rows = Object.entries<Metric>(METRICS).map(([name, { kind, help, labels = [], bad }]) => {
		const by = labels.length === 0 ? '' : `{${labels.join(', ')}}`;
		return `| \`${name}${by}\` | ${kind} | ${help} | ${bad} |`;
	});
	return ['| metric | kind | what | bad when, and what to do |', '|---|---|---|---|', ...rows];
}
