INSERT INTO `customers` (`branch`, `day`, `number`, `ref`, `name`)
SELECT `branch`, `day`, `number`, nullif(`customer_ref`, ''), nullif(`customer_name`, '') FROM `tickets`
WHERE nullif(`customer_ref`, '') IS NOT NULL OR nullif(`customer_name`, '') IS NOT NULL;--> statement-breakpoint
DELETE FROM `snapshots`;--> statement-breakpoint
ALTER TABLE `tickets` DROP COLUMN `customer_ref`;--> statement-breakpoint
ALTER TABLE `tickets` DROP COLUMN `customer_name`;
