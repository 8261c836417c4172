-- Events by their ids and partition keys, published in the order of seq. The earlier form of an event is not readable any more,
-- so none may be left: the version before publishes them within seconds of its start.
DO $$
BEGIN
  IF EXISTS (SELECT FROM t_outbox) THEN
    RAISE EXCEPTION 't_outbox has events that are not published yet'
      USING HINT = 'Start the version before once more, wait until its outbox is empty, and upgrade then.';
  END IF;
END
$$;
DROP TABLE t_outbox;
-- Few rows live here for long, so vacuum often.
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
GRANT SELECT, INSERT, UPDATE, DELETE ON t_outbox TO ${app};

-- Epoch of the order event that led to this status; the answer carries it. Only one was ever granted before.
ALTER TABLE t_reservation ADD COLUMN epoch bigint NOT NULL DEFAULT 1 CHECK (epoch > 0);
