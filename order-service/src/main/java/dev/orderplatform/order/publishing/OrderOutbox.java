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

    OrderOutbox(OutboxTables tables, Outbox outbox) {
        this.tables = tables.all();
        this.outbox = outbox;
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
}
