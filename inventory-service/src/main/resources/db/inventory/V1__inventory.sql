-- Catalogue, stock and reservations of a region.
-- ${app} may read and write rows; only the owner may change the schema.

CREATE TABLE t_product (
  sku         text    PRIMARY KEY,
  name        text    NOT NULL,
  price_minor bigint  NOT NULL CHECK (price_minor >= 0),
  currency    char(3) NOT NULL
);

-- The equation holds in every row at every moment; a statement that would break it fails.
-- Rows are rewritten with every batch of orders: room on the page keeps those updates off the index.
CREATE TABLE t_stock (
  sku       text   PRIMARY KEY,
  initial   bigint NOT NULL CHECK (initial >= 0),
  received  bigint NOT NULL DEFAULT 0 CHECK (received >= 0),
  available bigint NOT NULL CHECK (available >= 0),
  reserved  bigint NOT NULL DEFAULT 0 CHECK (reserved >= 0),
  sold      bigint NOT NULL DEFAULT 0 CHECK (sold >= 0),
  sent      bigint NOT NULL DEFAULT 0 CHECK (sent >= 0),
  got       bigint NOT NULL DEFAULT 0 CHECK (got >= 0),
  CONSTRAINT ck_stock_balance CHECK (initial + received = available + reserved + sold + sent - got)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- What became of an order's demand. TOMBSTONE: the cancellation came first, the order gets nothing when it comes.
CREATE TABLE t_reservation (
  order_id   bigint      PRIMARY KEY,
  status     text        NOT NULL CHECK (status IN ('RESERVED', 'REJECTED', 'RELEASED', 'TOMBSTONE')),
  skus       text[]      NOT NULL,
  quantities int[]       NOT NULL,
  rejection  jsonb,
  updated_at timestamptz NOT NULL,
  CONSTRAINT ck_reservation_lines CHECK (cardinality(skus) = cardinality(quantities)),
  CONSTRAINT ck_reservation_rejection CHECK ((status = 'REJECTED') = (rejection IS NOT NULL))
);

CREATE TABLE t_inbox (
  event_id    text        PRIMARY KEY,
  received_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ix_inbox_received ON t_inbox USING brin (received_at) WITH (autosummarize = on);

-- The event of an order's stock: "stock-<order_id>-<version>". Few rows live here for long, so vacuum often.
CREATE TABLE t_outbox (
  order_id    bigint      NOT NULL,
  version     int         NOT NULL,
  type        text        NOT NULL,
  payload     text        NOT NULL,
  traceparent text,
  created_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (order_id, version)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

GRANT SELECT, INSERT, UPDATE, DELETE ON t_product, t_stock, t_reservation, t_inbox, t_outbox TO ${app};
