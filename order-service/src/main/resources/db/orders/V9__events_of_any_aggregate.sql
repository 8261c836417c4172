-- Events by their ids and partition keys, published in the order of seq. The earlier form of an event is not readable any more,
-- so none may be left: the version before publishes them within seconds of its start.
DO $$
DECLARE
  unpublished bool;
BEGIN
  FOR n IN 0..7 LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM t_outbox_%s)', n) INTO unpublished;
    IF unpublished THEN
      RAISE EXCEPTION 't_outbox_% has events that are not published yet', n
        USING HINT = 'Start the version before once more, wait until its outbox is empty, and upgrade then.';
    END IF;
    -- Few rows live here for long, so vacuum often.
    EXECUTE format($ddl$
      DROP TABLE t_outbox_%1$s;
      CREATE TABLE t_outbox_%1$s (
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
      GRANT SELECT, INSERT, UPDATE, DELETE ON t_outbox_%1$s TO ${app};
    $ddl$, n);
  END LOOP;
END
$$;
