-- What belongs to no region. Only the owner may change the schema.

-- Who may write a slot. Belongs to no region; ${app} may read it. The epoch grows by one with each change of owner.
CREATE TABLE t_slot (
  slot   int    PRIMARY KEY CHECK (slot BETWEEN 0 AND 1023),
  region text   NOT NULL,
  epoch  bigint NOT NULL DEFAULT 1 CHECK (epoch > 0)
);

GRANT SELECT ON t_slot TO ${app};

-- Every ownership a slot ever had, recorded by whatever changes the map, in its transaction. The key refuses to grant an
-- epoch of a slot twice. Services have no use for it; the auditor compares it with what the orders say.
CREATE TABLE t_slot_grant (
  slot       int         NOT NULL,
  epoch      bigint      NOT NULL,
  region     text        NOT NULL,
  granted_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (slot, epoch)
);

CREATE FUNCTION record_slot_grant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO t_slot_grant (slot, epoch, region) VALUES (NEW.slot, NEW.epoch, NEW.region);
  RETURN NULL;
END
$$;
CREATE TRIGGER record_slot_grant AFTER INSERT OR UPDATE ON t_slot
  FOR EACH ROW EXECUTE FUNCTION record_slot_grant();

-- The regions of the first start take turns: of two, the first gets the even slots, the second the odd ones.
INSERT INTO t_slot (slot, region)
SELECT slot, regions[slot % cardinality(regions) + 1]
FROM generate_series(0, 1023) AS slot, string_to_array('${regions}', ',') AS regions;

-- When a region was able to decide orders, and when its payment-service and logistics-service worked: from `since`, with a
-- heartbeat at least every 15 s, to `until`. What lies between two rows was an outage. A row an outage, so that the table
-- stays small for ever.
CREATE TABLE t_heartbeat (
  region text        NOT NULL, -- or the service with its region, such as payment-service-east
  since  timestamptz NOT NULL,
  until  timestamptz NOT NULL,
  PRIMARY KEY (region, since)
);

-- All that ${app} may do with them: it can tell that something works now, and can't change what was.
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
