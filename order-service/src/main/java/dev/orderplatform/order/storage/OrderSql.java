package dev.orderplatform.order.storage;

import dev.orderplatform.order.sharding.TableStatement;
import dev.orderplatform.outbox.OutboxTable;

/**
 * Every statement that writes t_order and t_order_item. What belongs together is one statement: an order with its lines
 * and events, or a transition with its event, its timer, and the inbox row of the event that requested it.
 */
final class OrderSql {
    static final int KEY_BATCH = 1_000;

    private static final String NEW_ORDERS = """
        WITH stored AS (
          INSERT INTO t_order_{n} (order_id, user_id, idempotency_key, body_hash, status, version, region, epoch,
            durability, total_minor, currency, history, created_at)
          SELECT id, owner, key, hash, 'PENDING', 1, region, epoch, durability, total, currency,
            CAST(history AS jsonb), at
          FROM unnest(CAST(? AS bigint[]), CAST(? AS bigint[]), CAST(? AS text[]), CAST(? AS bytea[]),
            CAST(? AS text[]), CAST(? AS bigint[]), CAST(? AS text[]), CAST(? AS bigint[]), CAST(? AS text[]),
            CAST(? AS text[]), CAST(? AS timestamptz[]))
            AS o (id, owner, key, hash, region, epoch, durability, total, currency, history, at)
          ON CONFLICT (user_id, idempotency_key) DO NOTHING
          RETURNING order_id, user_id),
        """;
    private static final String NEW_EVENTS =
            OutboxTable.insertInto("t_outbox_{n}", "partition_key IN (SELECT order_id::text FROM stored)");
    private static final String NEW_LINES = """
        INSERT INTO t_order_item_{n} (order_id, line_no, user_id, sku, quantity, price_minor)
        SELECT order_id, nr, user_id, sku, quantity, price
        FROM unnest(CAST(? AS bigint[]), CAST(? AS int[]), CAST(? AS text[]), CAST(? AS int[]), CAST(? AS bigint[]))
          AS l (id, nr, sku, quantity, price) JOIN stored ON stored.order_id = l.id
        """;
    static final TableStatement INSERT = new TableStatement(NEW_ORDERS + "events AS (" + NEW_EVENTS + ") " + NEW_LINES);
    static final TableStatement SELECT_STORED =
            new TableStatement("SELECT order_id FROM t_order_{n} WHERE order_id = ANY (CAST(? AS bigint[]))");

    private static final String LOCK_ORDERS = """
        SELECT order_id, user_id, status, version, total_minor, currency, payment_id, refund, (
          SELECT json_agg(json_build_object('sku', sku, 'quantity', quantity, 'priceMinor', price_minor)
            ORDER BY line_no) FROM t_order_item_{n} i WHERE i.order_id = o.order_id)
        FROM t_order_{n} o WHERE order_id = ANY (CAST(? AS bigint[])) ORDER BY order_id FOR UPDATE\
        """;
    static final TableStatement LOCK = new TableStatement(LOCK_ORDERS);
    static final TableStatement LOCK_FREE = new TableStatement(LOCK_ORDERS + " SKIP LOCKED");

    private static final String CAUSES = """
        WITH received AS (
          INSERT INTO t_inbox_{n} (event_id, order_id) SELECT * FROM unnest(CAST(? AS text[]), CAST(? AS bigint[]))
          ON CONFLICT DO NOTHING),
        """;
    private static final String EVENTS = OutboxTable.insertInto("t_outbox_{n}", "TRUE");
    private static final String CHANGES = """
        UPDATE t_order_{n} o SET status = s.state, version = s.version,
          history = history || CAST(s.entry AS jsonb), rejection = CAST(s.reason AS jsonb),
          payment_id = s.payment, refund = CAST(s.refund AS jsonb)
        FROM unnest(CAST(? AS bigint[]), CAST(? AS text[]), CAST(? AS int[]), CAST(? AS text[]), CAST(? AS text[]),
          CAST(? AS text[]), CAST(? AS text[]))
          AS s (id, state, version, entry, reason, payment, refund) WHERE o.order_id = s.id
        """;
    static final TableStatement CHANGE = new TableStatement(CAUSES + "events AS (" + EVENTS + "), started AS ("
            + TimerChanges.START + "), stopped AS (" + TimerChanges.STOP + ") " + CHANGES);

    static final TableStatement CLEAR_KEYS = new TableStatement("""
        WITH due AS (
          SELECT o.order_id FROM t_order_{n} o, t_key_retention r
          WHERE r.table_no = {n} AND o.order_id > r.cleared_to AND o.order_id < ?
          ORDER BY o.order_id LIMIT %d),
        cleared AS (
          UPDATE t_order_{n} o SET idempotency_key = NULL, body_hash = NULL FROM due
          WHERE o.order_id = due.order_id AND o.status <> 'UNDECIDED')
        UPDATE t_key_retention SET cleared_to = (SELECT max(order_id) FROM due)
        WHERE table_no = {n} AND EXISTS (SELECT FROM due)
        RETURNING (SELECT count(*) FROM due)
        """.formatted(KEY_BATCH));

