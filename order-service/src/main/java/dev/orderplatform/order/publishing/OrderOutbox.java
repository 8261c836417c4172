package dev.orderplatform.order.publishing;

import dev.orderplatform.contracts.Stream;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.order.sharding.Rows;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.outbox.Outbox;
import dev.orderplatform.outbox.OutboxKey;
import dev.orderplatform.outbox.OutboxTable;
import dev.orderplatform.outbox.OutboxTables;
import dev.orderplatform.slots.ShardMap;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The outbox over the shards: rows are written through the sharded data source, in the transaction of their orders; they
 * are read and deleted beneath it, since its parser has no SKIP LOCKED.
 */
public final class OrderOutbox {
    private static final Rows INSERT = new Rows(
            "INSERT INTO t_outbox (order_id, version, user_id, type, payload, traceparent, created_at) VALUES ",
            "(?,?,?,?,?,?,?)",
            " ON CONFLICT DO NOTHING");
    private static final Rows WAITING =
            new Rows("SELECT order_id, version FROM t_outbox WHERE order_id IN (", "?", ")");

    private final List<OutboxTable> tables;
    private final Outbox outbox;
    private final boolean creations;

    OrderOutbox(OutboxTables tables, Outbox outbox) {
        this(tables, outbox, true);
    }

    private OrderOutbox(OutboxTables tables, Outbox outbox, boolean creations) {
        this.tables = tables.all();
        this.outbox = outbox;
        this.creations = creations;
    }

    /** For orders that are decided at once: that they were created is told to nobody. */
    public static OrderOutbox withoutCreations(Shards shards, Outbox outbox) {
        return new OrderOutbox(tablesOf(shards), outbox, false);
    }

    static OutboxTables tablesOf(Shards shards) {
        return new OutboxTables(IntStream.range(0, ShardMap.TABLES)
                .mapToObj(ShardMap.Table::new)
                .map(table ->
                        new OutboxTable(shards.database(table.database()), "t_outbox_" + table.index(), Stream.ORDER))
                .toList());
    }

    /** An event with the user that its order belongs to. */
    public record Entry(long userId, EventMessage event) {
        private boolean isCreation() {
            return event.version() == 1;
        }
    }

    /** Adds events of one database's orders. One that waits already is left as it is. */
    public void append(Connection sharded, List<Entry> entries) throws SQLException {
        if (entries.isEmpty() || isUntold(entries)) {
            return;
        }
        INSERT.update(sharded, entries, entry -> entry.event().orderId(), OrderOutbox::bind);
    }

    private static int bind(PreparedStatement insert, int first, Entry entry) throws SQLException {
        EventMessage event = entry.event();
        int at = first;
        insert.setLong(at++, event.orderId());
        insert.setInt(at++, event.version());
        insert.setLong(at++, entry.userId());
        insert.setString(at++, event.type());
        insert.setString(at++, event.payload());
        insert.setString(at++, event.traceparent().orElse(null));
        insert.setObject(at++, event.at().atOffset(ZoneOffset.UTC));
        return at;
    }

    /** Events of these orders of one database that are not known to be published, as the transaction sees them. */
    public List<OutboxKey> waiting(Connection sharded, Collection<Long> orderIds) throws SQLException {
        return WAITING.select(sharded, orderIds, row -> new OutboxKey(row.getLong(1), row.getInt(2)));
    }

    /** To be called after the commit: publishes what may go now. */
    public void committed(List<Entry> entries, Collection<OutboxKey> waiting) {
        if (isUntold(entries)) {
            return;
        }
        entries.stream()
                .map(Entry::event)
                .collect(Collectors.groupingBy(
                        event -> Shards.tableOfOrder(event.orderId()).number()))
                .forEach((table, events) -> outbox.committed(tables.get(table), events, waiting));
    }

    // A batch is of one sort: new orders, or steps of known ones.
    private boolean isUntold(List<Entry> entries) {
        return !creations && !entries.isEmpty() && entries.getFirst().isCreation();
    }
}
