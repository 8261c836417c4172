-- Units on their way from this region to another, and those that have arrived. A transfer that is cancelled leaves none.
CREATE TABLE t_transfer (
  transfer_id uuid        PRIMARY KEY,
  caller      text        NOT NULL,
  key         text        NOT NULL,
  sku         text        NOT NULL,
  quantity    int         NOT NULL CHECK (quantity > 0),
  to_region   text        NOT NULL,
  xid         text        NOT NULL,
  status      text        NOT NULL CHECK (status IN ('TRIED', 'CONFIRMED')),
  created_at  timestamptz NOT NULL,
  CONSTRAINT ux_transfer_key UNIQUE (caller, key)
);
CREATE UNIQUE INDEX ux_transfer_xid ON t_transfer (xid);
CREATE INDEX ix_transfer_created ON t_transfer USING brin (created_at) WITH (autosummarize = on);

-- Seata's fence: how far each branch is. 1 tried, 2 confirmed, 3 cancelled, 4 cancelled before it was tried.
CREATE TABLE tcc_fence_log (
  xid          varchar(128) NOT NULL,
  branch_id    bigint       NOT NULL,
  action_name  varchar(64)  NOT NULL,
  status       smallint     NOT NULL,
  gmt_create   timestamptz  NOT NULL,
  gmt_modified timestamptz  NOT NULL,
  PRIMARY KEY (xid, branch_id)
);
CREATE INDEX ix_tcc_fence_modified ON tcc_fence_log (gmt_modified);

-- WAITING: not enough here, and another region is being asked.
ALTER TABLE t_reservation DROP CONSTRAINT t_reservation_status_check;
ALTER TABLE t_reservation ADD CONSTRAINT ck_reservation_status
  CHECK (status IN ('WAITING', 'RESERVED', 'REJECTED', 'RELEASED', 'TOMBSTONE'));
CREATE INDEX ix_reservation_waiting ON t_reservation (order_id) WHERE status = 'WAITING';

GRANT SELECT, INSERT, UPDATE, DELETE ON t_transfer, tcc_fence_log TO ${app};
