package dev.orderplatform.logistics.jdbc;

import dev.orderplatform.contracts.EventId;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.ids.OrderId;
import dev.orderplatform.inbox.EventHandler;
import dev.orderplatform.inbox.InboxTable;
import dev.orderplatform.kafka.ReceivedEvent;
import dev.orderplatform.postgres.Transaction;
import dev.orderplatform.regions.OwnedSlots;
import dev.orderplatform.tasks.TaskTable;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/**
 * Applies the order events of one poll in one transaction: inbox, parcels, the events about them, and the tasks that
 * book or cancel them. Orders whose slot another region has taken over are skipped: that region sends them.
 */
@Component
final class FollowOrders implements EventHandler<OrderEvent> {
    private final DataSource database;
    private final ShipmentTable shipments;
    private final Parcels parcels;
    private final InboxTable inbox;
    private final TaskTable tasks;
    private final OwnedSlots slots;
    private final ParcelProperties properties;

    FollowOrders(
            DataSource database,
            ShipmentTable shipments,
            Parcels parcels,
            InboxTable inbox,
            TaskTable tasks,
            OwnedSlots slots,
            ParcelProperties properties) {
        this.database = database;
        this.shipments = shipments;
        this.parcels = parcels;
        this.inbox = inbox;
        this.tasks = tasks;
        this.slots = slots;
        this.properties = properties;
    }

    @Override
    public void handle(List<ReceivedEvent<OrderEvent>> received) {
        Transaction.run(database, transaction -> apply(transaction, received));
    }

    private int apply(Transaction transaction, List<ReceivedEvent<OrderEvent>> received) throws SQLException {
        List<OrderEvent> events = received.stream().map(ReceivedEvent::event).toList();
        // First: a concurrent duplicate of the batch blocks here, and then finds its events applied.
        Set<EventId> newEvents =
                inbox.recordNew(transaction, events.stream().map(OrderEvent::id).toList());
        ShipmentBatch batch = new ShipmentBatch(
                properties.batch(),
                shipments.lock(
                        transaction, events.stream().map(OrderEvent::orderId).toList()),
                parcels::stamp);
        received.stream()
                .filter(cause -> newEvents.contains(cause.event().id()))
                .filter(cause -> slots.owns(OrderId.slot(cause.event().orderId())))
                .forEach(batch::apply);
        store(transaction, batch);
        return newEvents.size();
    }

    private void store(Transaction transaction, ShipmentBatch batch) throws SQLException {
        if (batch.changed().isEmpty()) {
            return; // most events do not concern parcels
        }
        shipments.save(transaction, batch.changed());
        parcels.store(transaction, batch.parcels(), batch.events());
        tasks.add(transaction, PackShipment.KIND, batch.unpacked());
        for (long orderId : batch.refunded()) {
            parcels.followBooked(transaction, orderId);
        }
    }
}
