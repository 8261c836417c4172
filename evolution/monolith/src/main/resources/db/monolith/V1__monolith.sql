-- One database for everything. ${app} may read and write rows; only the owner may change the schema.
CREATE SEQUENCE order_id_seq INCREMENT BY 50;
CREATE SEQUENCE notification_id_seq INCREMENT BY 50;

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

CREATE TABLE t_order (
  order_id        bigint      PRIMARY KEY,
  user_id         bigint      NOT NULL,
  idempotency_key text        NOT NULL,
  body_hash       bytea       NOT NULL,
  status          text        NOT NULL CHECK (status IN ('CONFIRMED', 'REJECTED', 'CANCELLED')),
  version         int         NOT NULL,
  total_minor     bigint      NOT NULL CHECK (total_minor >= 0),
  currency        char(3)     NOT NULL,
  missing_skus    text[],
  created_at      timestamptz NOT NULL,
  cancelled_at    timestamptz,
  CONSTRAINT ux_order_key UNIQUE (user_id, idempotency_key)
);
CREATE INDEX ix_order_user ON t_order (user_id, order_id DESC);

CREATE TABLE t_order_line (
  order_id    bigint NOT NULL REFERENCES t_order,
  line_no     int    NOT NULL,
  sku         text   NOT NULL,
  quantity    int    NOT NULL CHECK (quantity > 0),
  price_minor bigint NOT NULL,
  PRIMARY KEY (order_id, line_no)
);

CREATE TABLE t_notification (
  id         bigint      PRIMARY KEY,
  user_id    bigint      NOT NULL,
  order_id   bigint      NOT NULL,
  type       text        NOT NULL,
  title      text        NOT NULL,
  body       text        NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX ix_notification_user ON t_notification (user_id, id DESC);

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${app};
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${app};
