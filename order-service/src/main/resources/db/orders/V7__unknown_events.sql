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

GRANT SELECT, INSERT, UPDATE, DELETE ON t_unknown_event TO ${app};
