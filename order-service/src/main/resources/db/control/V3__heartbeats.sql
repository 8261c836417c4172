-- When a region was able to decide orders: from `since`, with a heartbeat at least every 15 s, to `until`. What lies between
-- two rows was an outage. A row an outage, so that the table stays small for ever.
CREATE TABLE t_heartbeat (
  region text        NOT NULL,
  since  timestamptz NOT NULL,
  until  timestamptz NOT NULL,
  PRIMARY KEY (region, since)
);

-- All that ${app} may do with them: it can tell that a region works now, and can't change what was.
CREATE FUNCTION heartbeat(beating text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE t_heartbeat SET until = now()
  WHERE region = beating AND until BETWEEN now() - interval '15 s' AND now();
  IF NOT FOUND THEN
    INSERT INTO t_heartbeat VALUES (beating, now(), now()) ON CONFLICT DO NOTHING;
  END IF;
END
$$;
REVOKE ALL ON FUNCTION heartbeat(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION heartbeat(text) TO ${app};
