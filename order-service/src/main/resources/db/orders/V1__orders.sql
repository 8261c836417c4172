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
        history         jsonb       NOT NULL,
        created_at      timestamptz NOT NULL,
        CONSTRAINT ux_order_key_%1$s UNIQUE (user_id, idempotency_key)
      );
      CREATE INDEX ix_order_user_%1$s ON t_order_%1$s (user_id, order_id DESC);
      CREATE INDEX ix_order_pending_%1$s ON t_order_%1$s (order_id) WHERE status IN ('PENDING', 'UNDECIDED');

      CREATE TABLE t_order_item_%1$s (
        order_id    bigint NOT NULL,
        line_no     int    NOT NULL,
        user_id     bigint NOT NULL,
        sku         text   NOT NULL,
        quantity    int    NOT NULL CHECK (quantity > 0),
        price_minor bigint NOT NULL CHECK (price_minor >= 0),
        PRIMARY KEY (order_id, line_no)
      );

      -- The event of an order's version: "order-<order_id>-<version>". Few rows live here for long, so vacuum often.
      CREATE TABLE t_outbox_%1$s (
        order_id    bigint      NOT NULL,
        version     int         NOT NULL,
        user_id     bigint      NOT NULL,
        type        text        NOT NULL,
        payload     text        NOT NULL,
        traceparent text,
        created_at  timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (order_id, version)
      ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

      CREATE TABLE t_inbox_%1$s (
        event_id    text        PRIMARY KEY,
        order_id    bigint      NOT NULL,
        received_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX ix_inbox_received_%1$s ON t_inbox_%1$s USING brin (received_at) WITH (autosummarize = on);
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

-- Up to which order the keys of a table have been forgotten.
CREATE TABLE t_key_retention (
  table_no     int    PRIMARY KEY,
  forgotten_to bigint NOT NULL DEFAULT 0
);
INSERT INTO t_key_retention (table_no) SELECT generate_series(0, 7);

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${app};
