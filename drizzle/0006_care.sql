CREATE TABLE `care` (
	`id` text PRIMARY KEY NOT NULL,
	`branch` text NOT NULL,
	`day` text NOT NULL,
	`staff` text NOT NULL,
	`name` text,
	`ref` text,
	`need` text,
	`product` text,
	`result` text,
	`result_at` integer,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `care_by_day` ON `care` (`branch`,`day`);