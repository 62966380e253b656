CREATE TABLE `compactions` (
	`branch` integer NOT NULL,
	`nr` integer NOT NULL,
	`rule` text NOT NULL,
	`before` integer NOT NULL,
	`from_seq` integer NOT NULL,
	`to_seq` integer NOT NULL,
	`count` integer NOT NULL,
	`at` integer NOT NULL,
	`seal` blob NOT NULL,
	PRIMARY KEY(`branch`, `nr`)
);
--> statement-breakpoint
ALTER TABLE `events` ADD `hash_before` blob;