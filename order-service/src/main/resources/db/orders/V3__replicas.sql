-- Events of the other region's orders that came before those which they follow. Few rows, and none for long.
DO $$
BEGIN
  FOR n IN 0..7 LOOP
    EXECUTE format($ddl$
      CREATE TABLE t_replica_event_%1$s (
        order_id    bigint      NOT NULL,
        version     int         NOT NULL,
        type        text        NOT NULL,
        payload     text        NOT NULL,
        received_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (order_id, version)
      );
      GRANT SELECT, INSERT, UPDATE, DELETE ON t_replica_event_%1$s TO ${app};
    $ddl$, n);
  END LOOP;
END
$$;
