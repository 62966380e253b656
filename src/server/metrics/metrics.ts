import { statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Access, Denied, Principal } from '../access/access.ts';
import type { Branch } from '../branch.ts';
import type { SteadyClock } from '../steady-clock.ts';
import type { Denials } from '../denials.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { EventDoor } from '../ingest/door.ts';
import type { Limits } from '../limits/limits.ts';
import type { Load } from '../load.ts';
import type { LoopDelay } from '../loop-delay.ts';
import type { Mqtt } from '../mqtt/mqtt.ts';
import type { Probing } from '../probes/probing.ts';
import type { Store } from '../store/types.ts';
import type { Traffic } from '../traffic.ts';
import { METRICS, MOST_BRANCHES } from './catalogue.ts';
import type { Metric, MetricName } from './catalogue.ts';
import { Garbage } from './garbage.ts';

/** What the numbers are read from, when somebody asks for them. */
export interface MetricsParts {
	version: string;
	clock: SteadyClock;
	access: Access;
	/** The branch that somebody belongs to; null: to none in particular. */
	homeOf: (principal: Principal) => string | null;
	branches: { values(): Iterable<Branch> };
	store: Store;
	gateway: Gateway;
	door: EventDoor;
	load: Load;
	delay: LoopDelay;
	limits: Limits;
	denials: Denials;
	probing: Probing;
	mqtt: Mqtt;
	traffic: () => Traffic | undefined;
	state: () => 'serving' | 'halted' | 'closing';
	/** When the newest verified backup was made, real epoch milliseconds; null: there is none. Left out: none are made. */
	lastBackup?: () => number | null;
}

const DEGREES = { none: 0, some: 1, all: 2 } as const;

/**
 * The server's numbers for Prometheus. All but its histograms are read from what is counted anyway when they are
 * asked for, so that counting costs the events nothing. Holds nothing of people.
 */
export class Metrics {
	readonly #parts: MetricsParts;
	readonly #registry = new Registry();
	readonly #of = new Map<MetricName, Counter | Gauge | Histogram>();
	readonly #garbage = new Garbage();
	/** Rows that compaction took away since the start. */
	#removed = 0;

	constructor(parts: MetricsParts) {
		this.#parts = parts;
		for (const [name, metric] of Object.entries<Metric>(METRICS)) {
			this.#of.set(name as MetricName, this.#made(name, metric));
		}
	}

	/** Of a group of events that is on disk. `ms`: since it was handed over. */
	committed(ms: number, events: number): void {
		this.#observe('foyer_commit_seconds', ms / 1000);
		this.#observe('foyer_commit_events', events);
	}

	/** Of a step of compaction that is on disk. `ms`: since it was asked for; `removed`: rows. */
	compacted(ms: number, removed: number): void {
		this.#observe('foyer_compaction_step_seconds', ms / 1000);
		this.#removed += removed;
	}

	/** Of the timer of deadlines, in real milliseconds. */
	late(ms: number): void {
		this.#observe('foyer_ticker_late_seconds', ms / 1000);
	}

	/** Why somebody may not read them. They are about the whole server, so that a branch's key is not enough. */
	denies(principal: Principal): Denied | undefined {
		const denied = this.#parts.access.denies(principal, 'read_metrics', null);
		if (denied !== undefined) return denied;
		if (this.#parts.homeOf(principal) === null) return undefined;
		return {
			code: 'forbidden',
			detail: 'Metrics are of the whole server: use a key for all branches.'
		};
	}

	/** The numbers as they are now, in Prometheus' own words. */
	async text(): Promise<{ type: string; body: string }> {
		await this.#read();
		return { type: this.#registry.contentType, body: await this.#registry.metrics() };
	}

	dispose(): void {
		this.#garbage.dispose();
		this.#registry.clear();
	}

	#made(name: string, { kind, help, labels = [], buckets = [] }: Metric) {
		const own = { name, help, labelNames: [...labels], registers: [this.#registry] };
		if (kind === 'counter') return new Counter(own);
		if (kind === 'gauge') return new Gauge(own);
		return new Histogram({ ...own, buckets: [...buckets] });
	}

	#observe(name: MetricName, value: number): void {
		(this.#of.get(name) as Histogram).observe(value);
	}

	/** A number as it stands; of a counter too, which counts elsewhere. */
	#set(name: MetricName, value: number, labels: Record<string, string> = {}): void {
		const metric = this.#of.get(name);
		if (metric instanceof Counter) metric.inc(labels, value);
		else (metric as Gauge).set(labels, value);
	}

	async #read(): Promise<void> {
		for (const [name, metric] of this.#of) {
			if (metric instanceof Histogram) continue;
			metric.reset();
			const { labels = [] }: Metric = METRICS[name];
			// Otherwise a number that is not known stands there as 0.
			if (labels.length === 0) metric.remove();
		}
		this.#readProcess();
		this.#readScreens();
		this.#readRefusals();
		this.#readOutside();
		this.#readBranches();
		await this.#readDisk();
	}

	#readProcess(): void {
		const { version, state, door, delay, traffic, clock } = this.#parts;
		this.#set('foyer_build_info', 1, { version, node: process.versions.node });
		this.#set('foyer_ready', state() === 'serving' ? 1 : 0);
		this.#set('foyer_uptime_seconds', process.uptime());
		this.#set('foyer_requests_in_flight_events', door.waiting);
		const { p50, p99, max } = delay.look();
		for (const [quantile, ms] of Object.entries({ '0.5': p50, '0.99': p99, '1': max })) {
			this.#set('foyer_event_loop_delay_seconds', ms / 1000, { quantile });
		}
		const { rss, heapUsed, heapTotal, external } = process.memoryUsage();
		const memory = { rss, heap_used: heapUsed, heap_total: heapTotal, external };
		for (const [of, bytes] of Object.entries(memory))
			this.#set('foyer_memory_bytes', bytes, { of });
		for (const [kind, seconds] of Object.entries(this.#garbage.seconds)) {
			this.#set('foyer_gc_seconds_total', seconds, { kind });
		}
		const { user, system } = process.cpuUsage();
		this.#set('foyer_cpu_seconds_total', (user + system) / 1e6);
		const bytes = traffic()?.bytes ?? { in: 0, out: 0 };
		this.#set('foyer_network_bytes_total', bytes.in, { direction: 'in' });
		this.#set('foyer_network_bytes_total', bytes.out, { direction: 'out' });
		this.#set('foyer_clock_steps_total', clock.steps);
	}

	#readScreens(): void {
		const { gateway } = this.#parts;
		const { unsent, tooSlow, unknownMessages, views, catchUps, patches } = gateway.stats;
		for (const [screen, count] of gateway.screens()) this.#set('foyer_screens', count, { screen });
		this.#set('foyer_watches_total', views, { answer: 'view' });
		this.#set('foyer_watches_total', catchUps, { answer: 'patches' });
		this.#set('foyer_patches_total', patches);
		this.#set('foyer_screens_unsent_bytes', unsent);
		this.#set('foyer_screens_cut_total', tooSlow);
		this.#set('foyer_messages_unknown_total', unknownMessages);
	}

