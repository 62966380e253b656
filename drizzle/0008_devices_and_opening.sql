CREATE TABLE `checks` (
	`branch` integer NOT NULL,
	`day` text NOT NULL,
	`list` text NOT NULL,
	`item` text NOT NULL,
	`owner` text NOT NULL,
	`ok` integer NOT NULL,
	`staff` text NOT NULL,
	`at` integer NOT NULL,
	`note` text,
	`photo` text,
	`late` integer NOT NULL,
	PRIMARY KEY(`branch`, `day`, `list`, `item`, `owner`)
);
--> statement-breakpoint
CREATE TABLE `incidents` (
	`branch` integer NOT NULL,
	`id` text NOT NULL,
	`device` text NOT NULL,
	`day` text NOT NULL,
	`cause` text,
	`severity` text NOT NULL,
	`opened_at` integer NOT NULL,
	`acknowledged_at` integer,
	`acknowledged_by` text,
	`passed_at` integer,
	`passed_by` text,
	`vendor` text,
	`reference` text,
	`notes` text NOT NULL,
	`fine_since` integer,
	`flaps` integer NOT NULL,
	`ended_at` integer,
	`resolved_by` text,
	`tickets` integer NOT NULL,
	PRIMARY KEY(`branch`, `id`)
);
--> statement-breakpoint
CREATE INDEX `incidents_by_day` ON `incidents` (`branch`,`day`);--> statement-breakpoint
CREATE TABLE `spells` (
	`branch` integer NOT NULL,
	`device` text NOT NULL,
	`from` integer NOT NULL,
	`to` integer,
	`state` text NOT NULL,
	`service` text NOT NULL,
	`cause` text,
	`functions` text NOT NULL,
	PRIMARY KEY(`branch`, `device`, `from`)
);
--> statement-breakpoint
CREATE INDEX `spells_by_end` ON `spells` (`branch`,`to`);--> statement-breakpoint
ALTER TABLE `tickets` ADD `diverted_to` text;