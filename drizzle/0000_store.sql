CREATE TABLE `branches` (
	`ordinal` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `branches_id_unique` ON `branches` (`id`);--> statement-breakpoint
CREATE TABLE `events` (
	`pos` integer PRIMARY KEY NOT NULL,
	`branch` integer NOT NULL,
	`seq` integer NOT NULL,
	`type` text NOT NULL,
	`at` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	`subject` text NOT NULL,
	`data` text NOT NULL,
	`source` integer,
	`event_id` text,
	`hash` blob NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `events_by_seq` ON `events` (`branch`,`seq`);--> statement-breakpoint
CREATE UNIQUE INDEX `events_by_id` ON `events` (`branch`,`source`,`event_id`) WHERE "events"."event_id" is not null;--> statement-breakpoint
CREATE TABLE `meta` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `snapshots` (
	`branch` integer NOT NULL,
	`seq` integer NOT NULL,
	`state` text NOT NULL,
	PRIMARY KEY(`branch`, `seq`)
);
--> statement-breakpoint
CREATE TABLE `sources` (
	`ordinal` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sources_id_unique` ON `sources` (`id`);--> statement-breakpoint
CREATE TABLE `prompts` (
	`branch` integer NOT NULL,
	`id` text NOT NULL,
	`day` text NOT NULL,
	`rule` text NOT NULL,
	`ticket` text,
	`service` text,
	`level` integer NOT NULL,
	`raised_at` integer NOT NULL,
	`accepted_at` integer,
	`assignee` text,
	`closed_at` integer,
	`outcome` text,
	PRIMARY KEY(`branch`, `id`)
);
--> statement-breakpoint
CREATE INDEX `prompts_by_day` ON `prompts` (`branch`,`day`);--> statement-breakpoint
CREATE TABLE `stages` (
	`branch` integer NOT NULL,
	`day` text NOT NULL,
	`number` text NOT NULL,
	`stage` integer NOT NULL,
	`service` text NOT NULL,
	`entered_at` integer NOT NULL,
	`called_at` integer,
	`started_at` integer,
	`ended_at` integer,
	`counter` text,
	`end` text,
	`wait` integer,
	`service_time` integer,
	PRIMARY KEY(`branch`, `day`, `number`, `stage`)
);
--> statement-breakpoint
CREATE TABLE `tickets` (
	`branch` integer NOT NULL,
	`day` text NOT NULL,
	`number` text NOT NULL,
	`service` text NOT NULL,
	`segment` text NOT NULL,
	`state` text NOT NULL,
	`issued_at` integer NOT NULL,
	`called_at` integer,
	`started_at` integer,
	`ended_at` integer,
	`counter` text,
	`staff` text,
	`wait` integer,
	`service_time` integer,
	`parked_time` integer NOT NULL,
	`requeues` integer NOT NULL,
	`transfers` integer NOT NULL,
	`tags` text NOT NULL,
	`customer_ref` text,
	`customer_name` text,
	PRIMARY KEY(`branch`, `day`, `number`)
);
--> statement-breakpoint
CREATE TABLE `api_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`digest` blob NOT NULL,
	`branch` text,
	`name` text NOT NULL,
	`scopes` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer,
	`revoked_at` integer,
	`last_used_at` integer
);
