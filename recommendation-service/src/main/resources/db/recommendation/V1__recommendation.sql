-- Baskets, and counts derived from them.
-- ${app} may read and write rows; only the owner may change the schema.

-- The source of all counts. TAKEN_BACK: a refund is requested; also if OrderPaidEvent comes later.
-- Old baskets are deleted by order id, which contains the time.
CREATE TABLE t_basket (
  order_id bigint PRIMARY KEY,
  user_id  bigint NOT NULL,
  status   text   NOT NULL CONSTRAINT ck_basket_status CHECK (status IN ('COUNTED', 'TAKEN_BACK')),
  skus     text[] NOT NULL CHECK (cardinality(skus) > 0)
);
CREATE INDEX ix_basket_user ON t_basket (user_id, order_id DESC) WHERE status = 'COUNTED';

-- A number for each SKU, so that the millions of rows below are small.
CREATE TABLE t_sku (
  sku_no int  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  sku    text COLLATE "C" NOT NULL CONSTRAINT ux_sku UNIQUE
);

-- A complete set of counts.
-- SERVING: recommendations are read from it. BUILDING: a rebuild has counted the baskets up to walked_to.
-- RETIRED: replaced by a rebuild; its rows are being deleted.
CREATE TABLE t_generation (
  generation int    PRIMARY KEY,
  status     text   NOT NULL CONSTRAINT ck_generation_status CHECK (status IN ('SERVING', 'BUILDING', 'RETIRED')),
  max_sample int    NOT NULL CHECK (max_sample > 0),
  baskets    bigint NOT NULL DEFAULT 0 CHECK (baskets >= 0),
  walked_to  bigint NOT NULL DEFAULT 0,
  changed_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 10, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
CREATE UNIQUE INDEX ux_generation_serving ON t_generation (status) WHERE status = 'SERVING';
CREATE UNIQUE INDEX ux_generation_building ON t_generation (status) WHERE status = 'BUILDING';
INSERT INTO t_generation (generation, status, max_sample) VALUES (1, 'SERVING', 1000);

-- sample_limit: the highest hash of a basket in the SKU's sample.
CREATE TABLE t_sku_count (
  generation   int    NOT NULL,
  sku_no       int    NOT NULL,
  baskets      int    NOT NULL CHECK (baskets > 0),
  sample_limit bigint NOT NULL,
  PRIMARY KEY (generation, sku_no)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);

-- The counted baskets of a SKU, sorted by their hash.
CREATE TABLE t_sku_basket (
  generation int    NOT NULL,
  sku_no     int    NOT NULL,
  hash       bigint NOT NULL,
  order_id   bigint NOT NULL,
  PRIMARY KEY (generation, sku_no, hash)
);

-- Baskets that are in the samples of both SKUs. Free space on the page allows HOT updates, which skip the indexes.
CREATE TABLE t_pair (
  generation int NOT NULL,
  low        int NOT NULL,
  high       int NOT NULL,
  baskets    int NOT NULL CHECK (baskets > 0),
  PRIMARY KEY (generation, low, high),
  CONSTRAINT ck_pair_sorted CHECK (low < high)
) WITH (fillfactor = 90);
CREATE INDEX ix_pair_high ON t_pair (generation, high);

CREATE TABLE t_inbox (
  event_id    text        PRIMARY KEY,
  received_at timestamptz NOT NULL DEFAULT now()
);
-- Used by retention. Without autosummarize it would scan all pages written since the last vacuum.
CREATE INDEX ix_inbox_received ON t_inbox USING brin (received_at) WITH (autosummarize = on);

-- Events of unknown types, until an upgraded version applies them. A consumer's rows are applied in the order of seq.
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

GRANT SELECT, INSERT, UPDATE, DELETE
  ON t_basket, t_sku, t_generation, t_sku_count, t_sku_basket, t_pair, t_inbox, t_unknown_event TO ${app};
