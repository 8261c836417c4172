-- What the coordinator (Seata 2.0.0) keeps: global transactions, their branches, their row locks, and which of several
-- coordinators does a recurring task. Repeatable: run before each start, as the schema's owner.
CREATE TABLE IF NOT EXISTS global_table (
  xid                       varchar(128) PRIMARY KEY,
  transaction_id            bigint,
  status                    smallint NOT NULL,
  application_id            varchar(32),
  transaction_service_group varchar(32),
  transaction_name          varchar(128),
  timeout                   int,
  begin_time                bigint,
  application_data          varchar(2000),
  gmt_create                timestamp(0),
  gmt_modified              timestamp(0)
);
CREATE INDEX IF NOT EXISTS ix_global_status ON global_table (status, gmt_modified);
CREATE INDEX IF NOT EXISTS ix_global_transaction ON global_table (transaction_id);

CREATE TABLE IF NOT EXISTS branch_table (
  branch_id         bigint PRIMARY KEY,
  xid               varchar(128) NOT NULL,
  transaction_id    bigint,
  resource_group_id varchar(32),
  resource_id       varchar(256),
  branch_type       varchar(8),
  status            smallint,
  client_id         varchar(64),
  application_data  varchar(2000),
  gmt_create        timestamp(6),
  gmt_modified      timestamp(6)
);
CREATE INDEX IF NOT EXISTS ix_branch_xid ON branch_table (xid);

CREATE TABLE IF NOT EXISTS lock_table (
  row_key        varchar(128) PRIMARY KEY,
  xid            varchar(128),
  transaction_id bigint,
  branch_id      bigint NOT NULL,
  resource_id    varchar(256),
  table_name     varchar(32),
  pk             varchar(36),
  status         smallint NOT NULL DEFAULT 0,
  gmt_create     timestamp(0),
  gmt_modified   timestamp(0)
);
CREATE INDEX IF NOT EXISTS ix_lock_branch ON lock_table (branch_id);
CREATE INDEX IF NOT EXISTS ix_lock_xid ON lock_table (xid);

CREATE TABLE IF NOT EXISTS distributed_lock (
  lock_key   varchar(20) PRIMARY KEY,
  lock_value varchar(20) NOT NULL,
  expire     bigint NOT NULL
);
INSERT INTO distributed_lock (lock_key, lock_value, expire)
VALUES ('AsyncCommitting', ' ', 0), ('RetryCommitting', ' ', 0), ('RetryRollbacking', ' ', 0), ('TxTimeoutCheck', ' ', 0)
ON CONFLICT DO NOTHING;
