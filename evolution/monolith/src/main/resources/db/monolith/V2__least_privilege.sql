-- V1 granted "all tables", Flyway's history among them: a role that writes there decides which migrations the owner runs.
-- (Without Flyway, as in tests of the stack, there is no such table.)
DO $$
BEGIN
  IF to_regclass('flyway_schema_history') IS NOT NULL THEN
    REVOKE ALL ON flyway_schema_history FROM ${app};
  END IF;
END
$$;
