-- Customers' own lists of notifications, and what their delivery by e-mail has come to.
-- ${app} may read and write rows; only the owner may change the schema.

CREATE TABLE t_notification (
  id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event_id   text        NOT NULL UNIQUE, -- outlives the inbox row: an event from a late dead letter still counts once
  user_id    bigint      NOT NULL,
  order_id   bigint      NOT NULL,
  type       text        NOT NULL,
  title      text        NOT NULL,
  body       text        NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ix_notification_user ON t_notification (user_id, id DESC);
-- Retention reads by time. Without autosummarize it would scan all pages since the last vacuum.
CREATE INDEX ix_notification_created ON t_notification USING brin (created_at) WITH (autosummarize = on);

CREATE TABLE t_inbox (
  event_id    text        PRIMARY KEY,
  received_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ix_inbox_received ON t_inbox USING brin (received_at) WITH (autosummarize = on);

-- One row a notification that goes out by e-mail; its text stays in t_notification. Most rows change twice.
CREATE TABLE t_email (
  notification_id bigint      PRIMARY KEY REFERENCES t_notification ON DELETE CASCADE,
  status          text        NOT NULL DEFAULT 'WAITING' CHECK (status IN ('WAITING', 'SENT', 'FAILED')),
  attempts        int         NOT NULL DEFAULT 0, -- begun ones
  due_at          timestamptz NOT NULL DEFAULT now(), -- while it is being sent: when the claim ends
  finished_at     timestamptz,
  last_error      text,
  CHECK ((status = 'WAITING') = (finished_at IS NULL))
) WITH (fillfactor = 80);
CREATE INDEX ix_email_due ON t_email (due_at) WHERE status = 'WAITING';
CREATE INDEX ix_email_finished ON t_email (finished_at) WHERE finished_at IS NOT NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON t_notification, t_inbox, t_email TO ${app};
