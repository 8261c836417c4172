package dev.orderplatform.order.publishing;

import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.order.sharding.TableStatement;
import dev.orderplatform.outbox.Outbox;
import dev.orderplatform.outbox.OutboxTable;
import dev.orderplatform.outbox.OutboxTables;
import dev.orderplatform.postgres.Transaction;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
                        EventStreams.ORDER,
                        TableStatement.hint(table)))
                .toList());
    }

    /**
     * Stores events in a transaction of the sharded data source and publishes them after its commit. One that waits already
     * is left as it is.
     */
    public void append(Transaction sharded, List<EventMessage> events) throws SQLException {
        if (isUntold(events)) {
            return;
        }
        for (var share : Shards.byTable(events, OrderOutbox::orderId).entrySet()) {
            outbox.append(sharded, tableOf(share.getKey()), share.getValue());
        }
    }

    /**
     * Publishes events after the commit that a statement of the caller stores.
     *
     * @param unsettled orders of which an earlier event may be unpublished
     */
    public void publishAfterCommit(Transaction sharded, List<EventMessage> events, Set<Long> unsettled)
            throws SQLException {
        if (isUntold(events)) {
            return;
        }
        for (var share : Shards.byTable(events, OrderOutbox::orderId).entrySet()) {
            Set<String> keys = share.getValue().stream()
                    .filter(event -> unsettled.contains(orderId(event)))
                    .map(EventMessage::partitionKey)
                    .collect(Collectors.toSet());
            outbox.publishAfterCommit(sharded, tableOf(share.getKey()), share.getValue(), keys);
        }
    }

    /** Which order an event of an order is about. */
    public static long orderId(EventMessage event) {
        return Long.parseLong(event.partitionKey());
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
        return !creations && !events.isEmpty() && events.getFirst().id().version() == 1;
    }
}
