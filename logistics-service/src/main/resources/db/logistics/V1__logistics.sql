-- The tables of logistics-service, inbox, outbox and tasks included.
-- ${app} may read and write rows; only the owner may change the schema.

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

-- What is sent for an order. The row serialises a refund request with the storing of the order's parcels; it stays, so
-- that a replayed event of an old order can't send it again.
CREATE TABLE t_shipment (
  order_id    bigint      PRIMARY KEY,
  lines       jsonb       NOT NULL, -- [{"sku","quantity"}]; empty if the refund request came before the payment
  packed      int         NOT NULL, -- parcels stored so far
  refunded_at timestamptz,          -- when a refund was requested
  stored_at   timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE t_parcel (
  order_id        bigint      NOT NULL,
  number          int         NOT NULL,
  parcels         int         NOT NULL, -- how many the order has
  status          text        NOT NULL CHECK (status IN ('BOOKED', 'CANCELLED', 'SHIPPED', 'DELIVERED', 'RETURNED')),
  carrier         text,
  tracking_number text,                 -- null until the carrier has answered, like carrier
  lines           jsonb       NOT NULL,
  version         int         NOT NULL,
  epoch           bigint      NOT NULL,
  at              timestamptz NOT NULL, -- of the last change, as its event has it
  changed_at      timestamptz NOT NULL, -- the same by the database's clock
  PRIMARY KEY (order_id, number),
  CHECK ((carrier IS NULL) = (tracking_number IS NULL))
);
CREATE INDEX ix_parcel_booked ON t_parcel (order_id, tracking_number) WHERE status = 'BOOKED';

-- The carrier's callbacks, as received. DISCARDED ones had another tracking number, or the carrier denied them.
CREATE TABLE t_callback (
  webhook_id      text        PRIMARY KEY,
  order_id        bigint      NOT NULL,
  number          int         NOT NULL, -- of the parcel
  type            text        NOT NULL,
  tracking_number text        NOT NULL,
  body            bytea       NOT NULL,
  status          text        NOT NULL CHECK (status IN ('APPLIED', 'WAITING', 'DISCARDED')),
  received_at     timestamptz NOT NULL DEFAULT now()
);
-- A repeat under another webhook id has no effect, unless the first was discarded.
CREATE UNIQUE INDEX ix_callback_type ON t_callback (order_id, number, type) WHERE status <> 'DISCARDED';
CREATE INDEX ix_callback_waiting ON t_callback (received_at) WHERE status = 'WAITING';
CREATE INDEX ix_callback_received ON t_callback USING brin (received_at) WITH (autosummarize = on);

-- Calls of the carrier that are to be made.
CREATE TABLE t_task (
  kind         text        NOT NULL,
  subject      text        NOT NULL,
  since        timestamptz NOT NULL DEFAULT now(),
  due_at       timestamptz NOT NULL,
  attempt      int         NOT NULL DEFAULT 0,
  claim        bigint      NOT NULL DEFAULT 0,
  last_failure text,
  PRIMARY KEY (kind, subject)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
CREATE INDEX ix_task_due ON t_task (due_at);

-- Parcels of the other region, as its events last described them: for a failover.
CREATE TABLE t_replica_parcel (
  order_id        bigint      NOT NULL,
  number          int         NOT NULL,
  parcels         int         NOT NULL,
  status          text        NOT NULL,
  carrier         text,
  tracking_number text,
  lines           jsonb       NOT NULL,
  version         int         NOT NULL,
  epoch           bigint      NOT NULL,
  at              timestamptz NOT NULL,
  PRIMARY KEY (order_id, number)
);

-- What waits for the carrier, for operators.
CREATE VIEW v_unresolved (order_id, subject, reason, since) AS
  SELECT c.order_id, c.order_id || '-' || c.number, c.type || ' contradicts ' || p.status, c.received_at
  FROM t_callback c JOIN t_parcel p USING (order_id, number) WHERE c.status = 'WAITING'
UNION ALL
  SELECT order_id, order_id || '-' || number, 'not cancelled at the carrier', s.refunded_at
  FROM t_parcel p JOIN t_shipment s USING (order_id) WHERE p.status = 'BOOKED' AND s.refunded_at IS NOT NULL
UNION ALL
  SELECT order_id, order_id || '-' || number, 'not booked at the carrier', p.changed_at
  FROM t_parcel p JOIN t_shipment s USING (order_id)
  WHERE p.status = 'BOOKED' AND p.tracking_number IS NULL AND s.refunded_at IS NULL;

GRANT SELECT, INSERT, UPDATE, DELETE
  ON t_inbox, t_unknown_event, t_outbox, t_shipment, t_parcel, t_callback, t_task, t_replica_parcel TO ${app};
