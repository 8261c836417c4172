-- How to undo the branches of global transactions, written with each branch, deleted once its transaction is decided.
-- The unique key is what stops a branch that comes after its rollback: that leaves a row of log_status 1 behind.
CREATE TABLE undo_log (
  id            bigserial    PRIMARY KEY,
  branch_id     bigint       NOT NULL,
  xid           varchar(128) NOT NULL,
  context       varchar(128) NOT NULL,
  rollback_info bytea        NOT NULL,
  log_status    int          NOT NULL,
  log_created   timestamptz  NOT NULL,
  log_modified  timestamptz  NOT NULL,
  CONSTRAINT ux_undo_log UNIQUE (xid, branch_id)
);
CREATE INDEX ix_undo_log_created ON undo_log (log_created);

GRANT SELECT, INSERT, UPDATE, DELETE ON undo_log TO ${app};
GRANT USAGE ON SEQUENCE undo_log_id_seq TO ${app};
