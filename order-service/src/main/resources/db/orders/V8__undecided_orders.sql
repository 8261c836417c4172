-- Looked at every second in both regions: never through the index of all PENDING orders, of which a backlog has many.
DO $$
BEGIN
  FOR n IN 0..7 LOOP
    EXECUTE format($ddl$
      CREATE INDEX ix_order_undecided_%1$s ON t_order_%1$s (order_id) WHERE status = 'UNDECIDED';
    $ddl$, n);
  END LOOP;
END
$$;
