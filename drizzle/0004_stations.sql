CREATE TABLE `reworks` (
	`branch` integer NOT NULL,
	`day` text NOT NULL,
	`number` text NOT NULL,
	`stage` integer NOT NULL,
	`service` text NOT NULL,
	`at` integer NOT NULL,
	`reason` text NOT NULL,
	`faults` text NOT NULL,
	`counter` text,
	`staff` text,
	`form` text,
	`doing` text NOT NULL,
	PRIMARY KEY(`branch`, `day`, `number`, `stage`)
);
--> statement-breakpoint
ALTER TABLE `tickets` ADD `rating` integer;--> statement-breakpoint
ALTER TABLE `customers` ADD `note` text;