-- One of the four databases of a region: eight physical tables of each logical one.
-- ${app} may read and write rows; only the owner may change the schema.
DO $$
BEGIN
  FOR n IN 0..7 LOOP
    EXECUTE format($ddl$
      CREATE TABLE t_order_%1$s (
        order_id        bigint      PRIMARY KEY,
        user_id         bigint      NOT NULL,
        idempotency_key text,                 -- null once its retention is over
        body_hash       bytea,
        status          text        NOT NULL CHECK (status IN
          ('UNDECIDED','PENDING','CONFIRMED','REJECTED','CANCELLED','PAID','SHIPPED','DELIVERED','REFUND_PENDING','REFUNDED')),
        version         int         NOT NULL CHECK (version > 0),
        region          text        NOT NULL,
        epoch           bigint      NOT NULL,
        durability      text        NOT NULL CHECK (durability IN ('REGION','MULTI_REGION')),
        xid             text,
        total_minor     bigint      NOT NULL CHECK (total_minor >= 0),
        currency        char(3)     NOT NULL,
        rejection       jsonb,
        payment_id      text,                 -- the payment that paid it
        refund          jsonb,                -- refundId, paymentId, amountMinor, currency, reason
        history         jsonb       NOT NULL,
        created_at      timestamptz NOT NULL,
        CONSTRAINT ux_order_key_%1$s UNIQUE (user_id, idempotency_key)
      );
      CREATE INDEX ix_order_user_%1$s ON t_order_%1$s (user_id, order_id DESC);
      CREATE INDEX ix_order_pending_%1$s ON t_order_%1$s (order_id) WHERE status IN ('PENDING', 'UNDECIDED');
      -- Looked at every second in both regions: never through the index of all PENDING orders, of which a backlog has many.
      CREATE INDEX ix_order_undecided_%1$s ON t_order_%1$s (order_id) WHERE status = 'UNDECIDED';

      CREATE TABLE t_order_item_%1$s (
        order_id    bigint NOT NULL,
        line_no     int    NOT NULL,
        user_id     bigint NOT NULL,
        sku         text   NOT NULL,
        quantity    int    NOT NULL CHECK (quantity > 0),
        price_minor bigint NOT NULL CHECK (price_minor >= 0),
        PRIMARY KEY (order_id, line_no)
      );

      -- Parcels as logistics-service last described them: the newest event, by epoch and version.
      CREATE TABLE t_parcel_%1$s (
        order_id        bigint NOT NULL,
        number          int    NOT NULL CHECK (number > 0),
        parcels         int    NOT NULL CHECK (parcels >= number), -- how many the order has
        status          text   NOT NULL CHECK (status IN ('BOOKED','SHIPPED','DELIVERED','CANCELLED','RETURNED')),
        carrier         text,
        tracking_number text,
        lines           jsonb  NOT NULL,
        epoch           bigint NOT NULL,
        version         int    NOT NULL CHECK (version > 0),
        PRIMARY KEY (order_id, number)
      );

      -- When the payment window of each CONFIRMED order ends, replicas included. Written with the order's transitions; the
      -- order's lock is its lock. Paid orders leave dead entries at the front of the index, so vacuum before they are many.
      CREATE TABLE t_timer_%1$s (
        order_id bigint      PRIMARY KEY,
        due_at   timestamptz NOT NULL
      ) WITH (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 2000);
      CREATE INDEX ix_timer_due_%1$s ON t_timer_%1$s (due_at);

      -- Events to publish, each partition key's in the order of seq. Few rows live here for long, so vacuum often.
      CREATE TABLE t_outbox_%1$s (
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

      CREATE TABLE t_inbox_%1$s (
        event_id    text        PRIMARY KEY,
        order_id    bigint      NOT NULL,
        received_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX ix_inbox_received_%1$s ON t_inbox_%1$s USING brin (received_at) WITH (autosummarize = on);

      -- Events of the other region's orders that came before those which they follow. Few rows, and none for long.
      CREATE TABLE t_replica_event_%1$s (
        order_id    bigint      NOT NULL,
        version     int         NOT NULL,
        type        text        NOT NULL,
        payload     text        NOT NULL,
        received_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (order_id, version)
      );

      GRANT SELECT, INSERT, UPDATE, DELETE
        ON t_order_%1$s, t_order_item_%1$s, t_parcel_%1$s, t_timer_%1$s, t_outbox_%1$s, t_inbox_%1$s, t_replica_event_%1$s
        TO ${app};
    $ddl$, n);
  END LOOP;
END
$$;

-- Prices as inventory's catalogue last told them: orders are taken while inventory is down. Used in order_ds_0 only.
CREATE TABLE t_catalogue (
  sku         text    PRIMARY KEY,
  name        text    NOT NULL,
  price_minor bigint  NOT NULL CHECK (price_minor >= 0),
  currency    char(3) NOT NULL
);

-- Worker ids of the order id generator. ceiling_ms: no id issued under this lease has a later time. Used in order_ds_0 only.
CREATE TABLE t_worker_lease (
  worker_id  int         PRIMARY KEY CHECK (worker_id BETWEEN 0 AND 31),
  holder     uuid,
  expires_at timestamptz NOT NULL DEFAULT '-infinity',
  ceiling_ms bigint      NOT NULL DEFAULT 0
);
INSERT INTO t_worker_lease (worker_id) SELECT generate_series(0, 31);

-- Up to which order the keys of a table have been cleared.
CREATE TABLE t_key_retention (
  table_no     int    PRIMARY KEY,
  cleared_to bigint NOT NULL DEFAULT 0
);
INSERT INTO t_key_retention (table_no) SELECT generate_series(0, 7);

-- How to undo the branches of global transactions, written with each branch, deleted once its transaction is decided.
-- The unique key is what stops a branch that comes after its rollback: that leaves a row of log_status 1 behind.
CREATE TABLE undo_log (
  id            bigserial    PRIMARY KEY,
  branch_id     bigint       NOT NULL,
  xid           varchar(128) NOT NULL,
  context       varchar(128) NOT NULL,
  rollback_info bytea        NOT NULL,
  log_status    int          NOT NULL,
  log_created   timestamptz  NOT NULL,
  log_modified  timestamptz  NOT NULL,
  CONSTRAINT ux_undo_log UNIQUE (xid, branch_id)
);
CREATE INDEX ix_undo_log_created ON undo_log (log_created);

-- Events of types that this version does not know, and those of their keys that wait behind them, until an upgrade applies
-- them. Used in order_ds_0 only. A consumer's rows are applied in the order of seq.
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

GRANT SELECT, INSERT, UPDATE, DELETE ON t_catalogue, undo_log, t_unknown_event TO ${app};
GRANT USAGE ON SEQUENCE undo_log_id_seq TO ${app};
-- Their rows are there from the start, and stay.
GRANT SELECT, UPDATE ON t_worker_lease, t_key_retention TO ${app};
