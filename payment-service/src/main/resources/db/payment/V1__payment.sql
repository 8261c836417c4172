-- Payments, the provider's callbacks, tasks at the provider, replicas of another region, and the tables of inbox and outbox.
-- ${app} may read and write rows; only the owner may change the schema.

-- One row for each order: it serialises what happens to the order's payments.
CREATE TABLE t_order_payments (
  order_id  bigint  PRIMARY KEY,
  user_id   bigint  NOT NULL,
  cancelled boolean NOT NULL, -- a tombstone: payments that are started later are VOIDED
  paid_by   int               -- number of the payment that pays it: the first correct capture
);

CREATE TABLE t_payment (
  order_id     bigint      NOT NULL REFERENCES t_order_payments,
  number       int         NOT NULL CHECK (number > 0), -- among the order's payments
  payment_id   text        NOT NULL GENERATED ALWAYS AS (order_id::text || '-' || number::text) STORED,
  amount_minor bigint      NOT NULL CHECK (amount_minor > 0),
  currency     text        NOT NULL,
  status       text        NOT NULL CONSTRAINT ck_payment_status
    CHECK (status IN ('PENDING', 'CAPTURED', 'DECLINED', 'VOIDED', 'REFUND_PENDING', 'REFUNDED')),
  version      int         NOT NULL CHECK (version >= 0), -- number of events published about it
  epoch        bigint      NOT NULL CHECK (epoch > 0),
  changed_at   timestamptz NOT NULL,                      -- by the service's clock, as in its events
  status_since timestamptz NOT NULL DEFAULT now(),        -- by the database's clock
  provider_url text,                                      -- NULL until the provider has answered
  void_pending boolean     NOT NULL,                      -- whether the provider is still to be asked to void it
  refund_id             text,
  refund_minor          bigint CHECK (refund_minor > 0),
  refund_currency       text,
  refund_attempt        int    CHECK (refund_attempt > 0),
  PRIMARY KEY (order_id, number),
  CONSTRAINT ck_payment_refund CHECK (num_nulls(refund_id, refund_minor, refund_currency, refund_attempt) IN (0, 4)
    AND (refund_id IS NOT NULL OR status NOT IN ('REFUND_PENDING', 'REFUNDED')))
);

-- Which payment a request has started.
CREATE TABLE t_payment_key (
  user_id         bigint      NOT NULL,
  idempotency_key text        NOT NULL,
  order_id        bigint      NOT NULL, -- the whole body of the request
  number          int         NOT NULL,
  created_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, idempotency_key)
);
CREATE INDEX ix_payment_key_created ON t_payment_key USING brin (created_at) WITH (autosummarize = on);

-- Verified callbacks of the provider, as they were received. Of those that are the same, the first one counts.
CREATE TABLE t_callback (
  webhook_id  text        PRIMARY KEY,
  order_id    bigint      NOT NULL,
  number      int         NOT NULL,
  type        text        NOT NULL,
  refund_id   text,                  -- NULL for a payment
  attempt     int         NOT NULL, -- of a refund; 0 for a payment
  body        bytea       NOT NULL,
  traceparent text        NOT NULL,
  status      text        NOT NULL CONSTRAINT ck_callback_status CHECK (status IN ('APPLIED', 'WAITING', 'DISCARDED')),
  received_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT uq_callback UNIQUE (order_id, number, type, attempt)
);
CREATE INDEX ix_callback_received ON t_callback USING brin (received_at) WITH (autosummarize = on);
CREATE INDEX ix_callback_waiting ON t_callback (received_at) WHERE status = 'WAITING';

-- Work at the provider (platform/tasks). The subject of a callback's task is its webhook id, of the others a payment id.
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

-- Payments of orders that another region owns, from its events: the newest by epoch and version.
CREATE TABLE t_replica_payment (
  payment_id   text        PRIMARY KEY,
  order_id     bigint      NOT NULL,
  status       text        NOT NULL CHECK (status IN ('CAPTURED', 'DECLINED', 'REFUNDED')),
  amount_minor bigint      NOT NULL, -- of a REFUNDED one, the refund's
  currency     text        NOT NULL,
  refund_id    text,
  epoch        bigint      NOT NULL,
  version      int         NOT NULL,
  changed_at   timestamptz NOT NULL
);
CREATE INDEX ix_replica_payment_order ON t_replica_payment (order_id);

-- What waits for the provider. orderctl status and the audit list what has waited for more than 60 s.
CREATE VIEW v_unresolved (order_id, subject, reason, since) AS
  SELECT order_id, webhook_id, 'contradicting callback ' || type || ' of payment ' || order_id || '-' || number,
         received_at
    FROM t_callback WHERE status = 'WAITING'
  UNION ALL
  SELECT order_id, payment_id, 'intent is not registered', status_since
    FROM t_payment WHERE status = 'PENDING' AND provider_url IS NULL
  UNION ALL
  SELECT order_id, payment_id, 'intent is not voided at the provider', status_since
    FROM t_payment WHERE void_pending
  UNION ALL
  SELECT order_id, payment_id, 'refund ' || refund_id || ' is not executed', status_since
    FROM t_payment WHERE status = 'REFUND_PENDING';
-- The view is read every few seconds: without these it would scan all payments.
CREATE INDEX ix_payment_unregistered ON t_payment (status_since) WHERE status = 'PENDING' AND provider_url IS NULL;
CREATE INDEX ix_payment_void_pending ON t_payment (status_since) WHERE void_pending;
CREATE INDEX ix_payment_refund_pending ON t_payment (status_since) WHERE status = 'REFUND_PENDING';

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

GRANT SELECT, INSERT, UPDATE, DELETE ON t_order_payments, t_payment, t_payment_key, t_callback, t_task, t_replica_payment,
  t_inbox, t_unknown_event, t_outbox TO ${app};
