-- A transfer has a row in both of its regions, so that its key is taken in both. Null in older rows: this region gave.
ALTER TABLE t_transfer ADD COLUMN from_region text;

-- The rule of dev.orderplatform.contracts.Sku; a test compares the two. A SKU that breaks it could not be looked up.
CREATE DOMAIN sku AS text CHECK (VALUE ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$');
ALTER TABLE t_product ALTER COLUMN sku TYPE sku;
ALTER TABLE t_stock ALTER COLUMN sku TYPE sku;
