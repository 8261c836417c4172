-- Catalogue, stock and reservations. ${app} may read and write rows; only the owner may change the schema.
CREATE TABLE t_product (
  sku         text    PRIMARY KEY,
  name        text    NOT NULL,
  price_minor bigint  NOT NULL CHECK (price_minor >= 0),
  currency    char(3) NOT NULL
);

-- Rewritten with every order: room on the page keeps the updates off the index.
CREATE TABLE t_stock (
  sku       text   PRIMARY KEY,
  initial   bigint NOT NULL CHECK (initial >= 0),
  available bigint NOT NULL CHECK (available >= 0),
  reserved  bigint NOT NULL DEFAULT 0 CHECK (reserved >= 0),
  CONSTRAINT ck_stock_balance CHECK (initial = available + reserved)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- What was decided for an order. The row stays after a release, so that a late request to reserve gets nothing.
CREATE TABLE t_reservation (
  order_id   bigint      PRIMARY KEY,
  status     text        NOT NULL CHECK (status IN ('RESERVED', 'REJECTED', 'RELEASED')),
  skus       text[]      NOT NULL,
  quantities int[]       NOT NULL,
  missing    text[]      NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT ck_reservation_missing CHECK ((status = 'REJECTED') = (cardinality(missing) > 0))
);

GRANT SELECT, INSERT, UPDATE, DELETE ON t_product, t_stock, t_reservation TO ${app};
