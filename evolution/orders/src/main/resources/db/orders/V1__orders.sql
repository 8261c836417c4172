-- The tables of one database, by their suffixes. ${app} may read and write rows; only the owner may change the schema.
DO $$
DECLARE
  suffix text;
BEGIN
  FOREACH suffix IN ARRAY CAST('{${suffixes}}' AS text[]) LOOP
    EXECUTE format($ddl$
      -- delivered: the version up to which inventory and notification have received the events.
      CREATE TABLE t_order%1$s (
        order_id        bigint      PRIMARY KEY,
        user_id         bigint      NOT NULL,
        idempotency_key text        NOT NULL,
        status          text        NOT NULL CHECK (status IN ('PENDING', 'CONFIRMED', 'REJECTED', 'CANCELLED')),
        version         int         NOT NULL,
        delivered       int         NOT NULL CHECK (delivered <= version),
        total_minor     bigint      NOT NULL CHECK (total_minor >= 0),
        currency        char(3)     NOT NULL,
        lines           jsonb       NOT NULL,
        history         jsonb       NOT NULL,
        rejection       jsonb,
        created_at      timestamptz NOT NULL,
        changed_at      timestamptz NOT NULL,
        CONSTRAINT ux_order_key%1$s UNIQUE (user_id, idempotency_key)
      );
      CREATE INDEX ix_order_user%1$s ON t_order%1$s (user_id, order_id DESC);
      CREATE INDEX ix_order_unfinished%1$s ON t_order%1$s (changed_at) WHERE delivered < version;
      GRANT SELECT, INSERT, UPDATE, DELETE ON t_order%1$s TO ${app};
    $ddl$, suffix);
  END LOOP;
END
$$;
