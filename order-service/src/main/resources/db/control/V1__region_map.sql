-- Who may write a slot. Belongs to no region; ${app} may read it. The epoch grows by one with each change of owner.
CREATE TABLE t_slot (
  slot   int    PRIMARY KEY CHECK (slot BETWEEN 0 AND 1023),
  region text   NOT NULL,
  epoch  bigint NOT NULL DEFAULT 1 CHECK (epoch > 0)
);

-- The regions of the first start take turns: of two, the first gets the even slots, the second the odd ones.
INSERT INTO t_slot (slot, region)
SELECT slot, regions[slot % cardinality(regions) + 1]
FROM generate_series(0, 1023) AS slot, string_to_array('${regions}', ',') AS regions;

GRANT SELECT ON t_slot TO ${app};
