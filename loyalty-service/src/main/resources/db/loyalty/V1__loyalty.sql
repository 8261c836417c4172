-- The points of customers' orders, the ledger, and the inbox.
-- ${app} may read and write rows, but not change or delete those of the ledger; only the owner may change the schema.

CREATE TABLE t_inbox (
  event_id    text        PRIMARY KEY,
  received_at timestamptz NOT NULL DEFAULT now()
);
-- Used by retention. Without autosummarize it would scan all pages written since the last vacuum.
CREATE INDEX ix_inbox_received ON t_inbox USING brin (received_at) WITH (autosummarize = on);

-- Events of unknown types, until an upgraded version applies them.
CREATE TABLE t_unknown_event (
  consumer        text        NOT NULL,
  event_id        text        NOT NULL,
  seq             bigint      GENERATED ALWAYS AS IDENTITY,
  type            text        NOT NULL,
  topic           text        NOT NULL,
  topic_partition int         NOT NULL,
  topic_offset    bigint      NOT NULL,
  partition_key   text        NOT NULL,
  headers         json        NOT NULL,
  payload         bytea       NOT NULL,
  stored_at       timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consumer, event_id)
);
CREATE INDEX ix_unknown_event_key ON t_unknown_event (consumer, partition_key, seq);

-- What is known of an order, and where its points are. Rows stay, so that a replayed event of an old order changes nothing.
CREATE TABLE t_order_points (
  order_id          bigint      PRIMARY KEY,
  user_id           bigint      NOT NULL,
  points            bigint      NOT NULL CHECK (points >= 0), -- 0 until the order is known to be paid
  status            text        NOT NULL CHECK (status IN ('NONE', 'PENDING', 'POSTED', 'VOIDED', 'EXPIRED')),
  -- Epoch and version of the events, null if they have not arrived.
  paid_epoch        bigint,
  paid_version      int,
  delivered_epoch   bigint,
  delivered_version int,
  refund_epoch      bigint,
  refund_version    int,
  expires_at        timestamptz, -- of posted points
  CHECK ((status = 'POSTED') = (expires_at IS NOT NULL)),
  CHECK ((status = 'NONE') = (paid_epoch IS NULL))
) WITH (fillfactor = 80);
CREATE INDEX ix_order_points_due ON t_order_points (expires_at) WHERE status = 'POSTED' AND points > 0;

-- A customer has two accounts, the shop has ISSUED ones. All balances together are zero.
CREATE TABLE t_account (
  owner   bigint NOT NULL, -- the customer's user id; number of an ISSUED account, from 0
  account text   NOT NULL CHECK (account IN ('ISSUED', 'POSTED', 'PENDING')),
  balance bigint NOT NULL,
  version bigint NOT NULL CHECK (version >= 0), -- number of the account's entries
  PRIMARY KEY (owner, account),
  -- POSTED: see ck_entry_covered.
  CONSTRAINT ck_account_covered CHECK (account <> 'PENDING' OR balance >= 0)
) WITH (fillfactor = 70);

-- The transfers of a transaction have one batch_id.
CREATE SEQUENCE seq_batch;

-- What customers see. The id is derived from the cause, so that one cause can't move points twice.
CREATE TABLE t_transfer (
  transfer_id   text        PRIMARY KEY,
  seq           bigint      GENERATED ALWAYS AS IDENTITY,
  batch_id      bigint      NOT NULL,
  kind          text        NOT NULL CHECK (kind IN ('PENDING', 'POSTED', 'VOIDED', 'REVERSED', 'EXPIRED')),
  user_id       bigint      NOT NULL,
  order_id      bigint      NOT NULL,
  points        bigint      NOT NULL, -- negative if they leave the customer
  balance_after bigint      NOT NULL, -- of the customer's POSTED account
  reason        text,                 -- of a correction
  at            timestamptz NOT NULL DEFAULT now(),
  CHECK (CASE WHEN kind IN ('PENDING', 'POSTED') THEN points > 0 ELSE points < 0 END),
  CHECK (kind <> 'REVERSED' OR reason IS NOT NULL)
);
CREATE UNIQUE INDEX ix_transfer_user ON t_transfer (user_id, seq);

-- Each transfer has two entries of opposite points. Those of a batch in an ISSUED account are one row, their sum.
CREATE TABLE t_entry (
  owner         bigint NOT NULL,
  account       text   NOT NULL,
  version       bigint NOT NULL CHECK (version > 0), -- of the account: 1, 2, … without gaps
  batch_id      bigint NOT NULL,
  transfer_id   text,            -- null in an ISSUED account
  kind          text,            -- of the transfer
  points        bigint NOT NULL,
  balance_after bigint NOT NULL,
  PRIMARY KEY (owner, account, version),
  CHECK ((account = 'ISSUED') = (transfer_id IS NULL) AND (transfer_id IS NULL) = (kind IS NULL)),
  -- Only a correction may take more than there is.
  CONSTRAINT ck_entry_covered CHECK (
    account = 'ISSUED' OR balance_after >= 0 OR points > 0 OR (account = 'POSTED' AND kind = 'REVERSED'))
);

GRANT SELECT, INSERT, UPDATE, DELETE ON t_inbox, t_unknown_event TO ${app};
GRANT SELECT, INSERT, UPDATE ON t_order_points, t_account TO ${app};
GRANT SELECT, INSERT ON t_transfer, t_entry TO ${app};
GRANT USAGE ON SEQUENCE seq_batch TO ${app};
