CREATE TABLE `webhook_deliveries` (
	`endpoint` text NOT NULL,
	`seq` integer NOT NULL,
	`type` text NOT NULL,
	`status` text NOT NULL,
	`attempts` integer NOT NULL,
	`next_at` integer NOT NULL,
	`http_status` integer,
	`error` text,
	`tried_at` integer,
	PRIMARY KEY(`endpoint`, `seq`)
);
--> statement-breakpoint
CREATE INDEX `webhook_deliveries_by_status` ON `webhook_deliveries` (`endpoint`,`status`,`seq`);--> statement-breakpoint
CREATE TABLE `webhook_endpoints` (
	`id` text PRIMARY KEY NOT NULL,
	`branch` text NOT NULL,
	`url` text NOT NULL,
	`kinds` text NOT NULL,
	`created_at` integer NOT NULL,
	`cursor` integer NOT NULL,
	`secret_number` integer NOT NULL,
	`both_until` integer,
	`stopped` text,
	`stopped_at` integer,
	`failing_since` integer
);
