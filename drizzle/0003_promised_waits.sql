ALTER TABLE `tickets` ADD `promised_wait` integer;--> statement-breakpoint
ALTER TABLE `tickets` ADD `promised_low` integer;--> statement-breakpoint
ALTER TABLE `tickets` ADD `promised_high` integer;