	#readRefusals(): void {
		const { load, limits, denials } = this.#parts;
		for (const [short_of, degree] of Object.entries(load.shortness)) {
			this.#set('foyer_shedding', DEGREES[degree], { short_of });
		}
		for (const [what, counts] of Object.entries(load.shed)) {
			for (const [short_of, count] of Object.entries(counts)) {
				this.#set('foyer_shed_total', count, { what, short_of });
			}
		}
		for (const [limit, count] of Object.entries(limits.refused)) {
			this.#set('foyer_limited_total', count, { limit });
		}
		this.#set('foyer_credentials_refused_total', denials.total);
	}

	#readOutside(): void {
		const { probing, mqtt, store, clock, lastBackup } = this.#parts;
		for (const [answer, count] of Object.entries(probing.answers)) {
			this.#set('foyer_probes_total', count, { answer });
		}
		for (const [outcome, count] of Object.entries(mqtt.counts)) {
			this.#set('foyer_mqtt_messages_total', count, { outcome });
		}
		if (mqtt.listens) this.#set('foyer_mqtt_broker_reached', mqtt.listening ? 1 : 0);
		const counts = store.webhooks.list().map(({ id }) => store.webhooks.counts(id));
		const sum = (of: 'waiting' | 'dead') => counts.reduce((all, each) => all + each[of], 0);
		this.#set('foyer_webhooks_waiting', sum('waiting'));
		this.#set('foyer_webhooks_dead', sum('dead'));
		this.#set('foyer_compaction_rows_total', this.#removed);
		const backup = lastBackup?.() ?? null;
		if (backup !== null) {
			this.#set('foyer_backup_age_seconds', Math.max(0, (clock.real() - backup) / 1000));
		}
	}

	#readBranches(): void {
		const branches = [...this.#parts.branches.values()];
		const events: Record<string, Record<string, number>> = { machine: {}, person: {} };
		let waiting = 0;
		let raised = 0;
		let late = 0;
		for (const { counts, backlog } of branches) {
			waiting += backlog;
			raised += counts.prompts.raised;
			late += counts.prompts.late;
			for (const [origin, outcomes] of Object.entries(counts.commands)) {
				for (const [outcome, count] of Object.entries(outcomes)) {
					const all = (events[origin] ??= {});
					all[outcome] = (all[outcome] ?? 0) + count;
				}
			}
		}
		for (const [origin, outcomes] of Object.entries(events)) {
			for (const [outcome, count] of Object.entries(outcomes)) {
				this.#set('foyer_events_total', count, { origin, outcome });
			}
		}
		this.#set('foyer_commands_waiting', waiting);
		this.#set('foyer_prompts_raised_total', raised);
		this.#set('foyer_prompts_late_total', late);
		this.#set('foyer_branches', branches.length);
		const shown = branches.sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, MOST_BRANCHES);
		for (const branch of shown) this.#readBranch(branch);
	}

	#readBranch(branch: Branch): void {
		const of = { branch: branch.id };
		const { waiting, longestWait, overThreshold, prompts } = branch.glance();
		this.#set('foyer_branch_waiting', waiting, of);
		this.#set('foyer_branch_longest_wait_seconds', longestWait, of);
		this.#set('foyer_branch_over_threshold', overThreshold, of);
		this.#set('foyer_branch_prompts_open', prompts, of);
	}

	async #readDisk(): Promise<void> {
		const { folder } = this.#parts.store;
		this.#set('foyer_database_bytes', sizeOf(`${folder}/foyer.db`));
		this.#set('foyer_wal_bytes', sizeOf(`${folder}/foyer.db-wal`));
		const { bavail, bsize } = await statfs(folder);
		this.#set('foyer_disk_free_bytes', bavail * bsize);
	}
}

function sizeOf(file: string): number {
	return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
