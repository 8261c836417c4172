-- Every ownership a slot ever had, recorded by whatever changes the map, in its transaction. The key refuses to grant an
-- epoch of a slot twice. Services have no use for it; the auditor compares it with what the orders say.
CREATE TABLE t_slot_grant (
  slot       int         NOT NULL,
  epoch      bigint      NOT NULL,
  region     text        NOT NULL,
  granted_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (slot, epoch)
);

-- Nothing has changed the map since its first start, so this is the whole history.
INSERT INTO t_slot_grant (slot, epoch, region) SELECT slot, epoch, region FROM t_slot;

CREATE FUNCTION record_slot_grant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO t_slot_grant (slot, epoch, region) VALUES (NEW.slot, NEW.epoch, NEW.region);
  RETURN NULL;
END
$$;
CREATE TRIGGER record_slot_grant AFTER INSERT OR UPDATE ON t_slot
  FOR EACH ROW EXECUTE FUNCTION record_slot_grant();
