CREATE TABLE `engagements` (
	`branch` integer NOT NULL,
	`id` text NOT NULL,
	`day` text NOT NULL,
	`at` integer NOT NULL,
	`staff` text NOT NULL,
	`number` text,
	`prompt` text,
	`need` text,
	`product` text,
	`result` text NOT NULL,
	`outflow_kept` integer,
	`outflow_amount` integer,
	`outflow_currency` text,
	`undone` integer NOT NULL,
	PRIMARY KEY(`branch`, `id`)
);
--> statement-breakpoint
CREATE INDEX `engagements_by_day` ON `engagements` (`branch`,`day`);--> statement-breakpoint
CREATE TABLE `pitches` (
	`branch` integer NOT NULL,
	`id` text NOT NULL,
	`day` text NOT NULL,
	`at` integer NOT NULL,
	`number` text NOT NULL,
	`staff` text NOT NULL,
	`product` text,
	`result` text NOT NULL,
	`skip` text,
	`told_wait` integer NOT NULL,
	`leaflet` integer NOT NULL,
	`undone` integer NOT NULL,
	PRIMARY KEY(`branch`, `id`)
);
--> statement-breakpoint
CREATE INDEX `pitches_by_day` ON `pitches` (`branch`,`day`);--> statement-breakpoint
CREATE TABLE `referrals` (
	`branch` integer NOT NULL,
	`id` text NOT NULL,
	`day` text NOT NULL,
	`state` text NOT NULL,
	`number` text,
	`from` text NOT NULL,
	`to` text,
	`need` text,
	`product` text,
	`made_at` integer NOT NULL,
	`seen_at` integer,
	`accepted_by` text,
	`accepted_at` integer,
	`met_at` integer,
	`closed_at` integer,
	`reason` text,
	`asked` integer NOT NULL,
	PRIMARY KEY(`branch`, `day`, `id`)
);
--> statement-breakpoint
CREATE TABLE `sales` (
	`branch` integer NOT NULL,
	`id` text NOT NULL,
	`day` text NOT NULL,
	`at` integer NOT NULL,
	`product` text NOT NULL,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	`staff` text NOT NULL,
	`channel` text NOT NULL,
	`number` text,
	`referral` text,
	`prompt` text,
	`corrections` integer NOT NULL,
	`cancelled` integer NOT NULL,
	PRIMARY KEY(`branch`, `day`, `id`)
);
