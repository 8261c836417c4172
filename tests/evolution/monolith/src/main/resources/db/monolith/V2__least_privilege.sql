-- "All tables" of V1 included Flyway's own: whoever writes there decides which migrations run, as the owner.
-- (Without Flyway, as in tests of the stack, there is no such table.)
DO $$
BEGIN
  IF to_regclass('flyway_schema_history') IS NOT NULL THEN
    REVOKE ALL ON flyway_schema_history FROM ${app};
  END IF;
END
$$;
