package dev.orderplatform.order.publishing;

import dev.orderplatform.contracts.Stream;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.order.sharding.TableStatement;
import dev.orderplatform.outbox.Outbox;
import dev.orderplatform.outbox.OutboxKey;
import dev.orderplatform.outbox.OutboxTable;
import dev.orderplatform.outbox.OutboxTables;
import dev.orderplatform.slots.ShardMap;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The outbox over the shards: rows are written through the sharded data source, in the transaction of their orders; they
 * are read and deleted beneath it, since its parser has no SKIP LOCKED.
 */
public final class OrderOutbox {
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
                .map(table -> new OutboxTable(
                        shards.database(table.database()),
                        "t_outbox_" + table.index(),
                        Stream.ORDER,
                        TableStatement.hint(table)))
                .toList());
    }

    /** Adds events in a transaction of the sharded data source. One that waits already is left as it is. */
    public void append(Connection sharded, List<EventMessage> events) throws SQLException {
        if (isUntold(events)) {
            return;
        }
        for (var share : Shards.byTable(events, EventMessage::orderId).entrySet()) {
            tableOf(share.getKey()).append(sharded, share.getValue());
        }
    }

    /** Events of these orders that are not known to be published, as the transaction sees them. */
    public List<OutboxKey> waiting(Connection sharded, Collection<Long> orderIds) throws SQLException {
        List<OutboxKey> keys = new ArrayList<>();
        for (var share : Shards.byTable(orderIds, Long::longValue).entrySet()) {
            keys.addAll(tableOf(share.getKey()).waiting(sharded, share.getValue()));
        }
        return keys;
    }

    /** To be called after the commit: publishes what may go now. */
    public void committed(List<EventMessage> events, Collection<OutboxKey> waiting) {
        if (isUntold(events)) {
            return;
        }
        Shards.byTable(events, EventMessage::orderId)
                .forEach((table, share) -> outbox.committed(tableOf(table), share, waiting));
    }

    private OutboxTable tableOf(ShardMap.Table table) {
        return tables.get(table.number());
    }

    /** Which of the events of new orders are to be stored: all of them, or none where nobody is told. */
    public List<EventMessage> told(List<EventMessage> creations) {
        return isUntold(creations) ? List.of() : creations;
    }

    // A batch is of one sort: new orders, or steps of known ones.
    private boolean isUntold(List<EventMessage> events) {
        return !creations && !events.isEmpty() && events.getFirst().version() == 1;
    }
}
