package dev.orderplatform.order.outbox;

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
import javax.sql.DataSource;

/**
 * The outbox over the shards: rows are written through the sharded data source, in the transaction of their orders;
 * they are read and deleted directly in each database, because the sharding parser does not support SKIP LOCKED.
 */
public final class OrderOutbox {
    private final DataSource sharded;
    private final List<OutboxTable> tables;
    private final Outbox outbox;

    OrderOutbox(Shards shards, OutboxTables tables, Outbox outbox) {
        this.sharded = shards.sharded();
        this.tables = tables.all();
        this.outbox = outbox;
    }

    static OutboxTables tablesOf(Shards shards) {
        return new OutboxTables(TableStatement.tables()
                .map(table -> new OutboxTable(
                        shards.database(table.database()),
                        TableStatement.name("t_outbox", table),
                        EventStreams.ORDER,
                        TableStatement.hint(table)))
                .toList());
    }

    /** Stores events in a transaction of their own and publishes them after its commit. Blocks. */
    public void append(List<EventMessage> events) {
        Transaction.run(sharded, transaction -> {
            append(transaction, events);
            return true;
        });
    }

    /**
     * Stores events in a transaction of the sharded data source and publishes them after its commit. An event that is
     * already in the outbox is left unchanged.
     */
    public void append(Transaction sharded, List<EventMessage> events) throws SQLException {
        for (var share : Shards.byTable(events, OrderOutbox::orderId).entrySet()) {
            outbox.append(sharded, tableOf(share.getKey()), share.getValue());
        }
    }

    /**
     * Publishes events after the commit; a statement of the caller stores them.
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

    /** The order id of an order event. */
    public static long orderId(EventMessage event) {
        return Long.parseLong(event.partitionKey());
    }

    private OutboxTable tableOf(ShardMap.Table table) {
        return tables.get(table.number());
    }
}