    /** A branch of a global transaction. Never with ON CONFLICT: its undo would delete the row that existed before. */
    static final TableStatement INSERT_UNDECIDED = new TableStatement(
            "INSERT INTO t_order_{n} (order_id, user_id, idempotency_key, body_hash, status, version, region, epoch,"
                    + " durability, xid, total_minor, currency, history, created_at)"
                    + " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,(?)::jsonb,?)");

    static final TableStatement INSERT_UNDECIDED_LINES = new TableStatement(
            "INSERT INTO t_order_item_{n} (order_id, line_no, user_id, sku, quantity, price_minor) VALUES ");
    static final String UNDECIDED_LINE = "(?,?,?,?,?,?)";

    /** Routed by its key. */
    static final String ACCEPT = "UPDATE t_order SET status = 'PENDING' WHERE order_id = ? AND status = 'UNDECIDED'";

    static final TableStatement LOCK_UNDECIDED =
            new TableStatement("SELECT 1 FROM t_order_{n} WHERE order_id = ? AND status = 'UNDECIDED' FOR UPDATE");
    static final TableStatement DELETE_LINES = new TableStatement("DELETE FROM t_order_item_{n} WHERE order_id = ?");
    static final TableStatement DELETE = new TableStatement("DELETE FROM t_order_{n} WHERE order_id = ?");

    private static final String REPLICA = "order_id bigint, user_id bigint, idempotency_key text, body_hash text,"
            + " status text, version int, region text, epoch bigint, durability text, total_minor bigint,"
            + " currency text, rejection jsonb, payment_id text, refund jsonb, history jsonb, created_at timestamptz";
    private static final String SAME_KEY =
            "o.user_id = r.user_id AND o.idempotency_key = r.idempotency_key AND o.order_id <> r.order_id";

    /** Existing replicas and their lines are left unchanged. */
    static final TableStatement INSERT_REPLICAS = new TableStatement("WITH fresh AS (INSERT INTO t_order_{n} (order_id,"
            + " user_id, idempotency_key, body_hash, status, version, region, epoch, durability, total_minor, currency,"
            + " rejection, payment_id, refund, history, created_at) SELECT order_id, user_id, idempotency_key,"
            + " decode(body_hash, 'base64'), status, version, region, epoch, durability, total_minor, currency,"
            + " rejection, payment_id, refund, history, created_at FROM jsonb_to_recordset(?::jsonb) AS r (" + REPLICA
            + ") ON CONFLICT DO NOTHING RETURNING order_id),"
            + " lines AS (INSERT INTO t_order_item_{n} (order_id, line_no, user_id, sku, quantity, price_minor)"
            + " SELECT l.* FROM jsonb_to_recordset(?::jsonb) AS l (order_id bigint, line_no int, user_id bigint,"
            + " sku text, quantity int, price_minor bigint) JOIN fresh USING (order_id))"
            + " SELECT count(*) FROM fresh");

    static final TableStatement RELEASE_KEYS = new TableStatement("UPDATE t_order_{n} o SET idempotency_key = NULL,"
            + " body_hash = NULL FROM jsonb_to_recordset(?::jsonb) AS r (" + REPLICA + ") WHERE " + SAME_KEY
            + " AND o.status <> 'UNDECIDED'");
    static final TableStatement SELECT_UNDECIDED_WITH_KEY =
            new TableStatement("SELECT o.order_id FROM t_order_{n} o, jsonb_to_recordset(?::jsonb) AS r (" + REPLICA
                    + ") WHERE " + SAME_KEY + " AND o.status = 'UNDECIDED' LIMIT 1");

    /**
     * The first change of an UNDECIDED replica replaces its history. The home region writes an order's events after the
     * global commit, so the row will not be undone any more.
     */
    static final TableStatement UPDATE_REPLICAS =
            new TableStatement("UPDATE t_order_{n} o SET status = r.status, version = r.version,"
                    + " history = CASE WHEN o.status = 'UNDECIDED' THEN r.history ELSE o.history || r.history END,"
                    + " rejection = coalesce(r.rejection, o.rejection),"
                    + " payment_id = coalesce(r.payment_id, o.payment_id), refund = coalesce(r.refund, o.refund)"
                    + " FROM jsonb_to_recordset(?::jsonb) AS r (" + REPLICA + ") WHERE o.order_id = r.order_id"
                    + " AND (o.version < r.version OR o.status = 'UNDECIDED')");

    private OrderSql() {}
}
