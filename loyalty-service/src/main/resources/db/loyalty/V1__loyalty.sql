-- One row for each order, and the tables of inbox and outbox.
-- ${app} may read and write rows; only the owner may change the schema.

CREATE TABLE t_loyalty (
  order_id   bigint      PRIMARY KEY,
  user_id    bigint      NOT NULL,
  status     text        NOT NULL CONSTRAINT ck_loyalty_status CHECK (status IN ('REGISTERED', 'WITHDRAWN')),
  version    int         NOT NULL CHECK (version > 0),
  epoch      bigint      NOT NULL CHECK (epoch > 0), -- of the order event that caused this status
  changed_at timestamptz NOT NULL
);

CREATE TABLE t_inbox (
  event_id    text        PRIMARY KEY,
  received_at timestamptz NOT NULL DEFAULT now()
);
-- Used by retention. Without autosummarize it would scan all pages written since the last vacuum.
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

GRANT SELECT, INSERT, UPDATE, DELETE ON t_loyalty, t_inbox, t_unknown_event, t_outbox TO ${app};
