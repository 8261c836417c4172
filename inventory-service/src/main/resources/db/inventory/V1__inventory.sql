-- Catalogue, stock and reservations of a region.
-- ${app} may read and write rows; only the owner may change the schema.

-- Same format as dev.orderplatform.contracts.Sku; a test compares the two. The API could not look up any other SKU.
CREATE DOMAIN sku AS text CHECK (VALUE ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$');

CREATE TABLE t_product (
  sku         sku     PRIMARY KEY,
  name        text    NOT NULL,
  price_minor bigint  NOT NULL CHECK (price_minor >= 0),
  currency    char(3) NOT NULL
);

-- ck_stock_balance holds for every row at all times; a statement that would violate it fails.
-- Every batch of orders updates these rows; free space on the page allows HOT updates, which skip the index.
CREATE TABLE t_stock (
  sku             sku    PRIMARY KEY,
  initial         bigint NOT NULL CHECK (initial >= 0),
  received        bigint NOT NULL DEFAULT 0 CHECK (received >= 0),
  available       bigint NOT NULL CHECK (available >= 0),
  reserved        bigint NOT NULL DEFAULT 0 CHECK (reserved >= 0),
  sold            bigint NOT NULL DEFAULT 0 CHECK (sold >= 0),
  transferred_out bigint NOT NULL DEFAULT 0 CHECK (transferred_out >= 0),
  transferred_in  bigint NOT NULL DEFAULT 0 CHECK (transferred_in >= 0),
  CONSTRAINT ck_stock_balance
    CHECK (initial + received = available + reserved + sold + transferred_out - transferred_in)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- The state of an order's demand.
-- WAITING: local stock is insufficient and is being replenished from the other region.
-- SOLD: the order is paid. RETURNED: it was paid and is refunded; its units are available again.
-- TOMBSTONE: cancelled before it was reserved; a late OrderCreated reserves nothing.
CREATE TABLE t_reservation (
  order_id    bigint      PRIMARY KEY,
  status      text        NOT NULL CONSTRAINT ck_reservation_status
    CHECK (status IN ('WAITING', 'RESERVED', 'REJECTED', 'RELEASED', 'SOLD', 'RETURNED', 'TOMBSTONE')),
  skus        text[]      NOT NULL,
  quantities  int[]       NOT NULL,
  rejection   jsonb,
  updated_at  timestamptz NOT NULL,
  traceparent text,       -- W3C trace context of a waiting order, for the event with its decision
  epoch       bigint      NOT NULL CHECK (epoch > 0), -- of the order event that caused this status
  CONSTRAINT ck_reservation_lines CHECK (cardinality(skus) = cardinality(quantities)),
  CONSTRAINT ck_reservation_rejection CHECK ((status = 'REJECTED') = (rejection IS NOT NULL))
);
CREATE INDEX ix_reservation_waiting ON t_reservation (order_id) WHERE status = 'WAITING';

-- Transfers between regions, undecided (TRIED) or committed (CONFIRMED). A cancelled transfer leaves no row.
-- A transfer has a row in both regions, so that its key is unique across both.
CREATE TABLE t_transfer (
  transfer_id uuid        PRIMARY KEY,
  caller      text        NOT NULL,
  key         text        NOT NULL,
  sku         text        NOT NULL,
  quantity    int         NOT NULL CHECK (quantity > 0),
  from_region text        NOT NULL,
  to_region   text        NOT NULL,
  xid         text        NOT NULL,
  status      text        NOT NULL CHECK (status IN ('TRIED', 'CONFIRMED')),
  created_at  timestamptz NOT NULL,
  CONSTRAINT ux_transfer_key UNIQUE (caller, key)
);
CREATE UNIQUE INDEX ux_transfer_xid ON t_transfer (xid);
CREATE INDEX ix_transfer_created ON t_transfer USING brin (created_at) WITH (autosummarize = on);

-- Seata's TCC fence, the state of each branch: 1 tried, 2 confirmed, 3 cancelled, 4 cancelled before its try.
CREATE TABLE tcc_fence_log (
  xid          varchar(128) NOT NULL,
  branch_id    bigint       NOT NULL,
  action_name  varchar(64)  NOT NULL,
  status       smallint     NOT NULL,
  gmt_create   timestamptz  NOT NULL,
  gmt_modified timestamptz  NOT NULL,
  PRIMARY KEY (xid, branch_id)
);
CREATE INDEX ix_tcc_fence_modified ON tcc_fence_log (gmt_modified);

CREATE TABLE t_inbox (
  event_id    text        PRIMARY KEY,
  received_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ix_inbox_received ON t_inbox USING brin (received_at) WITH (autosummarize = on);

-- Events of unknown types, and later events of the same keys that wait behind them, until an upgraded version applies
-- them. A consumer's rows are applied in the order of seq.
CREATE TABLE t_unknown_event (
  consumer        text        NOT NULL,
  event_id        text        NOT NULL,
  seq             bigint      GENERATED ALWAYS AS IDENTITY,
  type            text        NOT NULL,
  topic           text        NOT NULL,
  topic_partition int         NOT NULL,
  topic_offset    bigint      NOT NULL,
  partition_key   text        NOT NULL,
  headers         json        NOT NULL,
  payload         bytea       NOT NULL,
  stored_at       timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consumer, event_id)
);
CREATE INDEX ix_unknown_event_key ON t_unknown_event (consumer, partition_key, seq);

-- Events to publish, per partition key in the order of seq. Rows are short-lived, so vacuum often.
CREATE TABLE t_outbox (
  seq           bigint      GENERATED ALWAYS AS IDENTITY,
  partition_key text        NOT NULL,
  event_id      text        NOT NULL,
  type          text        NOT NULL,
  payload       text        NOT NULL,
  traceparent   text,
  created_at    timestamptz NOT NULL,
  sent_at       timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (partition_key, seq)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

GRANT SELECT, INSERT, UPDATE, DELETE
  ON t_product, t_stock, t_reservation, t_transfer, tcc_fence_log, t_inbox, t_unknown_event, t_outbox TO ${app};
