-- Customers' preferences, and the delivery of notifications to their webhook endpoints.

-- When the event happened. Empty for notifications that were written before.
ALTER TABLE t_notification ADD COLUMN event_at timestamptz;

CREATE TABLE t_preference (
  user_id bigint  PRIMARY KEY,
  email   boolean NOT NULL
);

-- A customer's endpoint. It is leased as a whole: its webhooks are sent by one process at a time.
CREATE TABLE t_webhook_endpoint (
  user_id      bigint      PRIMARY KEY,
  url          text,                             -- null: removed by the customer
  secret       bytea,                            -- encrypted (SecretBox); the key is in no database
  revision     int         NOT NULL DEFAULT 0,   -- grows with each change by the customer
  disabled_at  timestamptz,                      -- it answered 410
  slow         boolean     NOT NULL DEFAULT false, -- its last requests failed or took long
  due_at       timestamptz,                      -- when its first webhook is due; null while none waits
  leased_until timestamptz NOT NULL DEFAULT '-infinity',
  claim        bigint      NOT NULL DEFAULT 0,   -- grows with each lease: an outdated one changes nothing
  CHECK ((url IS NULL) = (secret IS NULL))
) WITH (fillfactor = 80);
CREATE INDEX ix_webhook_endpoint_due ON t_webhook_endpoint (slow, due_at) WHERE due_at IS NOT NULL;

-- One row per notification sent by webhook; the text is in t_notification.
CREATE TABLE t_webhook_delivery (
  notification_id bigint      PRIMARY KEY REFERENCES t_notification ON DELETE CASCADE,
  user_id         bigint      NOT NULL,
  status          text        NOT NULL DEFAULT 'WAITING' CHECK (status IN ('WAITING', 'DELIVERED', 'FAILED')),
  attempts        int         NOT NULL DEFAULT 0, -- since it was queued, or replayed
  due_at          timestamptz NOT NULL DEFAULT now(),
  finished_at     timestamptz,
  CHECK ((status = 'WAITING') = (finished_at IS NULL))
) WITH (fillfactor = 80);
CREATE INDEX ix_webhook_waiting ON t_webhook_delivery (user_id, due_at) WHERE status = 'WAITING';
CREATE INDEX ix_webhook_failed ON t_webhook_delivery (finished_at) WHERE status = 'FAILED';
CREATE INDEX ix_webhook_finished ON t_webhook_delivery (finished_at) WHERE finished_at IS NOT NULL;

-- The log: at most as many rows per delivery as there are attempts, deleted with it.
CREATE TABLE t_webhook_attempt (
  notification_id bigint      NOT NULL REFERENCES t_webhook_delivery ON DELETE CASCADE,
  at              timestamptz NOT NULL DEFAULT now(), -- when its outcome was recorded
  response_status int,                                -- null: there was no complete answer
  duration_ms     int         NOT NULL,
  error           text,                               -- null: delivered
  PRIMARY KEY (notification_id, at)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON t_preference, t_webhook_endpoint, t_webhook_delivery, t_webhook_attempt TO ${app};
