-- Rows of the outbox are found by their order alone.
DO $$
BEGIN
  FOR n IN 0..7 LOOP
    EXECUTE format('ALTER TABLE t_outbox_%1$s DROP COLUMN user_id', n);
  END LOOP;
END
$$;
