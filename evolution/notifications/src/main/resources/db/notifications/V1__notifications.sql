-- Customers' own lists of notifications. ${app} may read and write rows; only the owner may change the schema.
CREATE TABLE t_notification (
  id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event_id   text        NOT NULL UNIQUE,
  user_id    bigint      NOT NULL,
  order_id   bigint      NOT NULL,
  type       text        NOT NULL,
  title      text        NOT NULL,
  body       text        NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ix_notification_user ON t_notification (user_id, id DESC);

GRANT SELECT, INSERT, UPDATE, DELETE ON t_notification TO ${app};
